//! A catalogue by key: decisions on contexts without their types, and the schema that leaves the
//! process.

use permit::{
    Authorizer, Could, Owned, Principal, Subject, UserTypes,
    catalogue::{Catalogue, CatalogueAction, NotDecided, Schema},
};
use serde_json::json;

#[derive(permit::UserType, Clone, Copy)]
enum UserType {
    #[anonymous]
    Anonymous,
    Member,
}

struct User(Option<u64>);

impl Subject for User {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        self.0.as_ref()
    }
    fn user_types(&self) -> UserTypes<UserType> {
        match self.0 {
            Some(_) => UserType::Member.into(),
            None => UserType::Anonymous.into(),
        }
    }
    fn anonymous() -> Self {
        Self(None)
    }
}

struct Note {
    author: u64,
}

impl Owned<User> for Note {
    fn owner(&self) -> Option<&u64> {
        Some(&self.author)
    }
}

#[permit::condition(says = "too_long", flags("long_names"))]
fn short(who: &Principal<User>, name: &str) -> bool {
    name.len() < 8 || who.flag("long_names")
}

#[permit::condition]
fn few(_: &User, names: &[u8]) -> bool {
    names.len() < 3
}

/// Move money.
#[derive(permit::Action)]
#[action(subject = User)]
#[permissions(Anonymous => deny, Member => allow)]
struct Pay {
    cents: u64,
}

permit::permissions! {
    <User: UserType>

    /// Change a note.
    Edit(context = Note, flag = "editing") { Anonymous => deny, Member => allow if owner }

    Name(context = str, requires(short)) { Anonymous | Member => allow }

    Pick(context = [u8], never_impersonated) { Anonymous => deny, Member => allow if few }

    use Pay;

    EditBoth(context = Note) = all_of(Edit);
}

fn member() -> Principal<User> {
    let builder = Authorizer::builder().flags(|flag: &str, _: &User| Some(flag == "editing"));
    builder.build().principal(User(Some(7)))
}

#[test]
fn the_actions_are_in_the_order_of_the_catalogue_and_found_by_their_keys() {
    let catalogue = Catalogue::<User>::new();
    let keys: Vec<_> = catalogue.actions().map(CatalogueAction::key).collect();
    assert_eq!(keys, ["edit", "name", "pick", "pay", "edit_both"]);
    for key in keys {
        let found = catalogue.action(key).unwrap();
        assert_eq!((found.key(), found.table().key()), (key, key));
    }
    for unknown in ["", "Edit", "edit ", "edi", "editt"] {
        assert!(catalogue.action(unknown).is_none(), "{unknown}");
    }
    assert_eq!(
        format!("{catalogue:?}").matches("CatalogueAction").count(),
        5
    );
}

#[test]
fn a_decision_by_key_is_the_decision_of_the_type() {
    let (who, catalogue) = (member(), Catalogue::<User>::default());
    let decide = |key, context: &dyn std::any::Any| {
        let decided = catalogue.action(key).unwrap().decide(&who, context);
        decided.map(|decision| decision.is_allowed())
    };
    assert_eq!(decide("edit", &Note { author: 7 }), Ok(true));
    assert_eq!(decide("edit", &Note { author: 8 }), Ok(false));
    assert_eq!(decide("edit_both", &Note { author: 7 }), Ok(true));
    assert_eq!(decide("edit_both", &Note { author: 8 }), Ok(false));
    // What is unsized is owned.
    assert_eq!(decide("name", &"short".to_owned()), Ok(true));
    assert_eq!(decide("name", &"much too long".to_owned()), Ok(false));
    assert_eq!(decide("pick", &vec![1_u8]), Ok(true));
    assert_eq!(decide("pick", &vec![1_u8, 2, 3]), Ok(false));
}

#[test]
fn an_explanation_by_key_is_the_explanation_of_the_type() {
    let (who, catalogue) = (member(), Catalogue::<User>::new());
    let edit = catalogue.action("edit").unwrap();
    for note in [Note { author: 7 }, Note { author: 8 }] {
        let explained = edit.explain(&who, &note).unwrap();
        assert_eq!(explained, who.explain(Edit, &note));
    }
}

#[test]
fn a_context_of_another_type_and_an_action_with_fields_have_no_answer() {
    let (who, catalogue) = (member(), Catalogue::<User>::new());
    let decide = |key, context: &dyn std::any::Any| {
        let action = catalogue.action(key).unwrap();
        let refused = action.decide(&who, context).unwrap_err();
        assert_eq!(action.explain(&who, context).unwrap_err(), refused);
        refused
    };
    for key in ["edit", "pick", "edit_both"] {
        assert_eq!(decide(key, &"a text".to_owned()), NotDecided::OtherContext);
        assert_eq!(decide(key, &()), NotDecided::OtherContext);
    }
    assert_eq!(decide("name", &"a reference"), NotDecided::OtherContext);
    assert_eq!(decide("pick", &vec!["a"]), NotDecided::OtherContext);
    assert_eq!(decide("pay", &()), NotDecided::HasFields);
    assert_eq!(
        [NotDecided::HasFields, NotDecided::OtherContext].map(|not| not.to_string()),
        [
            "the action has fields, so it has no value of its own",
            "the context is not of the type that the action is done to",
        ]
    );
    let permit = who.check(Pay { cents: 5 }, ()).unwrap();
    assert_eq!(permit.action().cents, 5);
}

#[test]
fn what_could_be_is_known_by_key_with_fields_too() {
    let (who, catalogue) = (member(), Catalogue::<User>::new());
    let could = |key| catalogue.action(key).unwrap().could(&who);
    assert_eq!(could("edit"), Could::Depends);
    assert_eq!(could("pay"), Could::Always);
    let anonymous = Authorizer::builder().build().principal(User(None));
    assert_eq!(
        catalogue.action("pay").unwrap().could(&anonymous),
        Could::Never
    );
}

#[test]
fn the_schema_has_keys_names_and_rules_in_words() {
    let schema = Catalogue::<User>::new().schema();
    assert_eq!(schema, Schema::of::<User>());
    let serialized = serde_json::to_value(&schema).unwrap();
    assert_eq!(serialized["user_types"], json!(["Anonymous", "Member"]));
    assert_eq!(serialized["tenants"], json!(false));
    assert_eq!(serialized["roles"], json!([]));
    assert_eq!(
        serialized["actions"][0],
        json!({
            "key": "edit",
            "name": "Edit",
            "module": "decision::by_key",
            "description": "Change a note.",
            "flag": "editing",
            "never_impersonated": false,
            "fixed": false,
            "was": [],
            "roles": null,
            "conditions": [{ "name": "owner", "says": null, "flags": [] }],
            "requirements": [],
            "parts": [],
            "rows": [
                { "user_type": "Anonymous", "rule": "deny" },
                { "user_type": "Member", "rule": "allow if owner" },
            ],
        })
    );
    assert_eq!(
        serialized["actions"][1]["requirements"],
        json!([{ "name": "short", "says": "too_long", "flags": ["long_names"] }])
    );
    assert_eq!(serialized["actions"][2]["never_impersonated"], json!(true));
    assert_eq!(serialized["actions"][4]["parts"], json!(["edit"]));
    assert_eq!(
        serialized["actions"][4]["rows"][1]["rule"],
        json!("allow if all_of(Edit)")
    );
}
