//! What is measured: a list of requests, by each way to decide them. The answers are counted, so
//! that none is optimized away.

use permit::{ActionOf, Could, Listed, Permissions};

use crate::{
    Catalogue,
    marketplace::{Marketplace, Visitor},
    people::{Item, Member, User},
    requests::Request,
};

/// The way from a request to its action alone: nothing is decided there.
#[must_use]
pub fn dispatch(requests: &[Request<Marketplace>]) -> usize {
    count(requests, |request| {
        let function = NOTHING_DECIDED.get(request.action);
        function.is_some_and(|function| function(request.member, request.item))
    })
}

/// By hand.
#[must_use]
pub fn by_hand<C: Catalogue>(requests: &[Request<C>]) -> usize
where
    User<C>: Permissions,
{
    count(requests, by_hand_one)
}

/// One by hand.
#[inline]
#[must_use]
pub fn by_hand_one<C: Catalogue>(request: &Request<C>) -> bool
where
    User<C>: Permissions,
{
    let function = C::BY_HAND.get(request.action);
    function.is_some_and(|function| function(request.member, request.item))
}

/// Whether each is allowed.
#[must_use]
pub fn can<C: Catalogue>(requests: &[Request<C>]) -> usize
where
    User<C>: Permissions,
{
    count(requests, can_one)
}

/// Whether one is allowed.
#[inline]
#[must_use]
pub fn can_one<C: Catalogue>(request: &Request<C>) -> bool
where
    User<C>: Permissions,
{
    let action = C::ACTIONS.get(request.action);
    action.is_some_and(|action| (action.can)(request.who, request.item))
}

/// Whether each may do `action`, which is known when this is compiled: as in a handler.
#[must_use]
pub fn known<A>(action: A, requests: &[Request<Marketplace>]) -> usize
where
    A: Listed<Context = Item> + ActionOf<Visitor> + Copy,
{
    count(requests, |request| request.who.can(action, request.item))
}

/// The same by hand, by the function of one action.
#[must_use]
pub fn known_by_hand(
    function: impl Fn(&Member, &Item) -> bool,
    requests: &[Request<Marketplace>],
) -> usize {
    count(requests, |request| function(request.member, request.item))
}

/// A permit for each that is allowed, and the reason for each that is not.
#[must_use]
pub fn check<C: Catalogue>(requests: &[Request<C>]) -> usize
where
    User<C>: Permissions,
{
    count(requests, check_one)
}

/// A permit for one if it is allowed, else the reason.
#[inline]
#[must_use]
pub fn check_one<C: Catalogue>(request: &Request<C>) -> bool
where
    User<C>: Permissions,
{
    let action = C::ACTIONS.get(request.action);
    action.is_some_and(|action| (action.check)(request.who, request.item))
}

/// What is certain of each without its item.
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

/// The whole story of each.
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

/// As many functions as the marketplace has actions, each another one, so that the processor
/// predicts as badly as it does with real ones where the jump goes.
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
