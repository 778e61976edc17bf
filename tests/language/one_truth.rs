//! A check and a list read one field: `#[derive(Columns)]` writes the traits that a check reads.

use std::{borrow::Cow, fmt, str::FromStr, sync::Arc};

use permit::{
    Authorizer, Extent, Owned, Subject, UserTypes,
    filter::{Filter, FilterValue, OwnerColumn, Value, ValueKind},
    places::Placed,
    tenancy::{AsId, ContextTenant, Id, InTenant, Tenant},
    testing::verify_columns,
};

#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Member,
    #[platform]
    Support,
}

/// Two subjects with the same type of id.
macro_rules! subjects {
    ($($subject:ident)*) => {$(
        #[derive(Debug)]
        pub struct $subject {
            id: Option<u64>,
            tenant: Tenant<'static>,
        }

        impl Subject for $subject {
            type UserType = UserType;
            type Id = u64;
            fn id(&self) -> Option<&u64> {
                self.id.as_ref()
            }
            fn user_types(&self) -> UserTypes<UserType> {
                UserType::Member.into()
            }
            fn anonymous() -> Self {
                Self { id: None, tenant: Tenant::Unknown }
            }
            fn tenant(&self) -> Tenant<'_> {
                self.tenant
            }
        }
    )*};
}

subjects!(User Clerk);

/// Each subject has a column of its own.
#[derive(permit::Columns, Clone, Debug)]
#[columns(global)]
pub struct Task {
    #[column("author_id", owner = User)]
    author: u64,
    #[column("clerk_id", owner = Clerk)]
    clerk: Option<u64>,
}

permit::permissions! {
    <User: UserType, tenants>
    pub EditTask(context = Task) { Anonymous => deny, Member | Support => allow if owner }
    pub ViewNote(context = Note) { Anonymous => deny, Member | Support => allow }
}

permit::permissions! {
    <Clerk: UserType, tenants>
    pub FileTask(context = Task) { Anonymous => deny, Member | Support => allow if owner }
}

/// The name of the column of an owner, and the id.
fn owned(extent: &Extent) -> Option<(&str, &Value)> {
    match extent {
        Extent::Where(Filter::Owner { column, id }) => Some((column.name, id)),
        _ => None,
    }
}

#[test]
fn another_subject_with_the_same_number_is_not_the_owner() {
    let (id, tenant) = (Some(7), Tenant::Unknown);
    let user = Authorizer::builder().build().principal(User { id, tenant });
    let clerk = Authorizer::builder()
        .build()
        .principal(Clerk { id, tenant });

    let of_the_user = user.scope(EditTask).unwrap();
    let of_the_clerk = clerk.scope(FileTask).unwrap();
    let seven = 7_u64.value();
    assert_eq!(owned(of_the_user.extent()), Some(("author_id", &seven)));
    assert_eq!(owned(of_the_clerk.extent()), Some(("clerk_id", &seven)));
    let column = <Task as OwnerColumn<Clerk>>::OWNER;
    assert_eq!(column.name, "clerk_id");

    for (author, clerk_id, users, clerks) in [
        (7, None, true, false),
        (7, Some(8), true, false),
        (8, Some(7), false, true),
        (8, None, false, false),
    ] {
        let task = Task {
            author,
            clerk: clerk_id,
        };
        assert_eq!(user.can(EditTask, &task), users, "{task:?}");
        assert_eq!(clerk.can(FileTask, &task), clerks, "{task:?}");
        assert_eq!(verify_columns(&task), 2);
    }
}

/// A type of the application's own, which it prints in another way than it stores it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShopId(u32);

impl fmt::Display for ShopId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "shop {}", self.0)
    }
}

impl FromStr for ShopId {
    type Err = core::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl AsId for ShopId {
    fn as_id(&self) -> Id<'_> {
        self.0.into()
    }
}

impl FilterValue for ShopId {
    const KIND: ValueKind = ValueKind::Integer;

    fn value(&self) -> Value {
        self.0.value()
    }
}

/// Its tenant is of a type of the application's own.
#[derive(permit::Columns, Clone, Debug)]
pub struct Note {
    #[column(tenant)]
    shop: ShopId,
}

#[test]
fn an_id_of_the_applications_own_is_listed_as_it_is_checked() {
    let note = |shop| Note { shop: ShopId(shop) };
    for (tenant, reached, extent) in [
        (Tenant::of(7_u64), true, Some(7)),
        (Tenant::of("7"), true, Some(7)),
        (Tenant::of("07"), false, None),
        (Tenant::of("shop 7"), false, None),
        (Tenant::of(8_u64), false, Some(8)),
        (Tenant::Unknown, false, None),
    ] {
        let user = User { id: None, tenant };
        let who = Authorizer::builder().build().principal(user);
        assert_eq!(who.can(ViewNote, &note(7)), reached, "{tenant:?}");
        let scope = who.scope(ViewNote).unwrap();
        match scope.extent() {
            Extent::Nothing => assert_eq!(extent, None, "{tenant:?}"),
            Extent::Where(Filter::Tenant { at, .. }) => {
                let expected = extent.map(|id: u32| permit::filter::TenantFilter::Of(id.value()));
                assert_eq!(Some(at.clone()), expected, "{tenant:?}");
            }
            other => panic!("{tenant:?}: {other:?}"),
        }
    }
    assert_eq!(verify_columns(&note(7)), 1);
}

/// A struct with one column, marked in each way, for each type that an id may have.
macro_rules! fields {
    ($($name:ident: $subject:ident: $id:ty, $held:ty;)*) => {$(
        mod $name {
            use super::*;

            pub struct Owner;

            impl Subject for Owner {
                type UserType = UserType;
                type Id = $id;
                fn id(&self) -> Option<&$id> {
                    None
                }
                fn user_types(&self) -> UserTypes<UserType> {
                    UserTypes::none()
                }
                fn anonymous() -> Self {
                    Self
                }
            }

            #[derive(permit::Columns)]
            pub struct Always {
                #[column(owner = Owner, tenant, place = "shelf")]
                pub field: $held,
            }

            #[derive(permit::Columns)]
            pub struct Perhaps {
                #[column(owner = Owner, tenant_or_global, place = "shelf")]
                pub field: Option<$held>,
            }

            #[derive(permit::Columns)]
            pub struct Missing {
                #[column(tenant)]
                pub field: Option<$held>,
            }
        }
    )*};
}

fields! {
    numbers: Owner: u64, u64;
    signed: Owner: i32, i32;
    strings: Owner: String, String;
    texts: Owner: str, String;
    borrowed: Owner: str, &'static str;
    boxed: Owner: str, Box<str>;
    shared: Owner: str, Arc<str>;
    cows: Owner: str, Cow<'static, str>;
    own: Owner: ShopId, ShopId;
    uuids: Owner: uuid::Uuid, uuid::Uuid;
}

fn places(row: &impl Placed) -> Vec<(String, String)> {
    let printed = format!("{:?}", row.places());
    let known = printed.split("Some((").skip(1).filter_map(|one| {
        let (kind, id) = one.split_once("))")?.0.split_once(", ")?;
        Some((kind.replace('"', ""), id.replace('"', "")))
    });
    known.collect()
}

macro_rules! assert_read {
    ($($name:ident: $value:expr, $text:expr;)*) => {$(
        let row = $name::Always { field: $value };
        assert_eq!(Owned::<$name::Owner>::owner(&row).map(|id| id.value()), Some($value.value()));
        assert_eq!(row.tenant(), ContextTenant::of($text));
        assert_eq!(places(&row), [("shelf".to_owned(), $text.to_owned())]);
        assert_eq!(verify_columns(&row), 4);

        let row = $name::Perhaps { field: Some($value) };
        assert_eq!(Owned::<$name::Owner>::owner(&row).map(|id| id.value()), Some($value.value()));
        assert_eq!(row.tenant(), ContextTenant::of($text));
        assert_eq!(places(&row), [("shelf".to_owned(), $text.to_owned())]);
        assert_eq!(verify_columns(&row), 4);

        let row = $name::Perhaps { field: None };
        assert!(Owned::<$name::Owner>::owner(&row).is_none());
        assert_eq!(row.tenant(), ContextTenant::Global);
        assert_eq!(places(&row), []);
        assert_eq!(verify_columns(&row), 3);

        let row = $name::Missing { field: None };
        assert_eq!(row.tenant(), ContextTenant::of(""), "no tenant reaches it");
        assert_eq!(verify_columns(&row), 1);
        let row = $name::Missing { field: Some($value) };
        assert_eq!(row.tenant(), ContextTenant::of($text));
    )*};
}

#[test]
fn a_field_says_whose_a_row_is_and_where_it_belongs() {
    assert_read! {
        numbers: 7_u64, "7";
        signed: -7_i32, "-7";
        strings: String::from("acme"), "acme";
        texts: String::from("acme"), "acme";
        borrowed: "acme", "acme";
        boxed: Box::<str>::from("acme"), "acme";
        shared: Arc::<str>::from("acme"), "acme";
        cows: Cow::Borrowed("acme"), "acme";
        own: ShopId(7), "7";
        uuids: uuid::Uuid::nil(), "00000000-0000-0000-0000-000000000000";
    }
}

#[test]
fn a_context_without_tenants_and_places_says_so() {
    #[derive(permit::Columns)]
    #[columns(global, nowhere)]
    struct Form {
        id: u64,
    }
    let form = Form { id: 7 };
    assert_eq!(form.tenant(), ContextTenant::Global);
    assert_eq!(places(&form), []);
    assert_eq!((verify_columns(&form), form.id), (0, 7));
}
