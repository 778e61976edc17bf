//! Operations and consents, which narrow an ability more than a table does.

use permit::{
    Authorizer, Consent, Could, Owned, Principal, Subject, UserTypes,
    places::{Place, Placed, Places},
};
use serde_json::json;

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
enum UserType {
    #[anonymous]
    Anonymous,
    Clerk,
    Manager,
}

struct User(UserType);

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        Some(&7)
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.0.into()
    }

    fn anonymous() -> Self {
        Self(UserType::Anonymous)
    }
}

struct Task {
    owner: u64,
    open: bool,
    project: &'static str,
}

impl Owned<User> for Task {
    fn owner(&self) -> Option<&u64> {
        Some(&self.owner)
    }
}

impl Placed for Task {
    fn places(&self) -> Places<'_> {
        Places::nowhere().and("project", self.project)
    }
}

#[permit::condition]
fn open(_who: &User, task: &Task) -> bool {
    task.open
}

#[permit::condition]
fn cheap(_who: &User, _task: &Task) -> bool {
    true
}

permit::permissions! {
    <User: UserType, places>

    View(context = Task) { Anonymous => deny, Clerk | Manager => allow }
    Edit(context = Task, requires(cheap)) {
        Anonymous => deny,
        Clerk => allow if owner && open,
        Manager => allow if open,
    }
    Drop(context = Task) { Anonymous | Clerk => deny, Manager => allow }
    Rework(context = Task, requires(open)) = all_of(View, Edit);
    Clear(context = Task) = all_of(View, Drop);
}

fn principal(user_type: UserType) -> Principal<User> {
    Authorizer::builder().build().principal(User(user_type))
}

fn could(who: &Principal<User>) -> [Could; 5] {
    [
        who.could_ever::<View>(),
        who.could_ever::<Edit>(),
        who.could_ever::<Drop>(),
        who.could_ever::<Rework>(),
        who.could_ever::<Clear>(),
    ]
}

const OWN: Task = Task {
    owner: 7,
    open: true,
    project: "one",
};

#[test]
fn an_operation_depends_on_what_its_permissions_depend_on() {
    let answer = serde_json::to_value(principal(UserType::Clerk).abilities().unwrap()).unwrap();
    let expected = json!({
        "view": "always",
        "edit": { "depends": ["owner", "open", "cheap"] },
        "drop": "never",
        "rework": { "depends": ["open", "owner", "cheap"] },
        "clear": "never",
    });
    assert_eq!(answer, expected);
    let answer = serde_json::to_value(principal(UserType::Manager).abilities().unwrap()).unwrap();
    assert_eq!(answer["rework"], json!({ "depends": ["open", "cheap"] }));
    assert_eq!(answer["clear"], "always");
}

#[test]
fn abilities_agree_with_could_on_operations_and_consents() {
    for user_type in [UserType::Anonymous, UserType::Clerk, UserType::Manager] {
        let who = principal(user_type);
        let keys = Consent::to(["view", "edit"]);
        let placed = Consent::to(["view", "drop"]).on([Place::new("project", "one")]);
        for who in [who.clone(), who.delegated(keys), who.delegated(placed)] {
            let said: Vec<Could> = who
                .abilities()
                .unwrap()
                .iter()
                .map(permit::interface::Ability::could)
                .collect();
            assert_eq!(said, could(&who), "{user_type:?}");
        }
    }
}

#[test]
fn abilities_leave_out_actions_without_consent() {
    let who = principal(UserType::Manager);
    let all = ["view", "edit", "drop", "rework", "clear"];
    assert_eq!(who.abilities_on(&OWN).unwrap(), all);
    let who = who.delegated(Consent::to(["view", "drop"]).on([Place::new("project", "one")]));
    assert_eq!(who.abilities_on(&OWN).unwrap(), ["view", "drop", "clear"]);
    let elsewhere = Task {
        project: "two",
        ..OWN
    };
    assert!(who.abilities_on(&elsewhere).unwrap().is_empty());
    // The place of the task decides, and no condition.
    let answer = serde_json::to_value(who.abilities().unwrap()).unwrap();
    assert_eq!(answer["view"], json!({ "depends": [] }));
    assert_eq!(answer["edit"], "never");
}
