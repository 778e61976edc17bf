#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {
    #[anonymous]
    Guest,
    #[anonymous]
    Visitor,
    Support,
}

fn main() {}
