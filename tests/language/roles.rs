//! Roles in tables: under other names, without a prelude, behind `cfg`, and written by macros.

use permit::{Permissions, Roles as _};

/// Nothing is in scope that is not imported, and the names of the prelude mean something else.
#[no_implicit_prelude]
mod without_a_prelude {
    pub mod core {}
    pub mod permit {}

    #[derive(::permit::UserType, ::core::clone::Clone, ::core::marker::Copy)]
    pub enum UserType {
        #[anonymous]
        None,
        Some,
    }

    /// Each shadows a name of the prelude, or one that generated code uses.
    #[derive(::permit::Roles, ::core::clone::Clone, ::core::marker::Copy)]
    #[expect(non_camel_case_types, reason = "an application may use any name")]
    pub enum Role {
        #[default_for(Some)]
        Option,
        None,
        Some,
        granted,
        Vec,
        r#Box,
    }

    use self::Role::*;

    pub struct User;

    impl ::permit::Subject for User {
        type UserType = UserType;
        type Id = u64;
        fn id(&self) -> ::core::option::Option<&u64> {
            ::core::option::Option::None
        }
        fn user_types(&self) -> ::permit::UserTypes<UserType> {
            ::permit::UserTypes::none().with(UserType::Some)
        }
        fn anonymous() -> Self {
            User
        }
    }

    #[derive(::permit::Action)]
    #[action(subject = User)]
    #[permissions(None => deny, Some => allow if granted)]
    #[roles(Option | None | granted => grant, Some | Vec | r#Box => withhold)]
    pub struct Derived;

    ::permit::permissions! {
        <User: UserType, roles>
        use Derived;
        pub Inline { None => deny, Some => allow if granted } roles {
            Option | None => withhold,
            Some | granted | Vec | r#Box => grant,
        }
    }

    pub fn every() -> [Role; 6] {
        [Option, None, Some, granted, Vec, r#Box]
    }
}

#[test]
fn roles_have_any_name_and_need_no_prelude() {
    use without_a_prelude::{Derived, Inline, User, every};
    assert_eq!(permit::testing::verify::<User>(), 4);
    let held = |table: &permit::catalogue::Table<_>| every().map(|role| table.is_held_by(role));
    let derived = <Derived as permit::Action>::TABLE;
    assert_eq!(held(&derived), [true, true, false, true, false, false]);
    let inline = <Inline as permit::Action>::TABLE;
    assert_eq!(held(&inline), [false, false, true, true, true, true]);
    assert_eq!(every().map(permit::Roles::key)[5], "box");
}

/// Roles, rows and actions that `#[cfg]` removes or keeps, under an enum of another name.
#[expect(
    clippy::non_minimal_cfg,
    reason = "`all()` is a `cfg` that is always on"
)]
mod switched {
    pub mod given {
        #[derive(permit::Roles, Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Given {
            Viewer,
            /// Removed, with each of its rows.
            #[cfg(any())]
            Auditor,
            /// Kept, with each of its rows.
            #[cfg(all())]
            Admin,
        }
    }

    #[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
    pub enum UserType {
        #[anonymous]
        Anonymous,
        Clerk,
    }

    crate::subject!(UserType);

    #[derive(permit::Action)]
    #[action(subject = User, roles = given::Given)]
    #[permissions(Anonymous => deny, Clerk => allow if granted)]
    #[roles(
        Viewer => withhold,
        #[cfg(any())]
        Auditor => grant,
        #[cfg(all())]
        Admin => grant,
    )]
    pub struct Edit;

    permit::permissions! {
        <User: UserType, roles = given::Given>

        use Edit;

        #[cfg(any())]
        pub Gone {
            Anonymous => deny,
            Clerk => allow if granted,
        } roles {
            Viewer | Admin => grant,
            #[cfg(any())]
            Auditor => grant,
        }

        pub View {
            Anonymous => deny,
            Clerk => allow if granted,
        } roles {
            Viewer => grant,
            #[cfg(any())]
            Auditor => withhold,
            #[cfg(all())]
            Admin => grant,
        }
    }
}

#[test]
fn a_role_behind_a_cfg_has_its_rows_behind_the_same() {
    use switched::{User, given::Given};
    assert_eq!(permit::testing::verify::<User>(), 4);
    let held = |role: Given| {
        let held = User::ACTIONS.iter().filter(move |one| one.is_held_by(role));
        held.map(permit::catalogue::Table::key).collect::<Vec<_>>()
    };
    assert_eq!(held(Given::Viewer), ["view"]);
    assert_eq!(held(Given::Admin), ["edit", "view"]);
    let keys: Vec<_> = Given::ALL.iter().map(|role| role.key()).collect();
    assert_eq!(keys, ["viewer", "admin"]);
}

/// A whole application by a macro of the application.
macro_rules! application {
    ($role:ident { $($variant:ident),* } $action:ident gives $given:ident) => {
        pub mod made {
            #[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
            pub enum UserType {
                #[anonymous]
                Anonymous,
                Clerk,
            }

            crate::subject!(UserType);

            #[derive(permit::Roles, Clone, Copy)]
            pub enum $role { $($variant),*, $given }

            permit::permissions! {
                <User: UserType, roles = $role>
                pub $action { Anonymous => deny, Clerk => allow if granted } roles {
                    $($variant)|* => withhold,
                    $given => grant,
                }
            }
        }
    };
}

application!(Kind { Viewer, Analyst } Edit gives Admin);

#[test]
fn roles_are_written_by_macros_as_well() {
    let edit = <made::Edit as permit::Action>::TABLE;
    let held = made::Kind::ALL.iter().map(|role| edit.is_held_by(*role));
    assert_eq!(held.collect::<Vec<_>>(), [false, false, true]);
    assert_eq!(permit::testing::verify::<made::User>(), 2);
}

/// The most roles that there may be: each has one bit.
macro_rules! many {
    ($($variant:ident)*) => {
        pub mod many {
            #[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
            pub enum UserType {
                #[anonymous]
                Anonymous,
                Clerk,
            }

            crate::subject!(UserType);

            #[derive(permit::Roles, Clone, Copy)]
            pub enum Role { $($variant,)* Last }

            permit::permissions! {
                <User: UserType, roles>
                pub Edit { Anonymous => deny, Clerk => allow if granted } roles {
                    $($variant)|* => withhold,
                    Last => grant,
                }
            }
        }
    };
}

many! {
    A0 A1 A2 A3 A4 A5 A6 A7 A8 A9 B0 B1 B2 B3 B4 B5 B6 B7 B8 B9 C0 C1 C2 C3 C4 C5 C6 C7 C8 C9 D0 D1 D2 D3 D4 D5 D6
    D7 D8 D9 E0 E1 E2 E3 E4 E5 E6 E7 E8 E9 F0 F1 F2 F3 F4 F5 F6 F7 F8 F9 G0 G1 G2
}

#[test]
fn the_last_of_64_roles_has_its_own_bit() {
    let edit = <many::Edit as permit::Action>::TABLE;
    let held: Vec<_> = many::Role::ALL
        .iter()
        .map(|role| edit.is_held_by(*role))
        .collect();
    assert_eq!(held.len(), 64);
    assert!(held[63] && !held[..63].contains(&true));
}
