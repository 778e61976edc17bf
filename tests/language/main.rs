//! Where tables, conditions and catalogues may be written, and next to which other code.
//!
//! Each module is a separate application with its own catalogue. The promise is that it compiles.
//! Each also makes a few decisions, so that the generated code is known to do something.

#![allow(
    unreachable_pub,
    unused_qualifications,
    reason = "applications in modules: what is public in them is public in an application"
)]
#![allow(
    clippy::indexing_slicing,
    reason = "a test that cannot continue panics"
)]

mod actions;
mod by_hand;
mod conditions;
mod contexts;
mod hygiene;
mod lists;
mod made_by_macros;
mod names;
mod one_truth;
mod places;
mod roles;
mod strict;
mod switched;
mod uuids;

/// A small application: a subject whose only field is its user type.
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
                User($user_type::Anonymous)
            }
        }
    };
}
pub(crate) use subject;

/// A principal of `user`, without flags.
fn principal<S: permit::Permissions>(user: S) -> permit::Principal<S> {
    permit::Authorizer::builder().build().principal(user)
}
