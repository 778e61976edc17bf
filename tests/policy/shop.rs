//! A shop of several tenants, with an action of every kind.

use std::{cell::RefCell, sync::Arc};

use permit::{
    Principal, Subject, UserTypes,
    acting::{Impersonates, Internal},
    places::{Placed, Places},
    policy::CoarseClock,
    tenancy::{ContextTenant, InTenant, Tenant},
};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
    Premium,
    #[platform]
    Support,
    #[internal]
    Robot,
}

#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: Option<u64>,
    pub(crate) types: Vec<UserType>,
}

impl User {
    /// A user of these types, who owns the own item.
    pub(crate) fn of(types: &[UserType]) -> Self {
        Self {
            id: (types != [UserType::Anonymous]).then_some(7),
            types: types.to_vec(),
        }
    }
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.types.iter().copied().collect()
    }

    fn anonymous() -> Self {
        Self::of(&[UserType::Anonymous])
    }

    fn tenant(&self) -> Tenant<'_> {
        if self.types.contains(&UserType::Support) {
            Tenant::Platform
        } else {
            Tenant::of(1)
        }
    }
}

impl Internal for User {
    fn internal() -> Self {
        Self::of(&[UserType::Robot])
    }
}

impl InTenant for User {
    fn tenant(&self) -> ContextTenant<'_> {
        ContextTenant::Global
    }
}

impl Placed for User {
    fn places(&self) -> Places<'_> {
        Places::nowhere()
    }
}

/// An item of tenant 1.
#[derive(permit::Columns, Clone, Copy, Debug, PartialEq, Eq)]
#[columns(nowhere)]
pub(crate) struct Item {
    #[column(owner = User)]
    pub(crate) seller: u64,
    #[column(tenant)]
    pub(crate) tenant: u32,
    pub(crate) published: bool,
}

pub(crate) const ITEMS: [Item; 3] = [
    Item {
        seller: 7,
        tenant: 1,
        published: true,
    },
    Item {
        seller: 7,
        tenant: 1,
        published: false,
    },
    Item {
        seller: 8,
        tenant: 1,
        published: false,
    },
];

thread_local! {
    /// A clock that `ticked` moves, as if time passed while conditions are evaluated.
    pub(crate) static CLOCK: RefCell<Option<Arc<CoarseClock>>> = const { RefCell::new(None) };
}

#[permit::condition]
pub(crate) fn ticked(_: &User, _: &Item) -> bool {
    CLOCK.with_borrow(|clock| clock.as_ref().inspect(|clock| clock.tick()).is_some())
}

#[permit::condition(filter)]
pub(crate) fn published(_: &User, item: &Item) -> bool {
    item.published
}

#[permit::condition(filter)]
pub(crate) fn draft(_: &User, item: &Item) -> bool {
    !item.published
}

permit::permissions! {
    <User: UserType, tenants, places>

    pub(crate) View(context = Item) {
        Anonymous        => allow if published,
        Seller           => allow if owner || published,
        Premium | Support => allow,
        Robot            => deny,
    }

    pub(crate) Edit(context = Item) {
        Anonymous | Robot => deny,
        Seller            => allow if owner,
        Premium           => allow if owner && published,
        Support           => allow,
    }

    pub(crate) Close(context = Item, requires(draft)) {
        Anonymous | Robot => deny,
        Seller | Premium  => allow if owner,
        Support           => allow,
    }

    pub(crate) Promote(context = Item, flag = "promotion") {
        Anonymous | Robot | Seller => deny,
        Premium                    => allow if owner,
        Support                    => allow,
    }

    pub(crate) Replace(context = Item) = all_of(View, Edit);

    pub(crate) Tick(context = Item) {
        Anonymous | Robot | Seller | Premium => deny,
        Support                              => allow if ticked,
    }

    pub(crate) TickAndView(context = Item) = all_of(Tick, View);

    pub(crate) ActAs(context = User) {
        Anonymous | Robot | Seller | Premium => deny,
        Support                              => allow,
    }
}

impl Impersonates for ActAs {}

permit::one_of! {
    pub(crate) enum Change { Edit, Close }
}

/// A function of the data layer that checks for itself.
#[permit::requires(Edit, who, item)]
pub(crate) fn rename(who: &Principal<User>, item: &Item) -> Result<u64, permit::Refused> {
    Ok(item.seller)
}
