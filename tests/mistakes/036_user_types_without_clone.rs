#[derive(permit::UserType)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
}

fn main() {}
