#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {
    Guest,
    Seller,
    Support,
}

fn main() {}
