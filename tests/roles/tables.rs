//! What a table says of roles, and what a catalogue knows of them.

use permit::{
    Action, Permissions, Roles, UserType as _,
    catalogue::{Catalogue, NoRole},
    policy::Grants,
};

use crate::workplace::{CleanUp, EditReportName, ManageRoles, Role, User, UserType, ViewReport};

#[test]
fn a_table_says_which_roles_hold_its_action() {
    let table = EditReportName::TABLE;
    let held = Role::ALL.iter().map(|role| table.is_held_by(*role));
    assert_eq!(held.collect::<Vec<_>>(), [false, true, true]);
    assert!(table.is_granted() && ViewReport::TABLE.is_held_by(Role::Viewer));
    let clean_up = CleanUp::TABLE;
    assert!(!clean_up.is_granted() && !Role::ALL.iter().any(|role| clean_up.is_held_by(*role)));
}

#[test]
fn the_match_over_the_roles_says_the_same() {
    let cells = permit::testing::verify::<User>();
    assert_eq!(cells, 7 * 5);
    assert_eq!(User::HELD.len(), User::ACTIONS.len());
    for (table, held) in User::ACTIONS.iter().zip(User::HELD) {
        for role in Role::ALL {
            assert_eq!(table.is_held_by(*role), held(role.index()));
        }
        assert!(!held(Role::ALL.len()) && !held(usize::MAX));
    }
}

#[test]
fn an_action_is_fixed_or_not() {
    assert!(ManageRoles::TABLE.fixed() && !EditReportName::TABLE.fixed());
}

#[test]
fn old_keys_are_kept() {
    assert_eq!(
        EditReportName::TABLE.was(),
        ["rename_report", "retitle_report"]
    );
    assert!(ViewReport::TABLE.was().is_empty());
    assert_eq!(Role::Analyst.info().was(), ["editor", "writer"]);
    assert!(Role::Admin.info().was().is_empty());
    assert_eq!(UserType::Member.was(), ["Colleague"]);
    assert!(UserType::Staff.was().is_empty());
}

#[test]
fn a_role_has_a_key_a_name_and_a_description() {
    let keys: Vec<_> = Role::ALL.iter().map(|role| role.key()).collect();
    assert_eq!(keys, ["viewer", "analyst", "admin"]);
    let viewer = Role::Viewer.info();
    assert_eq!(
        (viewer.name(), viewer.description()),
        ("Viewer", "Reads what is shared.")
    );
    assert!(NoRole::ALL.is_empty());
}

#[test]
fn a_user_type_holds_the_roles_that_are_marked_for_it() {
    let of = |types: &[UserType]| {
        let types = types.iter().copied().collect();
        User::default_roles(types).collect::<Vec<_>>()
    };
    assert_eq!(of(&[UserType::Member]), [Role::Viewer]);
    assert_eq!(of(&[UserType::Guest, UserType::Staff]), [Role::Viewer]);
    assert!(of(&[UserType::Staff]).is_empty() && of(&[]).is_empty());
    assert!(of(&[UserType::Anonymous]).is_empty() && of(&[UserType::Robot]).is_empty());
}

#[test]
fn a_grant_names_actions_that_can_be_granted() {
    for key in ["edit_report", "clean_up", "compare", "rename_report", ""] {
        let refused = Grants::<User>::none().actions([key]).unwrap_err();
        assert!(refused.to_string().contains(&format!("`{key}`")));
    }
    assert!(
        Grants::<User>::none()
            .actions(["edit_report_name", "manage_roles"])
            .is_ok()
    );
}

#[test]
fn the_schema_says_which_roles_there_are_and_what_they_hold() {
    let schema = Catalogue::<User>::new().schema();
    let roles: Vec<_> = schema.roles.iter().map(|role| role.key.as_str()).collect();
    assert_eq!(roles, ["viewer", "analyst", "admin"]);
    let viewer = &schema.roles[0];
    assert_eq!(viewer.default_for, ["Member", "Guest"]);
    assert_eq!(schema.roles[1].was, ["editor", "writer"]);
    let action = |key: &str| schema.actions.iter().find(|one| one.key == key).unwrap();
    let edit = action("edit_report_name");
    assert_eq!(
        edit.roles.as_deref(),
        Some(&["analyst".to_owned(), "admin".to_owned()][..])
    );
    assert_eq!(edit.was, ["rename_report", "retitle_report"]);
    assert!(!edit.fixed && action("manage_roles").fixed);
    assert_eq!(action("clean_up").roles, None);
    let json = serde_json::to_value(&schema).unwrap();
    assert_eq!(json["roles"][0]["description"], "Reads what is shared.");
    assert_eq!(json["actions"][5]["roles"], serde_json::Value::Null);
    assert_eq!(json["actions"][4]["roles"], serde_json::json!(["admin"]));
}
