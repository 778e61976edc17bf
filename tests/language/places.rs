//! Where the list of user types is found: through imports, renames and globs, above its enum and
//! below, in functions, and next to another enum with the same name.

use crate::principal;

/// The table is above the enum.
mod above {
    #[derive(permit::Action)]
    #[action(subject = User)]
    #[permissions(Anonymous => deny, Clerk => allow)]
    pub struct Read;

    permit::permissions! { <User: UserType> use Read; }

    crate::subject!(UserType);

    #[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum UserType {
        #[anonymous]
        Anonymous,
        Clerk,
    }
}

/// The enum, the subject, the actions and the catalogue in modules of their own.
mod apart {
    pub mod types {
        #[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
        pub enum UserType {
            #[anonymous]
            Anonymous,
            Clerk,
        }
    }

    pub mod users {
        use super::types::UserType as Kind;
        crate::subject!(Kind);
    }

    /// Through a rename.
    pub mod reading {
        use super::{types::UserType as Kind, users::User};

        #[derive(permit::Action)]
        #[action(subject = User, user_type = Kind)]
        #[permissions(Anonymous => deny, Clerk => allow)]
        pub struct Read;
    }

    /// By its path.
    pub mod writing {
        #[derive(permit::Action)]
        #[action(subject = super::users::User, user_type = super::types::UserType)]
        #[permissions(Anonymous => deny, Clerk => allow)]
        pub struct Write;
    }

    /// Through one glob after another.
    pub mod prelude {
        pub use super::users::*;
    }

    mod inner {
        pub(crate) use super::types::*;
    }

    pub mod erasing {
        use super::prelude::*;

        #[derive(permit::Action)]
        #[action(subject = User, user_type = super::inner::UserType)]
        #[permissions(Anonymous => deny, Clerk => allow)]
        pub struct Erase;
    }

    /// Actions behind re-exports.
    pub mod actions {
        pub use super::{erasing::*, reading::Read, writing as written};
    }

    pub mod catalogue {
        use super::{actions, types::*, users::User};

        permit::permissions! {
            <User: UserType>

            use actions::{Erase, Read, written::Write};
            pub Rest { Anonymous | Clerk => allow }
        }
    }
}

/// Two enums with the same name: the inner one is nearer.
mod nested {
    #[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum UserType {
        #[anonymous]
        Anonymous,
        Clerk,
    }
    crate::subject!(UserType);
    permit::permissions! { <User: UserType> pub Read { Anonymous => deny, Clerk => allow } }

    pub mod inner {
        #[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
        pub enum UserType {
            #[anonymous]
            Anonymous,
            Robot,
            Engine,
        }
        crate::subject!(UserType);
        permit::permissions! {
            <User: UserType>
            pub Read { Anonymous | Engine => deny, Robot => allow }
        }
        pub mod innermost {
            permit::permissions! {
                <Outer: super::super::UserType>
                pub Read { Anonymous | Clerk => allow }
            }
            pub struct Outer;
            impl permit::Subject for Outer {
                type UserType = super::super::UserType;
                type Id = ();
                fn id(&self) -> Option<&()> {
                    None
                }
                fn user_types(&self) -> permit::UserTypes<super::super::UserType> {
                    super::super::UserType::Clerk.into()
                }
                fn anonymous() -> Self {
                    Self
                }
            }
        }
    }
}

#[test]
fn a_table_may_be_above_its_enum() {
    assert!(principal(above::User(above::UserType::Clerk)).can(above::Read, &()));
    assert!(!principal(above::User(above::UserType::Anonymous)).can(above::Read, &()));
    assert_eq!(permit::testing::verify::<above::User>(), 2);
}

#[test]
fn enum_subject_actions_and_catalogue_may_be_in_different_modules() {
    use apart::{actions, catalogue::Rest, types::UserType, users::User};
    let who = principal(User(UserType::Clerk));
    assert!(who.can(actions::Read, &()) && who.can(actions::written::Write, &()));
    assert!(who.can(actions::Erase, &()) && who.can(Rest, &()));
    assert!(!principal(User(UserType::Anonymous)).can(actions::Read, &()));
    assert_eq!(permit::testing::verify::<User>(), 8);
}

#[test]
fn the_nearer_of_two_enums_with_the_same_name_is_used() {
    use nested::inner;
    assert!(principal(inner::User(inner::UserType::Robot)).can(inner::Read, &()));
    assert!(!principal(inner::User(inner::UserType::Engine)).can(inner::Read, &()));
    assert!(principal(nested::User(nested::UserType::Clerk)).can(nested::Read, &()));
    assert!(principal(inner::innermost::Outer).can(inner::innermost::Read, &()));
    assert_eq!(permit::testing::verify::<inner::User>(), 3);
}

#[test]
fn a_whole_application_fits_in_a_function() {
    #[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum UserType {
        #[anonymous]
        Anonymous,
        Clerk,
    }
    crate::subject!(UserType);

    struct Item(bool);

    #[permit::condition]
    fn on_sale(_: &User, item: &Item) -> bool {
        item.0
    }

    mod apart {
        pub struct Nothing;
    }

    #[derive(permit::Action)]
    #[action(subject = User, context = Item)]
    #[permissions(Anonymous => deny, Clerk => allow if on_sale)]
    struct Buy;

    permit::permissions! {
        <User: UserType>
        use Buy;
        Look(context = apart::Nothing) { Anonymous | Clerk => allow }
    }

    #[permit::requires(Buy, who, item)]
    fn buy(who: &permit::Principal<User>, item: &Item) -> Result<(), permit::Refused> {
        Ok(())
    }

    let who = principal(User(UserType::Clerk));
    assert!(who.can(Buy, &Item(true)) && !who.can(Buy, &Item(false)));
    assert!(who.can(Look, &apart::Nothing) && buy(&who, &Item(true)).is_ok());
    assert_eq!(permit::testing::verify::<User>(), 4);
}
