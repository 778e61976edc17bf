#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>

    RenameReport {
        Anonymous | Shopper | Seller | Support => deny,
    }

    EditReportName(was = "rename_report", was = "retitle") {
        Anonymous | Shopper | Seller | Support => deny,
    }

    Retitle(name = "title", was = "retitle", was = "title") {
        Anonymous | Shopper | Seller | Support => deny,
    }

    Move(was = "shift", was = "shift", was = "Push", was = shove) {
        Anonymous | Shopper | Seller | Support => deny,
    }
}

fn main() {}
