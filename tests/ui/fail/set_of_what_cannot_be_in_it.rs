#[path = "../shop.rs"]
mod shop;
use shop::*;

#[derive(permit::Action)]
#[action(subject = User, context = Item)]
#[permissions(Anonymous | Shopper | Seller | Support => deny)]
struct Unlisted;

permit::permissions! {
    <User: UserType>

    EditItem(context = Item) { Anonymous | Shopper | Seller | Support => deny }
    CloseItem(context = Item) { Anonymous | Shopper | Seller | Support => deny }
    ViewOrder(context = Order) { Anonymous | Shopper | Seller | Support => deny }
}

permit::one_of! { enum Change { EditItem, CloseItem, Item, Unlisted, ViewOrder } }

permit::one_of! { enum First { Unlisted, EditItem } }

permit::one_of! { enum Subjects { EditItem, shift::EditShift } }

mod shift {
    use permit::{Subject, UserTypes};

    #[derive(permit::UserType, Clone, Copy)]
    pub enum WorkerType {
        #[anonymous]
        Anonymous,
    }

    pub struct Worker;

    impl Subject for Worker {
        type UserType = WorkerType;
        type Id = u64;
        fn id(&self) -> Option<&u64> {
            None
        }
        fn user_types(&self) -> UserTypes<WorkerType> {
            WorkerType::Anonymous.into()
        }
        fn anonymous() -> Self {
            Worker
        }
    }

    permit::permissions! {
        <Worker: WorkerType>

        pub EditShift(context = super::Item) { Anonymous => deny }
    }
}

fn main() {}
