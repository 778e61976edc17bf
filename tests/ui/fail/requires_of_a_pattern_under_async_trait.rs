#[path = "../shop.rs"]
mod shop;
use shop::*;

permit::permissions! {
    <User: UserType>
    Buy(context = Item) { Anonymous | Support => deny, Shopper | Seller => allow }
}

struct Order {
    item: Item,
}

#[async_trait::async_trait]
trait Store {
    // `async-trait` takes a pattern apart within the future, and the check runs before that.
    #[permit::requires(Buy, who, item)]
    async fn buy(&self, who: &permit::Principal<User>, Order { item }: Order) -> Result<u8, permit::Refused> {
        Ok(item.region)
    }
}

fn main() {}
