#[path = "../ui/shop.rs"]
mod shop;
use shop::*;

use permit::tenancy::{InTenant, Tenant};

impl InTenant for Order {
    fn tenant(&self) -> Tenant<'_> {
        Tenant::of(self.total)
    }
}

fn main() {}
