#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, name = "post_item")]
#[permissions(Anonymous | Shopper | Seller | Support => deny)]
struct Repost;

permit::permissions! {
    <User: UserType>

    use Repost;

    PostItem { Anonymous | Shopper | Seller | Support => deny }
}

fn main() {}
