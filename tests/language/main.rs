//! Where tables, conditions and catalogues may stand, and in what company.
//!
//! Each module is an application of its own, with a catalogue of its own: what compiles here is
//! the promise, and each decides once or twice so that nothing compiles to nothing.

#![allow(
    unreachable_pub,
    unused_qualifications,
    reason = "applications in modules: what is public in them is public in an application"
)]
#![allow(clippy::indexing_slicing, reason = "a test that cannot go on says so")]

mod actions;
mod conditions;
mod contexts;
mod hygiene;
mod lists;
mod made_by_macros;
mod names;
mod places;
mod strict;
mod switched;

/// A small application: a subject whose user type is its only field, and nothing else.
macro_rules! subject {
    ($user_type:ident) => {
        pub struct User(pub $user_type);

        impl permit::Subject for User {
            type UserType = $user_type;
            type Id = $user_type;
            fn id(&self) -> Option<&$user_type> {
                Some(&self.0)
            }
            fn user_types(&self) -> permit::UserTypes<$user_type> {
                self.0.into()
            }
            fn anonymous() -> Self {
                User($user_type::Nobody)
            }
        }
    };
}
pub(crate) use subject;

/// A principal of `user`, without flags.
fn principal<S: permit::Permissions>(user: S) -> permit::Principal<S> {
    permit::Authorizer::builder().build().principal(user)
}
