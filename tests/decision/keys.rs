//! How two actions with the same key are detected. A catalogue with two such actions does not
//! compile, so its message is tested in `tests/ui`. The tables here compile.

use std::panic;

use permit::{__private::Keys, Action, Permissions, catalogue::Table};

use crate::catalogue::{Edit, Person, Read, UserType, View};

type Tables<const ACTIONS: usize> = [Table<UserType>; ACTIONS];

/// It is in no catalogue, so its key does not conflict with that of `View`.
#[derive(permit::Action)]
#[action(subject = Person, name = "view")]
#[permissions(Anonymous | Clerk | Manager | Auditor | Operator => deny)]
struct Look;

/// Two actions with the same key, declared on the same line of the same module.
macro_rules! twins {
    ($one:ident $other:ident) => {
        #[derive(permit::Action)]
        #[action(subject = Person, name = "twin")]
        #[permissions(Anonymous | Clerk | Manager | Auditor | Operator => deny)]
        struct $one;
        #[derive(permit::Action)]
        #[action(subject = Person, name = "twin")]
        #[permissions(Anonymous | Clerk | Manager | Auditor | Operator => deny)]
        struct $other;
    };
}

twins! { One Other }

/// Two actions with the same name, on the same line, in two modules.
macro_rules! namesakes {
    ($one:ident $other:ident $name:ident) => {
        mod $one {
            use crate::catalogue::{Person, UserType};
            #[derive(permit::Action)]
            #[action(subject = Person)]
            #[permissions(Anonymous | Clerk | Manager | Auditor | Operator => deny)]
            pub struct $name;
        }
        mod $other {
            use crate::catalogue::{Person, UserType};
            #[derive(permit::Action)]
            #[action(subject = Person)]
            #[permissions(Anonymous | Clerk | Manager | Auditor | Operator => deny)]
            pub struct $name;
        }
    };
}

namesakes! { here there Namesake }

/// The message about each table that is refused.
fn refused<const ACTIONS: usize>(tables: &Tables<ACTIONS>) -> [Option<String>; ACTIONS] {
    let keys = Keys::<ACTIONS>::of(tables);
    std::array::from_fn(|index| {
        let asserted = panic::catch_unwind(|| keys.assert_new(tables, index));
        let message = asserted.err()?.downcast::<String>();
        Some(*message.unwrap())
    })
}

#[test]
fn an_action_with_the_key_of_another_before_it_is_refused() {
    let message = "actions `View` and `Look` have the same key `view`; give one of them another: `name = \"...\"`";
    let messages = refused(&[View::TABLE, Read::TABLE, Look::TABLE, Edit::TABLE]);
    assert_eq!(messages, [None, None, Some(message.to_owned()), None]);
    let messages = refused(&[View::TABLE, Look::TABLE]);
    assert_eq!(messages, [None, Some(message.to_owned())]);
}

#[test]
fn an_action_that_is_listed_twice_is_not_reported_as_two_with_the_same_key() {
    let messages = refused(&[View::TABLE, Read::TABLE, View::TABLE]);
    assert_eq!(messages, [None, None, None]);
}

#[test]
fn no_action_of_a_catalogue_is_refused() {
    const ACTIONS: usize = Person::ACTIONS.len();
    let tables: &Tables<ACTIONS> = Person::ACTIONS.try_into().unwrap();
    assert_eq!(refused(tables), [const { None }; ACTIONS]);
}

#[test]
fn two_actions_on_one_line_or_with_one_name_are_different_actions() {
    let [first, second] = refused(&[One::TABLE, Other::TABLE]);
    assert_eq!(first, None);
    let message = second.expect("another name is another action");
    assert!(
        message.starts_with("actions `One` and `Other` "),
        "{message}"
    );

    let [first, second] = refused(&[here::Namesake::TABLE, there::Namesake::TABLE]);
    assert_eq!(first, None);
    let message = second.expect("another module is another action");
    assert!(
        message.starts_with("actions `Namesake` and `Namesake` "),
        "{message}"
    );
}
