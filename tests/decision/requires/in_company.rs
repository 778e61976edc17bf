//! The attribute together with attributes of other crates, which rewrite the function: above them,
//! below them, and within a trait that is rewritten as a whole.

use async_trait::async_trait;
use permit::{Principal, Refused, requires};
use tracing::instrument;

use super::{Failure, Service, allow_and_deny, document, enter, now};
use crate::catalogue::{Document, Edit, Open, Pay, Person};

#[requires(Edit, who, document)]
#[instrument(skip_all, fields(amount))]
fn above(who: &Principal<Person>, document: &Document, amount: u64) -> Result<u64, Refused> {
    enter();
    Ok(amount)
}

#[instrument(skip_all, fields(amount), err)]
#[requires(Edit, who, document)]
fn below(who: &Principal<Person>, document: &Document, amount: u64) -> Result<u64, Refused> {
    enter();
    Ok(amount)
}

#[requires(Edit, who, document)]
#[instrument(skip_all, err)]
async fn above_later(who: &Principal<Person>, document: Document) -> Result<u64, Refused> {
    enter();
    std::future::ready(Ok(document.owner.unwrap_or(0))).await
}

#[instrument(skip_all)]
#[requires(Edit, who, document)]
async fn below_later(who: &Principal<Person>, document: Document) -> Result<u64, Refused> {
    enter();
    std::future::ready(Ok(document.owner.unwrap_or(0))).await
}

/// A trait that is rewritten as a whole: each method already returns a boxed future when its own
/// attributes are expanded.
#[async_trait]
trait Archive {
    async fn file(&self, amount: u64) -> Result<u64, Failure>;

    fn keeper(&self) -> &Principal<Person>;

    #[requires(Edit, self.keeper(), paper)]
    async fn provided(&self, paper: &Document) -> Result<u64, Refused>
    where
        Self: Sync,
    {
        enter();
        Ok(std::future::ready(paper.owner).await.unwrap_or(0))
    }

    #[requires(Open, self.keeper())]
    #[instrument(skip_all)]
    async fn traced_above(&mut self) -> Result<u64, Failure> {
        enter();
        Ok(std::future::ready(2).await)
    }

    #[instrument(skip_all)]
    #[requires(Open, self.keeper())]
    async fn traced_below(&mut self) -> Result<u64, Failure> {
        enter();
        Ok(std::future::ready(3).await)
    }
}

#[async_trait]
impl Archive for Service {
    #[requires(Pay { amount }, self.who, self.document)]
    async fn file(&self, mut amount: u64) -> Result<u64, Failure> {
        enter();
        amount += std::future::ready(1).await;
        Ok(amount)
    }

    fn keeper(&self) -> &Principal<Person> {
        &self.who
    }
}

/// Its futures are not `Send`.
#[async_trait(?Send)]
trait Desk {
    async fn put<T: Into<u64>>(self, value: T) -> Result<u64, Failure>;
}

#[async_trait(?Send)]
impl Desk for Service {
    #[requires(Edit, self.who, self.document)]
    async fn put<T: Into<u64>>(self, value: T) -> Result<u64, Failure> {
        enter();
        Ok(value.into())
    }
}

#[test]
fn a_traced_function_is_checked_before_its_first_line_in_both_orders() {
    let call = |one: Service| above(&one.who, &one.document, 1);
    assert_eq!(allow_and_deny(call), 1);
    let call = |one: Service| below(&one.who, &one.document, 2);
    assert_eq!(allow_and_deny(call), 2);
    let call = |one: Service| now(above_later(&one.who, one.document));
    assert_eq!(allow_and_deny(call), 7);
    let call = |one: Service| now(below_later(&one.who, one.document));
    assert_eq!(allow_and_deny(call), 7);
}

#[test]
fn a_method_under_async_trait_is_checked_before_its_first_line() {
    assert_eq!(allow_and_deny(|one| now(one.file(100))), 101);
    assert_eq!(allow_and_deny(|one| now(one.provided(&document()))), 7);
    assert_eq!(allow_and_deny(|one| now(one.put(4_u32))), 4);
}

#[test]
fn a_traced_method_under_async_trait_is_checked_in_both_orders() {
    assert_eq!(allow_and_deny(|mut one| now(one.traced_above())), 2);
    assert_eq!(allow_and_deny(|mut one| now(one.traced_below())), 3);
}

#[test]
fn a_refusal_under_async_trait_is_the_functions_own_error() {
    let refused = |one: Service| match now(one.file(101)) {
        Err(Failure::Refused(refused)) => Some(refused.action()),
        Ok(_) => None,
    };
    let service = Service {
        who: super::person(crate::catalogue::UserType::Manager),
        document: document(),
    };
    assert_eq!(refused(service), Some(Some("pay")));
}
