//! Decisions in an application without tenants: before a context is known, in an explanation, and
//! with more actions than a word has bits.

use permit::{
    Action, Authorizer, Cause, Could, Listed, Owned, Permissions, Principal, Refused, Subject,
    UserTypes,
};

use crate::catalogue::{ALL, Pay, UserType as Of};

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Member,
    #[platform]
    Keeper,
}

pub struct Person {
    id: Option<u64>,
    user_types: UserTypes<UserType>,
}

impl Subject for Person {
    type UserType = UserType;
    type Id = u64;
    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }
    fn user_types(&self) -> UserTypes<UserType> {
        self.user_types
    }
    fn anonymous() -> Self {
        Self {
            id: None,
            user_types: UserType::Anonymous.into(),
        }
    }
}

pub struct Thing(u64);

impl Owned<Person> for Thing {
    fn owner(&self) -> Option<&u64> {
        Some(&self.0)
    }
}

/// The catalogue, with 64 actions before the last one.
macro_rules! catalogue {
    ($($name:ident)*) => {
        permit::permissions! {
            <Person: UserType>

            pub Look { Anonymous | Member | Keeper => allow }
            pub Take(context = Thing, requires(owner)) {
                Anonymous => deny,
                Member | Keeper => allow,
            }
            pub Close { Anonymous | Member => deny, Keeper => allow }
            pub Leave { Anonymous | Keeper => deny, Member => allow }
            pub Try(flag = "trials") { Anonymous => deny, Member | Keeper => allow }
            $(pub $name { Anonymous | Member | Keeper => deny })*
            pub Last(flag = "last") { Anonymous => deny, Member | Keeper => allow }
        }
    };
}

catalogue! {
    A05 A06 A07 A08 A09 A10 A11 A12 A13 A14 A15 A16 A17 A18 A19 A20 A21 A22 A23
    A24 A25 A26 A27 A28 A29 A30 A31 A32 A33 A34 A35 A36 A37 A38 A39 A40 A41 A42 A43
    A44 A45 A46 A47 A48 A49 A50 A51 A52 A53 A54 A55 A56 A57 A58 A59 A60 A61 A62 A63
}

fn who(user_types: impl Into<UserTypes<UserType>>, flag: &'static str) -> Principal<Person> {
    let on = move |name: &str, _: &Person| Some(name == flag);
    Authorizer::builder().flags(on).build().principal(Person {
        id: Some(7),
        user_types: user_types.into(),
    })
}

fn member() -> Principal<Person> {
    who(UserType::Member, "")
}

#[test]
fn owner_may_be_required_in_every_row() {
    for user_type in [UserType::Member, UserType::Keeper] {
        let who = who(user_type, "");
        assert!(who.can(Take, &Thing(7)));
        assert!(!who.can(Take, &Thing(8)));
        let Some(Refused::Denied(reason)) = who.check(Take, Thing(8)).err() else {
            panic!("it should be refused");
        };
        assert!(matches!(reason.cause(), Cause::Requirement(one) if one.name == "owner"));
        assert!(!who.explain(Take, &Thing(8)).requirements[0].holds);
        assert!(who.explain(Take, &Thing(7)).requirements[0].holds);
    }
}

#[test]
fn without_tenants_a_row_that_allows_is_certain_on_every_context() {
    assert_eq!(member().could(Look), Could::Always);
    assert_eq!(member().could(Take), Could::Depends);
    assert_eq!(member().could(Close), Could::Never);
    assert_eq!(who(UserType::Keeper, "").could(Close), Could::Always);
    // `#[platform]` makes no difference in an application without tenants.
    let both = who([UserType::Member, UserType::Keeper], "");
    assert_eq!(both.could(Leave), Could::Always);
}

#[test]
fn an_explanation_says_whether_the_action_is_allowed() {
    assert!(member().explain(Look, &()).is_allowed());
    assert!(!member().explain(Close, &()).is_allowed());
}

/// The refusal before a context is known, if there is one.
fn refused_at_once<A: Listed<Subject = Person>>(who: &Principal<Person>) -> Option<Cause> {
    let refused = permit_runtime::adapter::refuse_early::<A>(who)?;
    assert_eq!(refused.action(), Some(A::TABLE.key()));
    let Refused::Denied(reason) = refused else {
        panic!("nothing here is unknown");
    };
    assert_eq!(reason.is_anonymous(), who.is_anonymous());
    Some(reason.cause().clone())
}

#[test]
fn a_refusal_that_needs_no_context_has_its_reason() {
    let member = member();
    assert_eq!(refused_at_once::<Look>(&member), None);
    assert_eq!(refused_at_once::<Take>(&member), None);
    assert_eq!(refused_at_once::<Close>(&member), Some(Cause::Row));
    let off = Some(Cause::FlagOff("trials"));
    assert_eq!(refused_at_once::<Try>(&member), off);
    assert_eq!(
        refused_at_once::<Try>(&who(UserType::Member, "trials")),
        None
    );
    let nothing = who(UserTypes::none(), "");
    assert_eq!(refused_at_once::<Look>(&nothing), Some(Cause::NoUserType));
    let anonymous = who(UserType::Anonymous, "");
    assert_eq!(refused_at_once::<Close>(&anonymous), Some(Cause::Row));
}

#[test]
fn the_sixty_fifth_action_has_its_own_flag() {
    assert_eq!(Person::ACTIONS.len(), 65);
    for (flag, first, last) in [
        ("last", false, true),
        ("trials", true, false),
        ("none", false, false),
    ] {
        let who = who(UserType::Member, flag);
        assert_eq!((who.can(Try, &()), who.can(Last, &())), (first, last));
        assert_eq!(who.could(Last) == Could::Always, last);
    }
}

#[test]
fn a_rule_says_what_its_row_says() {
    let of = |user_type| Pay::TABLE.rule(user_type);
    let (denied, allowed) = (of(Of::Anonymous), of(Of::Manager));
    assert!(denied.is_deny() && !denied.is_allow());
    assert!(!allowed.is_deny() && allowed.is_allow());
    assert_eq!((denied.conditions(), allowed.conditions()), ("", ""));
    let clerk = of(Of::Clerk);
    assert!(!clerk.is_deny() && !clerk.is_allow());
    assert_eq!(clerk.conditions(), "owner && first");
    assert_eq!(clerk.to_string(), "allow if owner && first");
    // Each row has its own line, and the name of the struct is two lines below the last row.
    let lines = ALL.map(|user_type| of(user_type).line());
    assert_eq!(
        lines,
        [6, 5, 4, 3, 2].map(|above| Pay::TABLE.line() - above)
    );
}

#[test]
fn the_debug_output_of_a_principal_names_its_id_and_its_user_types() {
    let printed = format!("{:?}", who([UserType::Member, UserType::Keeper], ""));
    assert_eq!(
        printed,
        "Principal { id: Some(7), user_types: {Member, Keeper}, .. }"
    );
}
