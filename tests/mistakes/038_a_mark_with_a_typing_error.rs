#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
    #[platfrom]
    Support,
}

fn main() {}
