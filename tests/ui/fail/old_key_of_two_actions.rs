#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User)]
#[permissions(Anonymous | Shopper | Seller | Support => deny)]
struct RenameReport;

#[derive(permit::Action)]
#[action(subject = User, was = "retitle")]
#[permissions(Anonymous | Shopper | Seller | Support => deny)]
struct Rename;

permit::permissions! {
    <User: UserType>
    use RenameReport;
    use Rename;

    Title(was = "retitle") {
        Anonymous | Shopper | Seller | Support => deny,
    }
}

fn main() {}
