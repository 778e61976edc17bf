#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Columns)]
#[column("drawer_id")]
struct Drawer {
    #[columns(global)]
    #[column("cabinet_id")]
    cabinet: u64,
}

mod staff {
    #[derive(permit::UserType, Clone, Copy)]
    #[anonymous]
    #[platform]
    #[internal]
    pub enum Staff {
        #[anonymous]
        Anonymous,
        #[user_type(crate = permit)]
        Clerk,
    }
}

#[derive(permit::Action)]
#[action(subject = User)]
#[permissions(Anonymous | Shopper | Seller | Support => deny)]
struct PostItem {
    #[action(flag = "posting")]
    #[permissions(Anonymous | Shopper | Seller | Support => allow)]
    price: u64,
}

permit::permissions! { <User: UserType> use PostItem; }

fn main() {}
