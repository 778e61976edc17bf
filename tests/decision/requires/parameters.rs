//! Parameters in each form that Rust has: the check sees the same values as the body.

use permit::{Listed, Principal, Refused, requires};

use super::{Service, allow_and_deny, enter, now, person};
use crate::catalogue::{Document, Edit, Open, Pay, Person, UserType};

#[requires(*action, who, document)]
fn of_any_action<A>(
    action: &A,
    who: &Principal<Person>,
    document: &A::Context,
) -> Result<u64, Refused>
where
    A: Listed<Subject = Person>,
{
    enter();
    Ok(5)
}

#[requires(Pay { amount: first + last }, who, document)]
fn destructured(
    Service { who, document }: &Service,
    [first, .., last]: [u64; 3],
) -> Result<u64, Refused> {
    enter();
    Ok(first + last)
}

#[requires(Edit, who, document)]
fn changing(
    mut who: Principal<Person>,
    mut document: Document,
    mut amount: u64,
) -> Result<u64, Refused> {
    enter();
    who = person(UserType::Auditor);
    document.owner = None;
    amount += u64::from(who.can(Edit, &document));
    Ok(amount)
}

#[requires(Edit, who, document)]
async fn destructured_later(
    Service { who, mut document }: Service,
    (mut first, _): (u64, u64),
) -> Result<u64, Refused> {
    enter();
    document = std::future::ready(document).await;
    first += document.owner.unwrap_or(0);
    Ok(first)
}

#[test]
fn an_action_may_be_a_parameter() {
    let call = |one: Service| of_any_action(&Edit, &one.who, &one.document);
    assert_eq!(allow_and_deny(call), 5);
    let call = |one: Service| of_any_action(&Open, &one.who, &());
    assert_eq!(allow_and_deny(call), 5);
}

#[test]
fn destructured_and_mutable_parameters_are_checked_as_they_were_passed() {
    assert_eq!(allow_and_deny(|one| destructured(&one, [1, 9, 2])), 3);
    let call = |one: Service| changing(one.who, one.document, 1);
    assert_eq!(allow_and_deny(call), 1);
    let call = |one: Service| now(destructured_later(one, (1, 2)));
    assert_eq!(allow_and_deny(call), 8);
}
