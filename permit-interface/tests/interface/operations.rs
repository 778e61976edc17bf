//! Operations, consents: what narrows an ability beyond a table.

use permit::{
    Authorizer, Consent, Could, Owned, Place, Placed, Places, Principal, Subject, UserTypes,
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

fn somebody(user_type: UserType) -> Principal<User> {
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
    let told = serde_json::to_value(somebody(UserType::Clerk).abilities()).unwrap();
    let expected = json!({
        "view": "always",
        "edit": { "depends": ["owner", "open", "cheap"] },
        "drop": "never",
        "rework": { "depends": ["open", "owner", "cheap"] },
        "clear": "never",
    });
    assert_eq!(told, expected);
    let told = serde_json::to_value(somebody(UserType::Manager).abilities()).unwrap();
    assert_eq!(told["rework"], json!({ "depends": ["open", "cheap"] }));
    assert_eq!(told["clear"], "always");
}

#[test]
fn abilities_say_what_could_says_of_operations_and_consents() {
    for user_type in [UserType::Anonymous, UserType::Clerk, UserType::Manager] {
        let who = somebody(user_type);
        let keys = Consent::to(["view", "edit"]);
        let placed = Consent::to(["view", "drop"]).on([Place::new("project", "one")]);
        for who in [who.clone(), who.delegated(keys), who.delegated(placed)] {
            let said: Vec<Could> = who.abilities().iter().map(permit::Ability::could).collect();
            assert_eq!(said, could(&who), "{user_type:?}");
        }
    }
}

#[test]
fn what_was_not_consented_to_is_nobodys_button() {
    let who = somebody(UserType::Manager);
    let all = ["view", "edit", "drop", "rework", "clear"];
    assert_eq!(who.abilities_on(&OWN), all);
    let who = who.delegated(Consent::to(["view", "drop"]).on([Place::new("project", "one")]));
    assert_eq!(who.abilities_on(&OWN), ["view", "drop", "clear"]);
    let elsewhere = Task {
        project: "two",
        ..OWN
    };
    assert!(who.abilities_on(&elsewhere).is_empty());
    // Where a task is decides, and no condition does.
    let told = serde_json::to_value(who.abilities()).unwrap();
    assert_eq!(told["view"], json!({ "depends": [] }));
    assert_eq!(told["edit"], "never");
}
