//! Principals and permits for unit tests, made without a check.

use crate::{
    decision::{Action, IntoHeld, Permit},
    principal::{Authorizer, Identity, Principal},
    table::Permissions,
    testing::armed::assert_armed,
    vocabulary::{Subject, UserType},
};

/// The principal of `subject` with each of its user types, `#[internal]` ones as well. No flag is
/// on.
///
/// # Panics
///
/// If no test has [armed](crate::testing::arm) it.
#[track_caller]
pub fn principal<S: Permissions>(subject: S) -> Principal<S> {
    assert_armed();
    let authorizer = Authorizer::builder().build();
    authorizer.make(Identity::with_all_user_types(subject))
}

/// A principal of each user type, in the order of the enum, from subjects that `subject` makes.
///
/// # Panics
///
/// If no test has [armed](crate::testing::arm) it.
#[track_caller]
pub fn each_user_type<S: Permissions>(
    subject: impl Fn(S::UserType) -> S,
) -> impl Iterator<Item = (S::UserType, Principal<S>)> {
    assert_armed();
    let types = S::UserType::ALL.iter();
    types.map(move |one| (*one, principal(subject(*one))))
}

/// A permit without a check, for a unit test of the data layer: `permit(EditItem, item)`. Its
/// principal is anonymous.
///
/// # Panics
///
/// If no test has [armed](crate::testing::arm) it.
#[track_caller]
pub fn permit<'c, A>(action: A, context: impl IntoHeld<'c, A::Context>) -> Permit<'c, A>
where
    A: Action,
    A::Subject: Permissions,
{
    permit_of(principal(A::Subject::anonymous()), action, context)
}

/// As [`permit`], for a principal that the data layer looks at.
///
/// # Panics
///
/// If no test has [armed](crate::testing::arm) it.
#[track_caller]
pub fn permit_of<'c, A: Action>(
    who: Principal<A::Subject>,
    action: A,
    context: impl IntoHeld<'c, A::Context>,
) -> Permit<'c, A> {
    assert_armed();
    Permit::new(action, who, context.into_held())
}
