//! Who asks for what: every user type, every action, own items and foreign ones, published and
//! drafts.

use permit::{Authorizer, Permissions, Principal, UserType as _};

use crate::{
    Catalogue,
    people::{self, Flags, Item, Member, User, UserType},
};

/// The one who acts and the seller of every item that is its own.
const OWN: u64 = 7;
/// Somebody else.
const FOREIGN: u64 = 8;

/// How many requests a list has: a round number, so that what was counted for a list reads as a
/// decision's; and more than a processor's branch predictor learns by heart, as it does with ten
/// thousand, to predict then what it never could in a server.
pub const MANY: usize = 100_000;

/// In which order the requests of a list come.
#[derive(Clone, Copy, Debug)]
pub enum Order {
    /// Shuffled: each has to find its action first, by a jump that no processor predicts.
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

/// One request, as both sides need it.
pub struct Request<C: 'static>
where
    User<C>: Permissions,
{
    /// Who asks permit.
    pub who: &'static Principal<User<C>>,
    /// Who asks the functions written by hand: the same.
    pub member: &'static Member,
    /// The action, by its place in the catalogue.
    pub action: usize,
    /// On what.
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

/// Every request there is, each once, and nobody listens.
#[must_use]
pub fn every<C: Catalogue>() -> Vec<Request<C>>
where
    User<C>: Permissions,
{
    every_of(&people::authorizer().build())
}

/// The same, decided by `authorizer`. People and items live as long as the program.
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

/// [`MANY`] requests: every one there is equally often, the same list each time. Nobody listens.
#[must_use]
pub fn many<C: Catalogue>(order: Order) -> Vec<Request<C>>
where
    User<C>: Permissions,
{
    many_of(order, &people::authorizer().build())
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

/// Fisher and Yates's shuffle, with Knuth's generator and a fixed seed: the same order each time.
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
