#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User)]
#[permissions(Anonymous | Shopper | Seller | Support => deny)]
struct RenameReport;

#[derive(permit::Action)]
#[action(subject = User, was = "rename_report")]
#[permissions(Anonymous | Shopper | Seller | Support => deny)]
struct EditReportName;

permit::permissions! {
    <User: UserType>
    use RenameReport;
    use EditReportName;

    Title(was = "retitle") {
        Anonymous | Shopper | Seller | Support => deny,
    }
}

fn main() {}
