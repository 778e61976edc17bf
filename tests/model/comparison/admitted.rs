//! The principals of the shop's callers, and which callers are refused.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Poll, Waker},
    time::{Duration, SystemTime},
};

use permit::{
    Authorizer, Consent, Principal, Refused,
    acting::{Caller as RealCaller, NotAdmitted},
    places::Place,
    tenancy::Tenant,
    testing::FakeClock,
};

use super::{
    seam::{Seam, State},
    shop::{ActAs, FLAGS, User, UserType},
    translated::{Translated as _, staff},
    worlds::{Acting, Caller, LOADED, Token},
};
use crate::model::{Entry, Time, World, decide};

/// Whether the model admits a caller: only an impersonation is refused, by the action that allows it and by
/// who is never impersonated.
pub(super) fn admits_caller(world: &World, caller: &Caller, state: State) -> bool {
    let Acting::Impersonated {
        staff: actor,
        target,
        until,
    } = &caller.acting
    else {
        return true;
    };
    let context = target.for_user(actor);
    let may = decide(
        world,
        &staff(actor, state, LOADED),
        "act_as",
        &context,
        LOADED,
    );
    let has = |marked: &[UserType]| target.types.iter().any(|one| marked.contains(one));
    let is_known = target.id.is_some() && target.types != [UserType::Anonymous];
    may.is_allowed()
        && LOADED < *until
        && is_known
        && target.id != actor.id
        && !has(&[UserType::Auditor, UserType::Operator])
        && !has(&[UserType::Robot, UserType::Sweeper])
}

pub(super) fn time(seconds: Time) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

pub(super) fn authorizer(
    seam: &impl Seam,
    entries: &[Entry],
    state: State,
    clock: &FakeClock,
) -> Authorizer<User> {
    let builder = Authorizer::builder()
        .clock(clock.clone())
        .flags(|flag: &str, user: &User| {
            let position = FLAGS.iter().position(|one| *one == flag);
            position.and_then(|position| user.flags[position])
        });
    match state {
        State::None => builder.build(),
        state => builder.policy(seam.policy(entries, state)).build(),
    }
}

/// The principal of a caller. A coarse clock that was left behind by a busy machine says nothing of the
/// policy, so it is asked again.
pub(super) fn admitted(
    authorizer: &Authorizer<User>,
    caller: &Caller,
    state: State,
) -> Result<Principal<User>, NotAdmitted> {
    let mut admitted = admitted_once(authorizer, caller, state);
    for _ in 0..5 {
        let is_unknown = match &admitted {
            Ok(who) => who.known().is_err(),
            Err(NotAdmitted::Refused(refused)) => matches!(refused, Refused::Indeterminate(_)),
            Err(_) => false,
        };
        if state != State::Known || !is_unknown {
            break;
        }
        admitted = admitted_once(authorizer, caller, state);
    }
    admitted
}

fn admitted_once(
    authorizer: &Authorizer<User>,
    caller: &Caller,
    state: State,
) -> Result<Principal<User>, NotAdmitted> {
    let consents = caller.consents.iter().map(consent);
    let is_loaded = state != State::NotLoaded;
    let who = match &caller.acting {
        Acting::Itself(user) if is_loaded => {
            let caller = RealCaller::from(user.clone());
            let caller = consents.fold(caller, RealCaller::delegated);
            return at_once(authorizer.admit(caller));
        }
        Acting::Impersonated {
            staff,
            target,
            until,
        } if is_loaded => {
            let (staff, target) = (staff.clone(), target.clone());
            let caller = RealCaller::impersonating::<ActAs>(staff, target, time(*until));
            let caller = consents.fold(caller, RealCaller::delegated);
            return at_once(authorizer.admit(caller));
        }
        Acting::AnonymousAt(id) if is_loaded => {
            let caller = consents.fold(RealCaller::anonymous_at(*id), RealCaller::delegated);
            return at_once(authorizer.admit(caller));
        }
        Acting::Itself(user) => authorizer.principal(user.clone()),
        Acting::AnonymousAt(id) => authorizer.anonymous_at(Tenant::of(*id)),
        Acting::Job(None) if is_loaded => at_once(authorizer.load_internal("nightly")).unwrap(),
        Acting::Job(Some(id)) if is_loaded => {
            at_once(authorizer.load_internal_at(*id, "nightly")).unwrap()
        }
        Acting::Job(None) => authorizer.internal("nightly").unwrap(),
        Acting::Job(Some(id)) => authorizer.internal_at(*id, "nightly").unwrap(),
        Acting::Impersonated {
            staff,
            target,
            until,
        } => {
            let staff = authorizer.principal(staff.clone());
            let permit = staff.check(ActAs, target).map_err(NotAdmitted::Refused)?;
            staff.impersonate(permit, time(*until))?
        }
    };
    Ok(consents.fold(who, |who, consent| who.delegated(consent)))
}

fn consent(token: &Token) -> Consent {
    let mut consent = Consent::to(token.actions.iter().copied());
    if let Some(places) = &token.places {
        consent = consent.on(places.iter().map(|(kind, id)| Place::new(*kind, *id)));
    }
    match token.until {
        Some(until) => consent.until(time(until)),
        None => consent,
    }
}

/// The output of a future that never waits.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing here waits"),
    }
}
