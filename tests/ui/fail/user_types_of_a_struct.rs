#[derive(permit::UserType, Clone, Copy)]
pub struct UserType {
    tier: u8,
}

#[derive(permit::UserType, Clone, Copy)]
pub enum Nothing {}

fn main() {}
