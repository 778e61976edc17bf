//! The whole language in a package that has permit under another name. Nothing here is called
//! `permit`, so generated code that uses that name does not compile.

use renamed::{
    Authorizer, Extent, Permit, Principal, Refused, Subject, UserTypes,
    filter::{FilterValue, Value, ValueKind},
    tenancy::Tenant,
};

#[derive(renamed::UserType, Clone, Copy, Debug, PartialEq, Eq)]
#[user_type(crate = renamed)]
enum UserType {
    #[anonymous]
    Guest,
    Clerk,
    #[platform]
    Chief,
}

#[derive(renamed::Roles, Clone, Copy)]
#[roles(crate = renamed)]
enum Role {
    #[default_for(Clerk)]
    Viewer,
    Admin,
}

struct User(UserType);

impl Subject for User {
    type UserType = UserType;
    type Id = UserType;
    fn id(&self) -> Option<&UserType> {
        Some(&self.0)
    }
    fn user_types(&self) -> UserTypes<UserType> {
        self.0.into()
    }
    fn anonymous() -> Self {
        Self(UserType::Guest)
    }
    fn tenant(&self) -> Tenant<'_> {
        Tenant::of("acme")
    }
}

#[derive(renamed::Columns)]
#[columns(crate = renamed)]
struct Item {
    #[column(owner = User)]
    keeper: UserType,
    #[column(tenant)]
    tenant: String,
    #[column(skip)]
    weight: u8,
}

impl FilterValue for UserType {
    const KIND: ValueKind = ValueKind::Bool;

    fn value(&self) -> Value {
        Value::Bool(*self == Self::Clerk)
    }
}

#[renamed::condition(filter, crate = renamed)]
fn clerks(_: &User, item: &Item) -> bool {
    item.keeper == UserType::Clerk && item.tenant != "nowhere"
}

#[renamed::condition(says = "too_much", flags(beta), crate = renamed)]
fn affordable(action: &Pay<'_>, _: &Principal<User>, _: &Item) -> bool {
    action.amount < 100 && !action.to.is_empty()
}

#[renamed::condition(crate = renamed)]
fn early(_: &Principal<User>) -> bool {
    true
}

/// Pay for it.
#[derive(renamed::Action)]
#[action(subject = User, context = Item, requires(affordable), crate = renamed)]
#[permissions(Guest => deny, Clerk => allow if owner && early, Chief => allow)]
struct Pay<'to> {
    amount: u64,
    to: &'to str,
}

/// Close it.
#[derive(renamed::Action)]
#[action(subject = User, context = Item, fixed, was = "shut", crate = renamed)]
#[permissions(Guest => deny, Clerk => allow if owner || granted, Chief => allow)]
#[roles(Viewer => withhold, Admin => grant)]
struct Close;

renamed::permissions! {
    <User: UserType, tenants, roles, crate = renamed>

    use Close;

    use Pay<'_>;

    hide Item by self::Look;

    /// Look at it.
    Look(context = Item, flag = "looking") { Guest | Clerk | Chief => allow }
    Keep(context = Item) { Guest => deny, Clerk => allow if owner, Chief => allow if clerks }
    Rest { Guest => deny, Clerk => allow if early, Chief => allow }
    Open { Guest => deny, Clerk | Chief => allow if granted } roles { Viewer | Admin => grant }
}

#[renamed::requires(Rest, who, crate = renamed)]
fn rest(who: &Principal<User>) -> Result<u8, Refused> {
    Ok(1)
}

#[renamed::requires(Pay { amount, to: "me" }, who, item, crate = renamed)]
async fn pay(who: &Principal<User>, item: &Item, amount: u64) -> Result<u64, Refused> {
    Ok(std::future::ready(amount).await)
}

fn principal(user_type: UserType) -> Principal<User> {
    Authorizer::builder().build().principal(User(user_type))
}

fn item(keeper: UserType) -> Item {
    Item {
        keeper,
        tenant: "acme".into(),
        weight: 1,
    }
}

fn amount(permit: &Permit<'_, Pay<'_>>) -> u64 {
    permit.action().amount
}

#[test]
fn the_whole_language_works_where_permit_has_another_name() {
    let (clerk, guest) = (principal(UserType::Clerk), principal(UserType::Guest));
    let (own, foreign) = (item(UserType::Clerk), item(UserType::Chief));
    let of = |amount| Pay { amount, to: "me" };
    assert_eq!(
        clerk.check(of(3), &own).map(|permit| amount(&permit)),
        Ok(3)
    );
    assert!(!clerk.can(of(3), &foreign) && !clerk.can(of(100), &own));
    assert!(!clerk.can(Look, &own), "its flag is not on");
    assert!(rest(&clerk).is_ok() && rest(&guest).is_err());
    drop(pay(&clerk, &own, 3));
    let kept = principal(UserType::Chief).scope(Keep).unwrap();
    assert!(matches!(kept.extent(), Extent::Where(_)), "{kept:?}");
    assert_eq!(kept.admit([&own, &foreign]).unwrap().len(), 1);
    assert_eq!(own.weight, 1);
    assert_eq!(renamed::testing::verify::<User>(), 18);
    let roles: Vec<_> =
        <User as renamed::Permissions>::default_roles(UserType::Clerk.into()).collect();
    assert!(matches!(roles.as_slice(), [Role::Viewer]));
    assert!(clerk.can(Close, &own) && !clerk.can(Close, &foreign) && !clerk.can(Open, &()));
    assert!(clerk.scope(Close).is_ok());
    assert_eq!(renamed::testing::verify_columns(&own), 2);
}
