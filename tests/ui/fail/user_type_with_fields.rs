#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Seller(u8),
    Support { tier: u8 },
}

fn main() {}
