//! Actions with fields, with lifetimes, and with neither.

use permit::{Permissions, WithoutFields, catalogue::Table};

use crate::{principal, subject};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Clerk,
    Chief,
}

subject!(UserType);

mod exports {
    use super::{User, UserType};

    /// Reads the action's own fields.
    #[permit::condition]
    pub fn is_small(action: &Export<'_>, _: &User, _: &()) -> bool {
        action.format.len() < 4 && action.rows < 100
    }

    /// Reads borrowed fields.
    #[permit::condition]
    pub fn is_shorter<'a>(action: &Compare<'a, '_>, _: &User, _: &()) -> bool {
        let left: &'a str = action.left;
        left.len() < action.right.len()
    }

    /// Export the data.
    ///
    /// This paragraph is not the description.
    #[derive(permit::Action, Clone)]
    #[action(subject = User)]
    #[permissions(Anonymous => deny, Clerk => allow if is_small, Chief => allow)]
    pub struct Export<'a> {
        pub format: &'a str,
        pub rows: u64,
    }

    #[derive(permit::Action)]
    #[action(subject = User)]
    #[permissions(Anonymous | Clerk => deny, Chief => allow if is_shorter)]
    pub struct Compare<'a, 'b: 'a> {
        pub left: &'a str,
        pub right: &'b str,
    }

    #[derive(permit::Action)]
    #[action(subject = User, name = "shred_2")]
    #[permissions(Anonymous | Clerk => deny, Chief => allow)]
    pub struct Shred(pub u64, pub &'static str);

    #[derive(permit::Action)]
    #[action(subject = User)]
    #[permissions(Anonymous | Clerk => deny, Chief => allow)]
    pub struct Empty {}
}

use exports::{Compare, Export};

#[derive(permit::Action)]
#[action(subject = User)]
#[permissions(Anonymous => deny, Clerk => allow, Chief => allow)]
struct ViewV2API;

permit::permissions! {
    <User: UserType>

    use exports::{Compare<'_, '_>, Empty, Export<'_>, Shred};
    use ViewV2API;

    /// Rest
    /// for a while.
    Rest { Anonymous | Clerk | Chief => allow }
}

#[test]
fn a_condition_reads_the_fields_of_the_action() {
    let clerk = principal(User(UserType::Clerk));
    let format = String::from("csv");
    assert!(clerk.can(
        Export {
            format: &format,
            rows: 99
        },
        &()
    ));
    assert!(!clerk.can(
        Export {
            format: &format,
            rows: 100
        },
        &()
    ));
    assert!(!clerk.can(
        Export {
            format: "jsonl",
            rows: 1
        },
        &()
    ));
    let chief = principal(User(UserType::Chief));
    assert!(chief.can(
        Compare {
            left: "a",
            right: &format
        },
        &()
    ));
    assert!(!chief.can(
        Compare {
            left: &format,
            right: "a"
        },
        &()
    ));
}

#[test]
fn a_permit_carries_the_fields_that_were_checked() {
    let chief = principal(User(UserType::Chief));
    let format = String::from("csv");
    let permit = chief
        .check(
            Export {
                format: &format,
                rows: 5,
            },
            (),
        )
        .unwrap();
    assert_eq!((permit.action().format, permit.action().rows), ("csv", 5));
    let permit = chief.check(exports::Shred(3, "all"), ()).unwrap();
    assert_eq!((permit.action().0, permit.action().1), (3, "all"));
    assert!(chief.can(exports::Empty {}, &()));
}

#[test]
fn an_action_without_fields_has_a_constant_value() {
    fn value<A: WithoutFields>() -> A {
        A::VALUE
    }
    let clerk = principal(User(UserType::Clerk));
    assert!(clerk.can(value::<ViewV2API>(), &()) && clerk.can(value::<Rest>(), &()));
}

#[test]
fn a_table_knows_its_key_its_description_and_its_location() {
    let keys: Vec<_> = User::ACTIONS.iter().map(Table::key).collect();
    assert_eq!(
        keys,
        [
            "compare",
            "empty",
            "export",
            "shred_2",
            "view_v2_api",
            "rest"
        ]
    );
    let of = |key| {
        User::ACTIONS
            .iter()
            .find(|table| table.key() == key)
            .unwrap()
    };
    assert_eq!(of("export").description(), "Export the data.");
    assert_eq!(of("rest").description(), "Rest for a while.");
    assert_eq!(of("empty").description(), "");
    assert_eq!(of("rest").name(), "Rest");
    assert_eq!(of("rest").module(), module_path!());
    assert_eq!(of("export").module(), concat!(module_path!(), "::exports"));
    assert!(of("export").file().ends_with("tests/language/actions.rs"));
    assert_eq!(of("export").conditions()[0].name, "is_small");
    assert_eq!(
        of("export").rule(UserType::Clerk).to_string(),
        "allow if is_small"
    );
    assert_eq!(permit::testing::verify::<User>(), 6 * 3);
}
