//! How two actions with one key are found. A catalogue that has two does not compile, so the words
//! are in `tests/ui`; here are the tables that do.

use std::panic;

use permit::{__private::Keys, Action, Permissions, Table};

use crate::catalogue::{Edit, Person, Read, UserType, View};

type Tables<const ACTIONS: usize> = [&'static Table<UserType>; ACTIONS];

/// Not listed, so that its key is nobody's.
#[derive(permit::Action)]
#[action(subject = Person, name = "view")]
#[permissions(Anonymous | Clerk | Manager | Auditor | Operator => deny)]
struct Look;

/// Two actions with one key, declared in one line of one module.
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

/// Two actions of one name, in one line of two modules.
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

/// What is said of each, if it is refused.
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
    let said = "actions `View` and `Look` have the same key `view`; give one of them another: `name = \"...\"`";
    let told = refused(&[View::TABLE, Read::TABLE, Look::TABLE, Edit::TABLE]);
    assert_eq!(told, [None, None, Some(said.to_owned()), None]);
    let told = refused(&[View::TABLE, Look::TABLE]);
    assert_eq!(told, [None, Some(said.to_owned())]);
}

#[test]
fn what_is_listed_twice_is_not_reported_as_another_with_its_key() {
    let told = refused(&[View::TABLE, Read::TABLE, View::TABLE]);
    assert_eq!(told, [None, None, None]);
}

#[test]
fn no_action_of_a_catalogue_is_refused() {
    const ACTIONS: usize = Person::ACTIONS.len();
    let tables: Tables<ACTIONS> = Person::ACTIONS.try_into().unwrap();
    assert_eq!(refused(&tables), [const { None }; ACTIONS]);
}

#[test]
fn two_actions_in_one_line_or_of_one_name_are_two() {
    let [first, second] = refused(&[One::TABLE, Other::TABLE]);
    assert_eq!(first, None);
    let said = second.expect("another name is another action");
    assert!(said.starts_with("actions `One` and `Other` "), "{said}");

    let [first, second] = refused(&[here::Namesake::TABLE, there::Namesake::TABLE]);
    assert_eq!(first, None);
    let said = second.expect("another module is another action");
    assert!(
        said.starts_with("actions `Namesake` and `Namesake` "),
        "{said}"
    );
}
