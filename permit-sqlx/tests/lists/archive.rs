//! A synthetic multi-tenant archive: every kind of column, every comparison, places and consents.

mod domain;

use permit::{Authorizer, Principal, Subject as _};

pub use self::domain::{At, Folder, Form, Kind, Note, Person, UserType};

#[permit::condition(filter)]
fn same_region(who: &Person, folder: &Folder) -> bool {
    folder.region == who.region
}

#[permit::condition(filter)]
fn other_region(who: &Person, folder: &Folder) -> bool {
    who.region != folder.region
}

#[permit::condition(filter)]
fn same_label(who: &Person, folder: &Folder) -> bool {
    folder.label == who.label
}

#[permit::condition(filter)]
fn other_label(who: &Person, folder: &Folder) -> bool {
    folder.label != who.label
}

#[permit::condition(filter)]
fn unlabelled(_: &Person, folder: &Folder) -> bool {
    folder.label.is_none()
}

#[permit::condition(filter)]
fn labelled(_: &Person, folder: &Folder) -> bool {
    (folder.label).is_some()
}

#[permit::condition(filter)]
fn below(who: &Person, folder: &Folder) -> bool {
    folder.level < who.level
}

#[permit::condition(filter)]
fn at_most(who: &Person, folder: &Folder) -> bool {
    who.level >= folder.level
}

#[permit::condition(filter)]
fn above(who: &Person, folder: &Folder) -> bool {
    who.level < folder.level
}

#[permit::condition(filter)]
fn at_least(who: &Person, folder: &Folder) -> bool {
    folder.level >= who.level
}

#[permit::condition(filter)]
fn affordable(who: &Person, folder: &Folder) -> bool {
    folder.size <= who.budget
}

#[permit::condition(filter)]
fn too_large(who: &Person, folder: &Folder) -> bool {
    who.budget < folder.size
}

#[permit::condition(filter)]
fn exactly_affordable(who: &Person, folder: &Folder) -> bool {
    folder.size == who.budget
}

#[permit::condition(filter)]
fn not_exactly_affordable(who: &Person, folder: &Folder) -> bool {
    folder.size != who.budget
}

#[permit::condition(filter)]
fn sealed(_: &Person, folder: &Folder) -> bool {
    folder.sealed
}

#[permit::condition(filter)]
fn open(_: &Person, folder: &Folder) -> bool {
    !folder.sealed
}

#[permit::condition(filter)]
fn starred(_: &Person, folder: &Folder) -> bool {
    folder.starred == Some(true)
}

#[permit::condition(filter)]
fn not_starred(_: &Person, folder: &Folder) -> bool {
    folder.starred != Some(true)
}

#[permit::condition(filter)]
fn holds_the_token(who: &Person, folder: &Folder) -> bool {
    folder.fingerprint == who.token
}

#[permit::condition(filter)]
fn of_a_kind(who: &Person, folder: &Folder) -> bool {
    folder.kind == Kind::Letter || (folder.kind == who.kind && folder.region != "eu")
}

/// A person without an id reviews nothing: `None` equals no reviewer.
#[permit::condition(filter)]
fn reviews(who: &Person, folder: &Folder) -> bool {
    Some(folder.reviewer) == who.id
}

#[permit::condition(filter)]
fn reviewed_by_others(who: &Person, folder: &Folder) -> bool {
    who.id() != Some(&folder.reviewer)
}

/// The right side of `&&` is not evaluated for a person without an id.
#[permit::condition(filter)]
fn reviews_with_an_id(who: &Person, folder: &Folder) -> bool {
    who.id.is_some() && folder.reviewer == who.id.unwrap()
}

#[permit::condition(filter, flags(trial))]
fn in_trial(who: &Principal<Person>, folder: &Folder) -> bool {
    who.flag("trial") || folder.level == 0
}

#[permit::condition(filter)]
fn under_limit(action: &Weigh, _: &Person, folder: &Folder) -> bool {
    folder.size < action.limit
}

#[permit::condition(filter)]
fn about_oneself(who: &Person, note: &Note) -> bool {
    note.about == who.id
}

#[permit::condition(filter)]
fn simple(who: &Person, form: &Form) -> bool {
    form.level <= who.level
}

#[permit::condition]
fn high(who: &Person) -> bool {
    who.level > 0
}

/// Reads its own field.
#[derive(permit::Action, Clone, Debug)]
#[action(subject = Person, context = Folder, requires(under_limit))]
#[permissions(
    Anonymous => allow if open,
    Clerk => allow if owner,
    Manager => allow,
    Auditor => allow if high,
    Operator => deny,
)]
pub struct Weigh {
    pub limit: u64,
}

permit::permissions! {
    <Person: UserType, tenants, places>

    use Weigh;

    pub Read(context = Folder) {
        Anonymous | Clerk | Manager | Auditor | Operator => allow,
    }

    pub View(context = Folder) {
        Anonymous => deny,
        Clerk => allow,
        Manager => deny,
        Auditor => allow,
        Operator => deny,
    }

    pub Edit(context = Folder, requires(open)) {
        Anonymous => deny,
        Clerk => allow if owner,
        Manager => allow if owner || same_region,
        Auditor => deny,
        Operator => allow if other_region,
    }

    pub Label(context = Folder) {
        Anonymous => allow if unlabelled,
        Clerk => allow if same_label,
        Manager => allow if other_label,
        Auditor => allow if labelled && (same_label || owner),
        Operator => allow if same_label && other_label,
    }

    pub Lift(context = Folder) {
        Anonymous => deny,
        Clerk => allow if below,
        Manager => allow if at_most,
        Auditor => allow if above,
        Operator => allow if at_least && (above || below),
    }

    pub Ship(context = Folder) {
        Anonymous => allow if exactly_affordable,
        Clerk => allow if affordable,
        Manager => allow if too_large,
        Auditor => allow if not_exactly_affordable && too_large,
        Operator => allow if exactly_affordable || not_exactly_affordable,
    }

    pub Unseal(context = Folder, flag = "unsealing") {
        Anonymous => deny,
        Clerk => allow if sealed && starred,
        Manager => allow if sealed || starred || holds_the_token,
        Auditor => allow if not_starred,
        Operator => allow if holds_the_token && of_a_kind,
    }

    pub Review(context = Folder, requires(in_trial, of_a_kind)) {
        Anonymous => allow if reviews,
        Clerk => allow if reviews_with_an_id,
        Manager => allow if reviewed_by_others,
        Auditor => allow if (reviews || owner) && high,
        Operator => allow if reviews || reviewed_by_others,
    }

    /// Six conditions.
    pub Destroy(context = Folder, requires(high)) {
        Anonymous => deny,
        Clerk => allow if owner && sealed && below && same_region && affordable && starred,
        Manager => allow if (owner && sealed) || (below && same_region) || (affordable && starred),
        Auditor => allow if owner || sealed || below || same_region || affordable || starred,
        Operator => allow if (owner || sealed) && (below || same_region) && (affordable || starred),
    }

    /// An operation.
    pub Rework(context = Folder, requires(high)) = all_of(Edit, View, Review);

    pub Write(context = Note) {
        Anonymous => allow,
        Clerk => allow if owner,
        Manager => allow if owner || about_oneself,
        Auditor => allow,
        Operator => allow if about_oneself,
    }

    pub Fill(context = Form) {
        Anonymous => allow if simple,
        Clerk => allow,
        Manager => deny,
        Auditor => deny,
        Operator => allow if simple,
    }

    pub Enter {
        Anonymous => deny,
        Clerk => allow if high,
        Manager => allow,
        Auditor => deny,
        Operator => allow,
    }
}

/// The state of the two flags.
#[derive(Clone, Copy, Debug)]
pub struct Flags {
    pub unsealing: Option<bool>,
    pub trial: Option<bool>,
}

pub fn authorizer(flags: Flags) -> Authorizer<Person> {
    let answer = move |flag: &str, _: &Person| match flag {
        "unsealing" => flags.unsealing,
        "trial" => flags.trial,
        other => panic!("no action or condition names the flag {other}"),
    };
    Authorizer::builder().flags(answer).build()
}
