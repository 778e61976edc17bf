//! An application with every form of an action.

use permit::{
    Owned, Principal, Subject, UserTypes,
    tenancy::{ContextTenant, InTenant, Tenant},
};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserType {
    #[anonymous]
    Anonymous,
    Shopper,
    Seller,
    #[platform]
    Support,
    #[internal]
    Job,
}

pub(crate) struct User {
    pub(crate) id: Option<u64>,
    pub(crate) kind: UserType,
    pub(crate) trained: bool,
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }
    fn user_types(&self) -> UserTypes<UserType> {
        self.kind.into()
    }
    fn anonymous() -> Self {
        Self {
            id: None,
            kind: UserType::Anonymous,
            trained: false,
        }
    }
    fn tenant(&self) -> Tenant<'_> {
        Tenant::Platform
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub(crate) seller: u64,
    pub(crate) sold: bool,
}

impl Owned<User> for Item {
    fn owner(&self) -> Option<&u64> {
        Some(&self.seller)
    }
}

impl InTenant for Item {
    fn tenant(&self) -> ContextTenant<'_> {
        ContextTenant::Global
    }
}

/// An item that takes the place of another one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exchange {
    pub(crate) old: Item,
    pub(crate) new: Item,
}

impl InTenant for Exchange {
    fn tenant(&self) -> ContextTenant<'_> {
        ContextTenant::Global
    }
}

#[permit::condition(says = "sold")]
fn unsold(_: &User, item: &Item) -> bool {
    !item.sold
}

pub(crate) mod other {
    use super::{Item, User};

    /// It has the name of another condition.
    #[permit::condition]
    pub(crate) fn unsold(who: &User, _: &Item) -> bool {
        who.trained
    }
}

#[permit::condition(flags(trial_a, trial_b))]
fn in_trial(who: &Principal<User>) -> bool {
    who.flag("trial_a") && who.flag("trial_b")
}

#[permit::condition]
fn trained(who: &User) -> bool {
    who.trained
}

pub(crate) mod refunds {
    use super::{Item, User, UserType, trained, unsold};

    /// Give the money back.
    #[derive(permit::Action)]
    #[action(subject = User, context = Item, requires(trained), never_impersonated)]
    #[permissions(
        Anonymous | Shopper => deny,
        Seller => allow if unsold,
        Support => allow,
        Job => deny,
    )]
    pub(crate) struct RefundOrder {
        #[expect(dead_code, reason = "an action with a field has no value of its own")]
        pub(crate) amount: u64,
    }
}

permit::permissions! {
    <User: UserType, tenants>

    hide Item by ViewItem;
    hide Exchange by ViewItem(old), ViewItem(new);

    /// See an item.
    pub(crate) ViewItem(context = Item) {
        Anonymous | Shopper | Seller | Support | Job => allow,
    }

    /// Change an item's
    /// title or `price`.
    pub(crate) EditItem(context = Item, flag = "editing") {
        Anonymous => deny,
        Shopper => deny,
        Seller => allow if owner && unsold,
        Support => allow,
        Job => deny,
    }

    use refunds::RefundOrder;

    pub(crate) PostItem(flag = "a \"b\" `c` | d <e>", requires(in_trial)) {
        Anonymous | Shopper | Support | Job => deny,
        Seller => allow if trained,
    }

    pub(crate) ReplaceItem(context = Exchange) = all_of(EditItem(old), ViewItem(new));

    pub(crate) MarkItem(context = Item) {
        Anonymous | Shopper | Support | Job => deny,
        Seller => allow if unsold && other::unsold,
    }

    pub(crate) SwapItems(context = Exchange, requires(trained)) = all_of(EditItem(old), EditItem(new));

    pub(crate) CheckItem(context = Item, requires(other::unsold)) {
        Anonymous | Shopper | Job => deny,
        Seller => allow if unsold,
        Support => allow,
    }

    pub(crate) KeepItem(context = Item) {
        Anonymous | Shopper | Job => deny,
        Seller => allow if other::unsold,
        Support => allow,
    }

    pub(crate) CheckOld(context = Exchange) = all_of(CheckItem(old), KeepItem(old));
}
