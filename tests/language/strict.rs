//! An application that denies nearly every lint: generated code causes no warning.

#![deny(
    warnings,
    clippy::all,
    clippy::pedantic,
    clippy::restriction,
    keyword_idents,
    let_underscore,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    nonstandard_style,
    rust_2018_idioms,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unreachable_pub,
    unsafe_code,
    unused,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]
#![allow(
    clippy::blanket_clippy_restriction_lints,
    clippy::exhaustive_enums,
    clippy::exhaustive_structs,
    clippy::implicit_return,
    clippy::missing_inline_in_public_items,
    clippy::missing_trait_methods,
    clippy::std_instead_of_core,
    clippy::single_call_fn,
    clippy::redundant_pub_crate,
    clippy::min_ident_chars,
    clippy::question_mark_used,
    clippy::pub_with_shorthand,
    clippy::absolute_paths,
    clippy::tests_outside_test_module,
    clippy::arbitrary_source_item_ordering,
    reason = "these are a matter of an application's style, not of the code that permit generates"
)]

use std::pin::Pin;

use permit::{
    Permit, Principal, Refused, Subject, UserTypes,
    filter::{FilterValue, Value, ValueKind},
};

/// The type of a user.
#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserType {
    /// A caller who did not sign in.
    #[anonymous]
    Anonymous,
    /// A clerk.
    Clerk,
    /// A member of the platform's staff.
    #[platform]
    Chief,
}

/// A user.
#[derive(Debug)]
pub(crate) struct User {
    user_type: UserType,
}

impl Subject for User {
    type UserType = UserType;
    type Id = UserType;
    fn id(&self) -> Option<&UserType> {
        Some(&self.user_type)
    }
    fn user_types(&self) -> UserTypes<UserType> {
        self.user_type.into()
    }
    fn anonymous() -> Self {
        Self {
            user_type: UserType::Anonymous,
        }
    }
}

impl FilterValue for UserType {
    const KIND: ValueKind = ValueKind::Bool;

    fn value(&self) -> Value {
        Value::Bool(*self == Self::Clerk)
    }
}

/// An item.
#[derive(Debug, permit::Columns)]
pub(crate) struct Item {
    /// The owner.
    #[column("owner_id", owner = User)]
    owner: UserType,
    /// The tenant.
    #[column(tenant_or_global)]
    tenant: Option<String>,
    /// The purpose.
    #[column(skip)]
    purpose: Option<()>,
}

/// Whether the subject owns the item, and it is global or its owner is known.
#[permit::condition(filter)]
fn kept(who: &User, item: &Item) -> bool {
    item.owner == who.user_type && (item.tenant.is_none() || item.owner != UserType::Anonymous)
}

/// Whether it is early.
#[permit::condition]
fn early(_: &Principal<User>) -> bool {
    true
}

/// Whether it is worth it.
#[permit::condition(says = "not_worth_it", flags(early_birds))]
pub(crate) fn worth_it<C: ?Sized>(action: &Pay<'_>, _: &Principal<User>, _: &C) -> bool {
    action.amount > 1 && !action.to.is_empty()
}

/// Pay for it.
#[derive(Debug, permit::Action)]
#[action(subject = User, context = Item, requires(worth_it, early))]
#[permissions(Anonymous => deny, Clerk => allow if owner || (early && worth_it), Chief => allow)]
pub(crate) struct Pay<'to> {
    amount: u64,
    to: &'to str,
}

permit::permissions! {
    <User: UserType, tenants>

    use Pay<'_>;

    hide Item by Look;

    /// Look at it.
    pub(crate) Look(context = Item, flag = "looking") { Anonymous | Clerk | Chief => allow }

    /// Keep it.
    pub(crate) Keep(context = Item) { Anonymous | Chief => deny, Clerk => allow if kept && owner }

    /// Rest.
    pub(crate) Rest { Anonymous => deny, Clerk => allow, Chief => deny }
}

/// Rests.
#[permit::requires(Rest, who)]
fn rest(who: &Principal<User>) -> Result<bool, Refused> {
    Ok(who.is_anonymous())
}

/// Rests, and waits.
#[permit::requires(Look, who, item)]
async fn look(who: &Principal<User>, item: &Item) -> Result<bool, Refused> {
    std::future::ready(()).await;
    Ok(who.subject().user_type == item.owner)
}

/// Rests, as an unnamed future.
#[permit::requires(Rest, who)]
fn rest_later(who: &Principal<User>) -> impl Future<Output = Result<bool, Refused>> + Send {
    std::future::ready(Ok(who.is_anonymous()))
}

/// Looks, as a boxed future, at an item from a destructured parameter.
#[permit::requires(Look, who, item)]
fn look_later<'who>(
    who: &'who Principal<User>,
    (item, _): (&'who Item, u8),
) -> Pin<Box<dyn Future<Output = Result<bool, Refused>> + Send + 'who>> {
    Box::pin(std::future::ready(
        Ok(who.subject().user_type == item.owner),
    ))
}

/// A shelf of items.
trait Shelf {
    /// The keeper of the shelf.
    fn keeper(&self) -> &Principal<User>;

    /// Takes an item off the shelf.
    #[permit::requires(Pay { amount: 3, to: "me" }, self.keeper(), item)]
    fn take(&self, mut item: Item) -> Result<Item, Refused> {
        item.owner = self.keeper().subject().user_type;
        Ok(item)
    }
}

impl Shelf for Principal<User> {
    fn keeper(&self) -> &Principal<User> {
        self
    }
}

/// Pays.
fn pay(permit: &Permit<'_, Pay<'_>>) -> u64 {
    permit.action().amount
}

#[test]
fn generated_code_causes_no_warning() {
    let who = crate::principal(User {
        user_type: UserType::Clerk,
    });
    let item = Item {
        owner: UserType::Clerk,
        tenant: None,
        purpose: None,
    };
    assert_eq!(
        who.scope(Keep).unwrap().admit([&item]).unwrap().len(),
        1,
        "the clerk owns it"
    );
    assert!(item.purpose.is_none(), "it has no purpose");
    let permit = who.check(
        Pay {
            amount: 3,
            to: "me",
        },
        &item,
    );
    assert_eq!(permit.as_ref().map(pay), Ok(3), "{permit:?}");
    assert_eq!(rest(&who), Ok(false), "a clerk may rest");
    drop(look(&who, &item));
    drop(rest_later(&who));
    drop(look_later(&who, (&item, 0)));
    assert!(
        who.take(item).is_ok(),
        "a clerk may pay for an item that they own"
    );
    assert_eq!(
        permit::testing::verify::<User>(),
        12,
        "four actions, three user types"
    );
}
