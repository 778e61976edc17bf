//! A package as an application writes it, in which the tests of the editor type.

use permit::{Subject, UserTypes};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
    Support,
}

#[derive(permit::Roles, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Viewer,
    Keeper,
}

#[derive(Debug)]
pub struct User {
    pub id: u64,
    pub user_type: UserType,
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        Some(&self.id)
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.user_type.into()
    }

    fn anonymous() -> Self {
        Self {
            id: 0,
            user_type: UserType::Anonymous,
        }
    }
}

#[derive(permit::Columns, Debug)]
pub struct Item {
    #[column(owner = User)]
    pub seller: u64,
    #[column(skip)]
    pub shelf: Shelf,
}

#[derive(Debug)]
pub struct Shelf {
    pub number: u64,
}

/// Whether the caller is on call.
#[permit::condition]
pub fn on_call(who: &User) -> bool {
    who.id > 3
}

pub mod rules {
    use super::{Item, User};

    /// Whether any caller can pay it.
    #[permit::condition(filter, says = "dear")]
    pub fn cheap(_who: &User, item: &Item) -> bool {
        item.seller > 3
    }
}

pub mod items {
    use super::{Item, Role, User, UserType, on_call, rules::cheap};

    #[derive(permit::Action, Debug)]
    #[action(subject = User, context = Item, requires(cheap))]
    #[permissions(
        Anonymous => deny,
        Seller => allow if owner,
        Support => allow if owner && (super::on_call || super::rules::cheap),
    )]
    pub struct EditItem;

    #[derive(permit::Action, Debug)]
    #[action(subject = super::User, user_type = super::UserType, context = Item)]
    #[permissions(
        Anonymous => deny,
        Seller => deny,
        Support => allow if on_call,
    )]
    pub struct NameItem<'a> {
        pub name: &'a str,
    }

    #[derive(permit::Action, Debug)]
    #[action(subject = User, context = Item, roles = Role)]
    #[permissions(Anonymous | Seller => deny, Support => allow if granted)]
    #[roles(Viewer => withhold, Keeper => grant)]
    pub struct KeepItem;

    #[derive(permit::Action, Debug)]
    #[action(subject = User, context = Item)]
    #[permissions(all_of(super::ViewItem, super::ViewShelf(shelf)))]
    pub struct ViewBoth;
}

permit::permissions! {
    <User: UserType, roles>
    use items::{EditItem, KeepItem, NameItem<'_>};
    use items::ViewBoth;

    /// View it.
    pub ViewItem(context = Item, requires(on_call)) {
        Anonymous => deny,
        Seller => allow if rules::cheap || on_call,
        Support => allow if on_call,
    }

    pub ViewShelf(context = Shelf) {
        Anonymous | Seller => deny,
        Support => allow if granted,
    } roles {
        Viewer | Keeper => grant,
    }

    pub CountItem(context = Item) = all_of(ViewItem, ViewShelf(shelf));

    hide Item by ViewItem;
}

permit::one_of! {
    pub enum LookAtItem { ViewItem, CountItem }
}

#[permit::requires(items::EditItem, who, item)]
pub fn number(who: &permit::Principal<User>, item: &Item) -> Result<u64, permit::Refused> {
    Ok(item.shelf.number)
}

/// As the application asks.
pub fn may_edit(who: &permit::Principal<User>, item: &Item) -> bool {
    who.can(items::EditItem, item) && who.can(ViewItem, item) && rules::cheap(who.subject(), item)
}
