#[path = "../shop.rs"]
mod shop;
use permit::{Owned, places::{Placed, Places}, tenancy::{ContextTenant, InTenant}};
use shop::*;

#[derive(permit::Columns)]
pub struct Task {
    #[column("assignee_id", owner = User)]
    pub assignee: u64,
    #[column(tenant)]
    pub company: String,
    #[column(place = "project")]
    pub project: u64,
    #[column(skip)]
    pub author: u64,
}

impl Owned<User> for Task {
    fn owner(&self) -> Option<&u64> {
        Some(&self.author)
    }
}

impl InTenant for Task {
    fn tenant(&self) -> ContextTenant<'_> {
        ContextTenant::Global
    }
}

impl Placed for Task {
    fn places(&self) -> Places<'_> {
        Places::nowhere()
    }
}

fn main() {}
