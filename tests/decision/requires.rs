//! `#[requires(A, who, context)]` on each form of function: one call is allowed, and one is denied
//! before the first line of the body.

use std::{
    cell::Cell,
    future::Future,
    pin::{Pin, pin},
    task::{Context, Poll, Waker},
};

use permit::{Principal, Refused, requires};

use crate::catalogue::{ALL_ON, At, Document, Edit, Open, Pay, Person, UserType, authorizer};

mod in_company;
mod parameters;

thread_local! {
    /// How many bodies were entered.
    static ENTERED: Cell<u32> = const { Cell::new(0) };
}

fn enter() {
    ENTERED.set(ENTERED.get() + 1);
}

fn person(user_type: UserType) -> Principal<Person> {
    authorizer(ALL_ON).principal(Person {
        id: Some(7),
        user_types: user_type.into(),
        subject_tenant: At::Tenant("acme"),
        marks: 0,
    })
}

fn document() -> Document {
    Document {
        owner: Some(7),
        tenant: Some("acme"),
    }
}

/// The error of the application's own functions.
#[derive(Debug)]
enum Failure {
    Refused(Refused),
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

#[requires(Edit, who, document)]
fn plain(who: &Principal<Person>, document: &Document) -> Result<u64, Refused> {
    enter();
    Ok(document.owner.unwrap_or(0))
}

#[requires(Open, who)]
fn without_a_context(who: &Principal<Person>) -> Result<(), Failure> {
    enter();
    Ok(())
}

#[requires(Pay { amount }, who, document)]
fn with_fields(who: &Principal<Person>, document: &Document, amount: u64) -> Result<u64, Failure> {
    enter();
    Ok(amount)
}

#[requires(Edit, who, document)]
async fn waiting(who: &Principal<Person>, document: Document) -> Result<u64, Refused> {
    enter();
    std::future::ready(()).await;
    Ok(document.owner.unwrap_or(0))
}

#[requires(Edit, who, document)]
fn generic<T, const N: usize>(
    who: &Principal<Person>,
    document: &Document,
    values: [T; N],
) -> Result<u64, Refused>
where
    T: Into<u64> + Copy,
{
    enter();
    Ok(values.iter().map(|one| (*one).into()).sum())
}

#[requires(Edit, who, document)]
fn lazily<'a>(
    who: &'a Principal<Person>,
    document: &'a Document,
) -> Result<impl Iterator<Item = u64> + 'a, Refused> {
    enter();
    Ok(document.owner.into_iter())
}

#[requires(Edit, who, document)]
fn unnamed<'a>(
    who: &'a Principal<Person>,
    document: &'a Document,
) -> impl Future<Output = Result<u64, Failure>> + Send + 'a {
    enter();
    let _ = who;
    if document.tenant.is_none() {
        return std::future::ready(Ok(0));
    }
    std::future::ready(Ok(document.owner.unwrap_or(0)))
}

#[requires(Open, who)]
#[requires(Edit, who, document)]
fn both(who: &Principal<Person>, document: &Document) -> Result<(), Refused> {
    enter();
    Ok(())
}

/// A function as `async-trait` generates it.
#[requires(Edit, who, document)]
fn boxed<'a>(
    who: &'a Principal<Person>,
    document: &'a Document,
) -> Pin<Box<dyn Future<Output = Result<u64, Failure>> + Send + 'a>> {
    Box::pin(async move {
        enter();
        let _ = who;
        Ok(document.owner.unwrap_or(0))
    })
}

#[requires(Edit, who, document)]
fn boxed_here<'a>(
    who: &'a Principal<Person>,
    document: &'a Document,
) -> Pin<Box<dyn Future<Output = Result<u64, Failure>> + 'a>> {
    Box::pin(async move {
        enter();
        let _ = who;
        Ok(document.owner.unwrap_or(0))
    })
}

struct Service {
    who: Principal<Person>,
    document: Document,
}

impl Service {
    fn document(&self) -> &Document {
        &self.document
    }

    #[requires(Edit, self.who, self.document())]
    fn private_method(&self) -> Result<u64, Refused> {
        #![allow(clippy::unnecessary_wraps)]
        enter();
        Ok(1)
    }

    #[requires(Edit, &self.who, self.document)]
    async fn waiting_method(&mut self) -> Result<u64, Refused> {
        enter();
        self.document.owner = std::future::ready(None).await;
        Ok(2)
    }

    #[requires(Edit, self.who, self.document)]
    fn consumed(mut self) -> Result<Document, Refused> {
        enter();
        self.document.tenant = None;
        Ok(self.document)
    }

    /// The returned future borrows `self` mutably.
    #[requires(Edit, self.who, self.document)]
    fn unnamed_method(&mut self) -> impl Future<Output = Result<u64, Refused>> {
        enter();
        self.document.owner = None;
        std::future::ready(Ok(6))
    }
}

trait Store {
    fn save(&self) -> Result<u64, Refused>;

    fn who(&self) -> &Principal<Person>;

    #[requires(Edit, self.who(), Document { owner: Some(7), tenant: Some("acme") })]
    fn provided(&self) -> Result<u64, Refused> {
        enter();
        Ok(4)
    }

    #[requires(Edit, self.who(), document)]
    async fn provided_later(&self, document: &Document) -> Result<u64, Refused> {
        enter();
        std::future::ready(self.save()).await?;
        Ok(document.owner.unwrap_or(0))
    }

    #[requires(Edit, self.who(), document)]
    fn provided_unnamed(&self, document: Document) -> impl Future<Output = Result<u64, Failure>> {
        enter();
        std::future::ready(Ok(document.owner.unwrap_or(0)))
    }
}

impl Store for Service {
    #[requires(Edit, self.who, self.document)]
    fn save(&self) -> Result<u64, Refused> {
        enter();
        Ok(3)
    }

    fn who(&self) -> &Principal<Person> {
        &self.who
    }
}

/// The value of a future that is ready at once.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the future should be ready at once"),
    }
}

/// Runs `call` for a caller who may and for one who may not. Only the first may enter the body.
fn allow_and_deny<T, E>(call: impl Fn(Service) -> Result<T, E>) -> T {
    let service = |user_type| Service {
        who: person(user_type),
        document: document(),
    };
    let entered = ENTERED.get();
    assert!(
        call(service(UserType::Auditor)).is_err(),
        "it should be denied"
    );
    assert_eq!(ENTERED.get(), entered, "a denied body was entered");
    let allowed = call(service(UserType::Manager));
    assert_eq!(
        ENTERED.get(),
        entered + 1,
        "an allowed body was not entered"
    );
    allowed.ok().unwrap()
}

#[test]
fn a_plain_function_is_checked_before_its_first_line() {
    assert_eq!(allow_and_deny(|one| plain(&one.who, &one.document)), 7);
}

#[test]
fn an_async_function_is_checked_before_its_first_line() {
    assert_eq!(
        allow_and_deny(|one| now(waiting(&one.who, one.document))),
        7
    );
}

#[test]
fn a_future_without_a_name_is_checked_before_it_is_made() {
    let call = |one: Service| now(unnamed(&one.who, &one.document));
    assert_eq!(allow_and_deny(call), 7);
}

#[test]
fn each_of_two_required_actions_is_checked() {
    let (document, entered) = (document(), ENTERED.get());
    // A clerk may edit the document but not open, an auditor may do neither, a manager both.
    assert!(person(UserType::Clerk).can(Edit, &document));
    for denied in [UserType::Clerk, UserType::Auditor, UserType::Operator] {
        assert!(both(&person(denied), &document).is_err(), "{denied:?}");
    }
    assert_eq!(ENTERED.get(), entered);
    assert!(both(&person(UserType::Manager), &document).is_ok());
}

#[test]
fn a_boxed_future_is_checked_when_it_is_made() {
    let call = |one: Service| now(boxed(&one.who, &one.document));
    assert_eq!(allow_and_deny(call), 7);
    let call = |one: Service| now(boxed_here(&one.who, &one.document));
    assert_eq!(allow_and_deny(call), 7);
}

#[test]
fn a_generic_function_is_checked_before_its_first_line() {
    let sum = allow_and_deny(|one| generic(&one.who, &one.document, [1_u32, 2]));
    assert_eq!(sum, 3);
}

#[test]
fn a_function_that_returns_an_unnamed_type_is_checked_before_its_first_line() {
    let count = allow_and_deny(|one| lazily(&one.who, &one.document).map(Iterator::count));
    assert_eq!(count, 1);
}

#[test]
fn a_private_method_is_checked_before_its_first_line() {
    assert_eq!(allow_and_deny(|one| one.private_method()), 1);
    assert_eq!(allow_and_deny(Service::consumed).tenant, None);
}

#[test]
fn an_async_method_is_checked_before_its_first_line() {
    assert_eq!(allow_and_deny(|mut one| now(one.waiting_method())), 2);
    assert_eq!(allow_and_deny(|mut one| now(one.unnamed_method())), 6);
}

#[test]
fn a_method_of_a_trait_is_checked_before_its_first_line() {
    assert_eq!(allow_and_deny(|one| one.save()), 3);
    assert_eq!(allow_and_deny(|one| one.provided()), 4);
    let call = |one: Service| now(one.provided_unnamed(document()));
    assert_eq!(allow_and_deny(call), 7);
    let entered = ENTERED.get();
    let service = |user_type| Service {
        who: person(user_type),
        document: document(),
    };
    let denied = service(UserType::Auditor);
    assert!(now(denied.provided_later(&document())).is_err());
    assert_eq!(ENTERED.get(), entered);
    let allowed = service(UserType::Manager);
    assert_eq!(now(allowed.provided_later(&document())).unwrap(), 7);
    assert_eq!(
        ENTERED.get(),
        entered + 2,
        "its own body and that of `save`"
    );
}

#[test]
fn the_fields_of_the_action_are_taken_from_the_arguments() {
    let pay = |amount| move |one: Service| with_fields(&one.who, &one.document, amount);
    assert_eq!(allow_and_deny(pay(100)), 100);
    let refused = pay(101)(Service {
        who: person(UserType::Manager),
        document: document(),
    });
    assert!(matches!(refused, Err(Failure::Refused(one)) if one.action() == Some("pay")));
}

#[test]
fn a_context_is_left_out_for_an_action_without_one() {
    let entered = ENTERED.get();
    assert!(without_a_context(&person(UserType::Clerk)).is_err());
    assert_eq!(ENTERED.get(), entered);
    assert!(without_a_context(&person(UserType::Manager)).is_ok());
    assert_eq!(ENTERED.get(), entered + 1);
}
