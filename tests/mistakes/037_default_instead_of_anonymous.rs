#[derive(permit::UserType, Clone, Copy, Default)]
pub enum UserType {
    #[default]
    Guest,
    Seller,
}

fn main() {}
