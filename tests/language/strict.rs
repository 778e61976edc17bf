//! An application that allows itself nothing: generated code brings no warning of its own.

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
    reason = "matters of the taste of an application, and not about what permit generates"
)]

use std::pin::Pin;

use permit::{FilterValue, InTenant, Owned, Permit, Principal, Refused, Subject, UserTypes, Value};

/// Who somebody is.
#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserType {
    /// Somebody who did not sign in.
    #[anonymous]
    Nobody,
    /// Somebody.
    Clerk,
    /// Somebody of the platform.
    #[platform]
    Chief,
}

/// Somebody.
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
            user_type: UserType::Nobody,
        }
    }
}

impl FilterValue for UserType {
    fn value(&self) -> Value {
        Value::Bool(*self == Self::Clerk)
    }
}

/// Something.
#[derive(Debug, permit::Columns)]
pub(crate) struct Item {
    /// Whose.
    #[column("owner_id", owner)]
    owner: UserType,
    /// Where.
    #[column(home_or_global)]
    tenant: Option<String>,
    /// What for.
    #[column(skip)]
    purpose: Option<()>,
}

impl Owned<User> for Item {
    fn owner(&self) -> Option<&UserType> {
        Some(&self.owner)
    }
}

impl InTenant for Item {
    fn home(&self) -> permit::ContextHome<'_> {
        permit::ContextHome::Global
    }
}

/// Whether it is one's own, and at home nowhere.
#[permit::condition(filter)]
fn kept(who: &User, item: &Item) -> bool {
    item.owner == who.user_type && (item.tenant.is_none() || item.owner != UserType::Nobody)
}

/// Whether it is early.
#[permit::condition]
fn early(_: &Principal<User>) -> bool {
    true
}

/// Whether it is worth it.
#[permit::condition(says = "not_worth_it", flags(early_birds))]
pub(crate) fn worth_it<C: ?Sized>(action: &Pay<'_>, _: &User, _: &C) -> bool {
    action.amount > 1 && !action.to.is_empty()
}

/// Pay for it.
#[derive(Debug, permit::Action)]
#[action(subject = User, context = Item, requires(worth_it, early), on_denied = not_found)]
#[permissions(Nobody => deny, Clerk => allow if owner || (early && worth_it), Chief => allow)]
pub(crate) struct Pay<'to> {
    amount: u64,
    to: &'to str,
}

permit::permissions! {
    <User: UserType, tenants>

    use Pay<'_>;

    /// Look at it.
    pub(crate) Look(context = Item, flag = "looking") { Nobody | Clerk | Chief => allow }

    /// Keep it.
    pub(crate) Keep(context = Item) { Nobody | Chief => deny, Clerk => allow if kept && owner }

    /// Rest.
    pub(crate) Rest { Nobody => deny, Clerk => allow, Chief => deny }
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

/// Rests, as a future without a name.
#[permit::requires(Rest, who)]
fn rest_later(who: &Principal<User>) -> impl Future<Output = Result<bool, Refused>> + Send {
    std::future::ready(Ok(who.is_anonymous()))
}

/// Looks, as a future in a box, at what was taken apart.
#[permit::requires(Look, who, item)]
fn look_later<'who>(
    who: &'who Principal<User>,
    (item, _): (&'who Item, u8),
) -> Pin<Box<dyn Future<Output = Result<bool, Refused>> + Send + 'who>> {
    Box::pin(std::future::ready(
        Ok(who.subject().user_type == item.owner),
    ))
}

/// Something that can be done to an item.
trait Shelf {
    /// Whose it is.
    fn keeper(&self) -> &Principal<User>;

    /// Takes it off.
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
fn generated_code_brings_no_warning() {
    let who = crate::principal(User {
        user_type: UserType::Clerk,
    });
    let item = Item {
        owner: UserType::Clerk,
        tenant: None,
        purpose: None,
    };
    assert_eq!(who.scope(Keep).admit([&item]).len(), 1, "it is a clerk's");
    assert!(item.purpose.is_none(), "it has none");
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
    assert!(who.take(item).is_ok(), "a clerk may pay for the own item");
    assert_eq!(
        permit::testing::verify::<User>(),
        12,
        "four actions, three user types"
    );
}
