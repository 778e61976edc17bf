//! What is decided before a context is known: conditions on the caller alone.

use permit::{
    Authorizer, Cause, Could, Listed, Owned, Principal, Refused, Subject, UserTypes,
    adapter::refuse_early,
};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Member,
    Keeper,
}

#[derive(Clone, Copy, Debug)]
pub struct Person {
    id: Option<u64>,
    user_type: UserType,
    verified: bool,
    suspended: bool,
}

impl Subject for Person {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.user_type.into()
    }

    fn anonymous() -> Self {
        Self {
            id: None,
            user_type: UserType::Anonymous,
            verified: false,
            suspended: false,
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Thing {
    owner: u64,
    fresh: bool,
}

impl Owned<Person> for Thing {
    fn owner(&self) -> Option<&u64> {
        Some(&self.owner)
    }
}

#[permit::condition(says = "account_suspended")]
fn in_good_standing(who: &Person) -> bool {
    !who.suspended
}

/// By the principal, which also knows flags and the time.
#[permit::condition(says = "not_verified")]
fn verified(who: &Principal<Person>) -> bool {
    who.subject().verified
}

#[permit::condition]
fn fresh(_: &Person, thing: &Thing) -> bool {
    thing.fresh
}

permit::permissions! {
    <Person: UserType>

    pub Free(context = Thing) { Anonymous => deny, Member | Keeper => allow }
    pub Required(context = Thing, requires(in_good_standing)) {
        Anonymous => deny,
        Member => allow if owner,
        Keeper => allow,
    }
    pub RequiredFresh(context = Thing, requires(verified, fresh)) {
        Anonymous => deny,
        Member => allow if owner,
        Keeper => allow,
    }
    pub Both(context = Thing) {
        Anonymous => deny,
        Member => allow if owner && verified,
        Keeper => allow if verified,
    }
    pub Either(context = Thing) {
        Anonymous => deny,
        Member => allow if owner || verified,
        Keeper => allow if fresh || verified,
    }
    pub Mixed(context = Thing, requires(in_good_standing)) {
        Anonymous => deny,
        Member => allow if (owner && verified) || (fresh && in_good_standing),
        Keeper => allow if verified && in_good_standing,
    }
    pub Everything(context = Thing, requires(in_good_standing)) = all_of(Free, Both);
    pub Nothing {
        Anonymous => deny,
        Member | Keeper => allow if verified,
    }
}

fn who(person: Person) -> Principal<Person> {
    Authorizer::builder().build().principal(person)
}

fn member() -> Person {
    Person {
        id: Some(1),
        user_type: UserType::Member,
        verified: true,
        suspended: false,
    }
}

/// Each person, and each thing that a condition can tell from another.
fn persons() -> impl Iterator<Item = Person> {
    let types = [UserType::Anonymous, UserType::Member, UserType::Keeper];
    types.into_iter().flat_map(|user_type| {
        (0..8_u8).map(move |bits| Person {
            id: (bits & 1 != 0).then_some(1),
            user_type,
            verified: bits & 2 != 0,
            suspended: bits & 4 != 0,
        })
    })
}

fn things() -> [Thing; 4] {
    [(1, false), (1, true), (2, false), (2, true)].map(|(owner, fresh)| Thing { owner, fresh })
}

/// What can be said is exact: never, if no thing is allowed, and always, if each is.
#[test]
fn what_is_said_before_a_context_is_known_is_what_every_context_says() {
    macro_rules! compare {
        ($($action:ident)*) => {{
            let mut said = [0; 3];
            for person in persons() {
                let who = who(person);
                $({
                    let allowed = things().iter().filter(|one| who.can($action, one)).count();
                    let expected = match allowed {
                        0 => Could::Never,
                        4 => Could::Always,
                        _ => Could::Depends,
                    };
                    let case = format!("{} by {person:?}", stringify!($action));
                    assert_eq!(who.could($action), expected, "{case}");
                    assert_eq!(refuse_early::<$action>(&who).is_some(), allowed == 0, "{case}");
                    said[expected as usize - 1] += 1;
                })*
            }
            said
        }};
    }
    let said = compare! { Free Required RequiredFresh Both Either Mixed Everything };
    assert_eq!(said.iter().sum::<usize>(), 168);
    assert!(said.iter().all(|some| *some > 0), "{said:?}");
}

fn early<A: Listed<Subject = Person>>(person: Person) -> (Cause, Option<&'static str>, String) {
    let refused = refuse_early::<A>(&who(person)).unwrap();
    let said = refused.to_string();
    let Refused::Denied(denial) = refused else {
        panic!("nothing here is unknown");
    };
    (denial.cause().clone(), denial.part(), said)
}

/// The caller is told what a check on any thing would tell, and nothing was loaded for it.
#[test]
fn a_caller_whom_a_condition_on_the_caller_denies_is_told_its_reason_at_once() {
    let suspended = Person {
        suspended: true,
        ..member()
    };
    let (cause, _, said) = early::<Required>(suspended);
    assert!(matches!(cause, Cause::Requirement(one) if one.name == "in_good_standing"));
    assert_eq!(said, "`required` is denied: account_suspended");
    let unverified = Person {
        verified: false,
        ..member()
    };
    let (cause, _, said) = early::<Both>(unverified);
    assert!(matches!(cause, Cause::Condition(one) if one.name == "verified"));
    assert_eq!(said, "`both` is denied: not_verified");
    let (cause, part, said) = early::<Everything>(unverified);
    assert!(matches!(cause, Cause::Condition(one) if one.name == "verified"));
    assert_eq!(
        (part, said.as_str()),
        (Some("both"), "`everything` is denied: not_verified")
    );
    let (cause, part, _) = early::<Everything>(suspended);
    assert!(matches!(cause, Cause::Requirement(_)));
    assert_eq!(part, None);
    let (cause, ..) = early::<Both>(Person::anonymous());
    assert_eq!(cause, Cause::Row);
}

#[test]
fn a_button_is_not_offered_to_a_caller_whom_a_condition_on_the_caller_denies() {
    let said = |person| {
        let abilities = who(person).abilities().unwrap();
        serde_json::to_value(abilities).unwrap()
    };
    let member = member();
    assert_eq!(
        said(member),
        serde_json::json!({
            "free": "always",
            "required": { "depends": ["owner"] },
            "required_fresh": { "depends": ["owner", "fresh"] },
            "both": { "depends": ["owner"] },
            "either": "always",
            "mixed": { "depends": ["owner", "fresh"] },
            "everything": { "depends": ["owner"] },
            "nothing": "always",
        })
    );
    let denied = said(Person {
        verified: false,
        suspended: true,
        ..member
    });
    assert_eq!(
        denied,
        serde_json::json!({
            "free": "always",
            "required": "never",
            "required_fresh": "never",
            "both": "never",
            "either": { "depends": ["owner"] },
            "mixed": "never",
            "everything": "never",
            "nothing": "never",
        })
    );
}
