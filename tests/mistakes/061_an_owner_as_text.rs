#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Columns)]
pub struct Task {
    #[column(owner = "User")]
    pub author: u64,
}

pub fn author(task: &Task, user: &User) -> bool {
    user.id == Some(task.author)
}

fn main() {}
