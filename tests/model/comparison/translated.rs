//! People, contexts and callers of the shop in the model's terms.

use std::collections::{BTreeMap, BTreeSet};

use permit::UserType as _;

use super::{
    seam::State,
    shop::{At, Document, FLAGS, Move, Notice, Project, User, UserType},
    worlds::{Acting, Caller, Token},
};
use crate::model::{
    Binding, Consent, Context, ContextTenant, Impersonation, Person, Place, Principal, Tenant, Time,
};

/// The person that a user is to a principal. Only a job has internal user types, and the anonymous one
/// stands alone. The tenant of an anonymous caller is unknown unless the caller says it.
fn person(user: &User, is_job: bool, at: Option<At>) -> Person {
    let mut types: Vec<UserType> = user.types.clone();
    if types.iter().any(|one| *one != UserType::Anonymous) {
        types.retain(|one| *one != UserType::Anonymous);
    }
    if !is_job {
        types.retain(|one| ![UserType::Robot, UserType::Sweeper].contains(one));
    }
    let tenant = match at {
        Some(at) => at,
        None if types == [UserType::Anonymous] => At::Nowhere,
        None => user.at,
    };
    let holds = [
        ("trained", user.trained),
        ("in_trial", user.flags[2] == Some(true)),
    ];
    Person {
        id: user.id.map(|id| id.to_string()),
        tenant: match tenant {
            At::Platform => Tenant::Platform,
            At::Tenant(id) => Tenant::Of(id.to_owned()),
            At::Nowhere => Tenant::Unknown,
        },
        user_types: types.iter().map(|one| one.name().to_owned()).collect(),
        holds: names(&holds),
    }
}

fn names(all: &[(&str, bool)]) -> BTreeSet<String> {
    let held = all.iter().filter(|(_, holds)| *holds);
    held.map(|(name, _)| (*name).to_owned()).collect()
}

/// The principal of a caller, before it is known whether the caller is admitted.
pub(super) fn principal(caller: &Caller, state: State, loaded: Time) -> Principal {
    let user = caller.subject();
    let subject = match &caller.acting {
        Acting::Itself(user) => person(user, false, None),
        Acting::AnonymousAt(id) => person(&user, false, Some(At::Tenant(id))),
        Acting::Job(None) => person(&user, true, Some(At::Nowhere)),
        Acting::Job(Some(id)) => person(&user, true, Some(At::Tenant(id))),
        Acting::Impersonated { target, .. } => person(target, false, None),
    };
    let flags = FLAGS.iter().zip(user.flags);
    Principal {
        subject,
        consents: caller.consents.iter().map(consent).collect(),
        impersonation: match &caller.acting {
            Acting::Impersonated { staff, until, .. } => Some(Impersonation {
                actor: person(staff, false, None),
                by: "act_as".to_owned(),
                until: *until,
            }),
            _ => None,
        },
        flags: flags
            .filter_map(|(name, state)| Some(((*name).to_owned(), state?)))
            .collect(),
        binding: match state {
            State::Known => Binding::of(loaded, &[]),
            State::Stale => Binding::of(0, &[]),
            State::None | State::Away | State::NotLoaded => None,
        },
    }
}

/// The staff member who asks to impersonate.
pub(super) fn staff(staff: &User, state: State, loaded: Time) -> Principal {
    let caller = Caller {
        acting: Acting::Itself(staff.clone()),
        consents: Vec::new(),
    };
    principal(&caller, state, loaded)
}

fn consent(token: &Token) -> Consent {
    let place = |(kind, id): &(&str, &str)| place(kind, id);
    Consent {
        actions: token.actions.iter().map(|key| (*key).to_owned()).collect(),
        places: token
            .places
            .as_ref()
            .map(|all| all.iter().map(place).collect()),
        until: token.until,
    }
}

fn place(kind: &str, id: &str) -> Place {
    Place {
        kind: kind.to_owned(),
        id: id.to_owned(),
    }
}

/// A context of the shop as the model has it, for the questions of one user.
pub(super) trait Translated {
    fn for_user(&self, user: &User) -> Context;
}

fn tenant(id: Option<&str>) -> ContextTenant {
    id.map_or(ContextTenant::Global, |id| ContextTenant::Of(id.to_owned()))
}

impl Translated for Document {
    fn for_user(&self, user: &User) -> Context {
        Context {
            tenant: tenant(self.tenant),
            places: vec![
                place("document", &self.id.to_string()),
                place("project", self.project),
            ],
            owner: self.owner.map(|id| id.to_string()),
            holds: names(&[
                ("published", self.published),
                ("same_region", self.region == user.region),
            ]),
            parts: BTreeMap::new(),
        }
    }
}

impl Translated for Project {
    fn for_user(&self, _: &User) -> Context {
        Context {
            tenant: tenant(Some(self.tenant)),
            places: vec![place("project", self.id)],
            owner: Some(self.owner.to_string()),
            holds: names(&[("active", self.active)]),
            parts: BTreeMap::new(),
        }
    }
}

impl Translated for Move {
    fn for_user(&self, user: &User) -> Context {
        Context {
            tenant: tenant(self.document.tenant),
            parts: BTreeMap::from([
                ("document".to_owned(), self.document.for_user(user)),
                ("to".to_owned(), self.to.for_user(user)),
            ]),
            ..Context::nothing()
        }
    }
}

impl Translated for Notice {
    fn for_user(&self, _: &User) -> Context {
        Context {
            tenant: ContextTenant::Global,
            holds: names(&[("urgent", self.urgent)]),
            ..Context::nothing()
        }
    }
}

impl Translated for User {
    fn for_user(&self, _: &User) -> Context {
        let id = match self.at {
            At::Tenant(id) => Some(id),
            At::Platform | At::Nowhere => None,
        };
        Context {
            tenant: tenant(id),
            ..Context::nothing()
        }
    }
}

impl Translated for () {
    fn for_user(&self, _: &User) -> Context {
        Context::nothing()
    }
}
