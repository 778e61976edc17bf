//! Keys and fields whose names mean something else to JavaScript or to CASL.

use permit::{Action as _, Authorizer, Principal, Subject, UserTypes};
use permit_interface::{casl::Rules, typescript};
use serde_json::{Value, json};

use crate::node::Workshop;

#[derive(permit::UserType, Clone, Copy)]
enum UserType {
    #[anonymous]
    Anonymous,
    Member,
    Staff,
}

struct User(UserType);

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        None
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.0.into()
    }

    fn anonymous() -> Self {
        Self(UserType::Anonymous)
    }
}

/// Each field has a name that every object has, or that CASL or the module reads.
#[allow(non_snake_case, reason = "these are the names in JavaScript")]
#[derive(permit::Columns, Clone, Debug)]
struct Odd {
    abilities: Option<&'static str>,
    constructor: Option<&'static str>,
    __proto__: Option<&'static str>,
    prototype: Option<&'static str>,
    toString: Option<&'static str>,
    valueOf: Option<&'static str>,
    hasOwnProperty: Option<&'static str>,
    toJSON: Option<&'static str>,
    __itself__: Option<&'static str>,
    plain: Option<&'static str>,
}

macro_rules! conditions {
    ($($name:ident by $field:ident)*) => {
        $(
            #[permit::condition(filter)]
            fn $name(_who: &User, odd: &Odd) -> bool {
                odd.$field != Some("secret")
            }
        )*
    };
}

conditions! {
    by_abilities by abilities
    by_constructor by constructor
    by_proto by __proto__
    by_prototype by prototype
    by_to_string by toString
    by_value_of by valueOf
    by_has_own_property by hasOwnProperty
    by_to_json by toJSON
    by_itself by __itself__
    by_plain by plain
}

permit::permissions! {
    <User: UserType>

    Manage(context = Odd) { Anonymous => deny, Member => allow if by_plain, Staff => allow }
    All(context = Odd) { Anonymous => deny, Member => allow if by_plain, Staff => allow }
    Constructor(context = Odd) { Anonymous => deny, Member => allow if by_constructor, Staff => allow }
    Proto(context = Odd, name = "__proto__") { Anonymous => deny, Member => allow if by_proto, Staff => allow }
    Prototype(context = Odd) { Anonymous => deny, Member => allow if by_prototype, Staff => allow }
    Abilities(context = Odd) { Anonymous => deny, Member => allow if by_abilities, Staff => allow }
    Print(context = Odd) { Anonymous => deny, Member => allow if by_to_string, Staff => allow }
    Weigh(context = Odd) { Anonymous => deny, Member => allow if by_value_of, Staff => allow }
    Own(context = Odd) { Anonymous => deny, Member => allow if by_has_own_property, Staff => allow }
    Write(context = Odd) { Anonymous => deny, Member => allow if by_to_json, Staff => allow }
    Itself(context = Odd) { Anonymous => deny, Member => allow if by_itself, Staff => allow }
    Plain(context = Odd) { Anonymous => deny, Member => allow if by_plain, Staff => allow }
}

fn principal(user_type: UserType) -> Principal<User> {
    Authorizer::builder().build().principal(User(user_type))
}

/// The rules, with those of the scope of every action.
fn rules(who: &Principal<User>) -> Rules {
    let rules = Rules::of(who).unwrap();
    macro_rules! with_each {
        ($($action:ident),*) => { rules$(.and(&who.scope($action).unwrap()))* };
    }
    with_each![
        Manage,
        All,
        Constructor,
        Proto,
        Prototype,
        Abilities,
        Print,
        Weigh,
        Own,
        Write,
        Itself,
        Plain
    ]
}

#[test]
fn no_rule_is_about_every_action() {
    for user_type in [UserType::Anonymous, UserType::Member, UserType::Staff] {
        let rules = rules(&principal(user_type));
        assert!(
            rules
                .iter()
                .all(|rule| rule.action() != Manage::TABLE.key())
        );
        let others = rules
            .iter()
            .filter(|rule| rule.action() == All::TABLE.key());
        assert!(others.count() > 0);
    }
}

#[test]
fn a_field_whose_name_means_something_else_is_left_to_the_server() {
    let rules = rules(&principal(UserType::Member));
    for rule in rules.iter() {
        let key = rule.action();
        let conditions = rule.conditions().unwrap();
        let names: Vec<_> = conditions.keys().collect();
        if names == ["abilities"] {
            assert_eq!(conditions["abilities"], json!({ "$all": [key] }));
        } else {
            assert_eq!(names, ["plain"], "{key}");
            assert!(
                [Plain::TABLE.key(), All::TABLE.key()].contains(&key),
                "{key}"
            );
        }
    }
    let each = |key| rules.iter().filter(|rule| rule.action() == key).count();
    assert_eq!(
        (each("constructor"), each("__proto__"), each("plain")),
        (1, 1, 3)
    );
}

/// Every user type, with the answer of the server, the rules and the expected answers.
fn people() -> Value {
    let people = [UserType::Anonymous, UserType::Member, UserType::Staff].map(|user_type| {
        let who = principal(user_type);
        let abilities = who.abilities().unwrap();
        let could = abilities.iter().map(|one| format!("{:?}", one.could()));
        let keys = abilities.iter().map(permit::interface::Ability::key);
        let could: Value = keys
            .zip(could)
            .map(|(key, could)| json!([key, could]))
            .collect();
        json!({
            "name": who.user_types().to_string(),
            "abilities": abilities,
            "rules": rules(&who),
            "could": could,
        })
    });
    people.into_iter().collect()
}

#[test]
fn odd_keys_and_fields_allow_what_the_server_allows() {
    let Some(workshop) = Workshop::new("reserved") else {
        return;
    };
    workshop.write("cases.json", &people().to_string());
    workshop.write("abilities.ts", &typescript::<User>());
    workshop.copy("reserved.ts");
    workshop.compile(&["reserved.ts"]);
    let compared = workshop.compare("reserved");
    assert!(compared > 300, "only {compared}");
}
