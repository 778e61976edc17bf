//! The measured functions: each decides a list of requests in one way. They count the answers, so
//! the compiler cannot remove a decision.

use permit::{ActionOf, Could, Listed, Permissions};

use crate::{
    Catalogue,
    marketplace::{Marketplace, Visitor},
    people::{Item, Member, User},
    requests::Request,
};

/// The dispatch from a request to its action alone. Nothing is decided.
#[must_use]
pub fn dispatch(requests: &[Request<Marketplace>]) -> usize {
    count(requests, |request| {
        let function = NOTHING_DECIDED.get(request.action);
        function.is_some_and(|function| function(request.member, request.item))
    })
}

/// How many requests the functions written by hand allow.
#[must_use]
pub fn by_hand<C: Catalogue>(requests: &[Request<C>]) -> usize
where
    User<C>: Permissions,
{
    count(requests, by_hand_one)
}

/// Whether the function written by hand allows one request.
#[inline]
#[must_use]
pub fn by_hand_one<C: Catalogue>(request: &Request<C>) -> bool
where
    User<C>: Permissions,
{
    let function = C::BY_HAND.get(request.action);
    function.is_some_and(|function| function(request.member, request.item))
}

/// How many requests `can` allows.
#[must_use]
pub fn can<C: Catalogue>(requests: &[Request<C>]) -> usize
where
    User<C>: Permissions,
{
    count(requests, can_one)
}

/// Whether `can` allows one request.
#[inline]
#[must_use]
pub fn can_one<C: Catalogue>(request: &Request<C>) -> bool
where
    User<C>: Permissions,
{
    let action = C::ACTIONS.get(request.action);
    action.is_some_and(|action| (action.can)(request.who, request.item))
}

/// How many requests `can` allows for one `action` that is known at compile time, as in a handler.
#[must_use]
pub fn known<A>(action: A, requests: &[Request<Marketplace>]) -> usize
where
    A: Listed<Context = Item> + ActionOf<Visitor> + Copy,
{
    count(requests, |request| request.who.can(action, request.item))
}

/// The same for the function of one action, written by hand.
#[must_use]
pub fn known_by_hand(
    function: impl Fn(&Member, &Item) -> bool,
    requests: &[Request<Marketplace>],
) -> usize {
    count(requests, |request| function(request.member, request.item))
}

/// How many requests `check` gives a permit for. It gives the reason for the others.
#[must_use]
pub fn check<C: Catalogue>(requests: &[Request<C>]) -> usize
where
    User<C>: Permissions,
{
    count(requests, check_one)
}

/// Whether `check` gives a permit for one request.
#[inline]
#[must_use]
pub fn check_one<C: Catalogue>(request: &Request<C>) -> bool
where
    User<C>: Permissions,
{
    let action = C::ACTIONS.get(request.action);
    action.is_some_and(|action| (action.check)(request.who, request.item))
}

/// How many requests `could` allows always, without their item.
#[must_use]
pub fn could<C: Catalogue>(requests: &[Request<C>]) -> usize
where
    User<C>: Permissions,
{
    count(requests, |request| {
        let action = C::ACTIONS.get(request.action);
        action.is_some_and(|action| (action.could)(request.who) == Could::Always)
    })
}

/// How many explanations say that the request is allowed.
#[must_use]
pub fn explain<C: Catalogue>(requests: &[Request<C>]) -> usize
where
    User<C>: Permissions,
{
    count(requests, |request| {
        let action = C::ACTIONS.get(request.action);
        action.is_some_and(|action| (action.explain)(request.who, request.item).is_allowed())
    })
}

fn count<C>(requests: &[Request<C>], decide: impl Fn(&Request<C>) -> bool) -> usize
where
    User<C>: Permissions,
{
    requests.iter().filter(|request| decide(request)).count()
}

/// As many different functions as the marketplace has actions, so the processor predicts the target
/// of the jump as badly as with real ones.
const NOTHING_DECIDED: [fn(&Member, &Item) -> bool; 14] = [
    nothing::<0>,
    nothing::<1>,
    nothing::<2>,
    nothing::<3>,
    nothing::<4>,
    nothing::<5>,
    nothing::<6>,
    nothing::<7>,
    nothing::<8>,
    nothing::<9>,
    nothing::<10>,
    nothing::<11>,
    nothing::<12>,
    nothing::<13>,
];

fn nothing<const ACTION: u64>(_who: &Member, item: &Item) -> bool {
    item.seller == ACTION
}
