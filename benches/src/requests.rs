//! The requests: every user type, every action, items of the caller and of others, published items
//! and drafts.

use permit::{Authorizer, Permissions, Principal, UserType as _};

use crate::{
    Catalogue,
    measured::by_hand_one,
    people::{self, Flags, Item, Member, Unchanged, User, UserType},
};

/// The id of every signed-in caller, and of the seller of the caller's own items.
const OWN: u64 = 7;
/// The id of another seller.
const FOREIGN: u64 = 8;

/// How many requests a list has. It is a power of ten, so a count for a list reads as a count for
/// one decision. It is more than the branch predictor of a processor can memorize. The predictor
/// memorizes ten thousand, and then predicts what it could never predict in a server.
pub const MANY: usize = 100_000;

/// The order of the requests in a list.
#[derive(Clone, Copy, Debug)]
pub enum Order {
    /// Shuffled: each request jumps to another action, which no processor predicts.
    Mixed,
    /// Action by action, shuffled within each: the action is known, as in a handler.
    ByAction,
}

/// One member of each user type.
#[must_use]
pub fn members() -> Vec<Member> {
    let member = |user_type: &UserType| Member {
        id: (*user_type != UserType::ANONYMOUS).then_some(OWN),
        user_type: *user_type,
        flags: Flags::IN_FORCE,
    };
    UserType::ALL.iter().map(member).collect()
}

/// The items: own and foreign, published and not.
#[must_use]
pub fn items() -> [Item; 4] {
    [(OWN, true), (OWN, false), (FOREIGN, true), (FOREIGN, false)]
        .map(|(seller, published)| Item { seller, published })
}

/// One request, in the form that each side needs.
pub struct Request<C: 'static>
where
    User<C>: Permissions,
{
    /// The principal, for permit.
    pub who: &'static Principal<User<C>>,
    /// The same subject, for the functions written by hand.
    pub member: &'static Member,
    /// The index of the action in the catalogue.
    pub action: usize,
    /// The context.
    pub item: &'static Item,
}

impl<C> Clone for Request<C>
where
    User<C>: Permissions,
{
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for Request<C> where User<C>: Permissions {}

/// Every possible request once, without an observer.
#[must_use]
pub fn every<C: Catalogue>() -> Vec<Request<C>>
where
    User<C>: Permissions,
{
    every_of(&people::authorizer().build())
}

/// The same, decided by `authorizer`. Members and items live as long as the program.
fn every_of<C: Catalogue>(authorizer: &Authorizer<User<C>>) -> Vec<Request<C>>
where
    User<C>: Permissions,
{
    let members: &[Member] = members().leak();
    let principals: &[Principal<User<C>>] = people::principals_of(authorizer, members).leak();
    let items: &[Item] = Box::leak(Box::new(items()));
    let people = || principals.iter().zip(members);
    (0..C::ACTIONS.len())
        .flat_map(|action| people().map(move |person| (action, person)))
        .flat_map(|(action, (who, member))| {
            items.iter().map(move |item| Request {
                who,
                member,
                action,
                item,
            })
        })
        .collect()
}

/// [`MANY`] requests, without an observer. Every possible request is in the list equally often, and
/// the list is the same each time.
#[must_use]
pub fn many<C: Catalogue>(order: Order) -> Vec<Request<C>>
where
    User<C>: Permissions,
{
    many_of(order, &people::authorizer().build())
}

/// [`MANY`] requests of those that are allowed, or of those that are denied.
#[must_use]
pub fn many_with<C: Catalogue>(allowed: bool) -> Vec<Request<C>>
where
    User<C>: Permissions,
{
    let all = many_of(Order::Mixed, &people::authorizer().build());
    let some: Vec<_> = all
        .into_iter()
        .filter(|one| by_hand_one(one) == allowed)
        .collect();
    some.iter().copied().cycle().take(MANY).collect()
}

/// The same, under a policy that changes nothing.
#[must_use]
pub fn many_under_a_policy<C: Catalogue>(order: Order) -> Vec<Request<C>>
where
    User<C>: Permissions,
{
    let authorizer = people::authorizer().policy(Unchanged::default());
    many_of(order, &authorizer.build())
}

/// The same, decided by `authorizer`.
#[must_use]
pub fn many_of<C: Catalogue>(order: Order, authorizer: &Authorizer<User<C>>) -> Vec<Request<C>>
where
    User<C>: Permissions,
{
    let every = every_of(authorizer);
    let mut many = every.repeat(MANY.div_ceil(every.len()));
    shuffle(&mut many);
    many.truncate(MANY);
    if matches!(order, Order::ByAction) {
        many.sort_by_key(|request| request.action);
    }
    many
}

/// The Fisher–Yates shuffle, with Knuth's generator and a fixed seed, so the order is the same each
/// time.
pub fn shuffle<T>(list: &mut [T]) {
    let mut state: u64 = 0x5eed;
    for last in (1..list.len()).rev() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let bound = last as u64 + 1;
        let other = usize::try_from((state >> 33) % bound).unwrap_or(last);
        list.swap(last, other);
    }
}
