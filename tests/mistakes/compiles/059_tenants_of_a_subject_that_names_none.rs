#[path = "../../ui/shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Columns)]
pub struct Invoice {
    #[column(tenant)]
    pub company: u64,
}

permit::permissions! {
    <User: UserType, tenants>

    EditInvoice(context = Invoice) { Anonymous | Shopper => deny, Seller | Support => allow }
}

fn main() {}
