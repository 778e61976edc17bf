//! The subjects and the items of the marketplace.

use std::{
    future::{Future, ready},
    marker::PhantomData,
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Waker},
    time::{Duration, Instant},
};

use permit::{
    Authorizer, AuthorizerBuilder, Owned, Permissions, Principal, Subject, UserTypes,
    policy::{Binding, Binds, CoarseClock, Policy, Words},
    tenancy::Tenant,
};

use crate::marketplace::Visitor;

/// Role and tier, flattened into one enum.
#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    /// A caller who is not signed in.
    #[anonymous]
    Anonymous,
    /// Buys.
    Shopper,
    /// Buys and sells.
    Seller,
    /// A seller with a paid account.
    SellerPremium,
    /// Support that reads only.
    SupportTierOne,
    /// Support that solves everyday problems.
    SupportTierTwo,
    /// Support that is responsible for the marketplace.
    SupportTierThree,
    /// The marketplace's own jobs.
    System,
}

/// The flags of one request, resolved once, as an application without a library would keep them.
#[derive(Clone, Copy, Debug)]
pub struct Flags {
    /// Whether listings may be edited in place.
    pub edit_listing_experiment: bool,
    /// Whether the new kind of refunds is on.
    pub refunds_v2: bool,
}

impl Flags {
    /// One flag is on and one is off, so both answers occur.
    pub const IN_FORCE: Self = Self {
        edit_listing_experiment: true,
        refunds_v2: false,
    };

    /// The state of a flag by its name, as a flag service gives it.
    #[must_use]
    pub fn is_on(self, flag: &str) -> Option<bool> {
        match flag {
            "edit_listing_experiment" => Some(self.edit_listing_experiment),
            "refunds_v2" => Some(self.refunds_v2),
            _ => None,
        }
    }
}

/// The subject of the functions written by hand, with the flags of the request.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// `None` for an anonymous caller.
    pub id: Option<u64>,
    /// What the member is to the marketplace.
    pub user_type: UserType,
    /// The flags of the request.
    pub flags: Flags,
}

impl Member {
    /// An anonymous caller.
    pub const ANONYMOUS: Self = Self {
        id: None,
        user_type: UserType::Anonymous,
        flags: Flags::IN_FORCE,
    };
}

/// A member, as a subject of catalogue `C`.
#[derive(Debug)]
pub struct User<C> {
    member: Member,
    catalogue: PhantomData<fn() -> C>,
}

impl<C> From<Member> for User<C> {
    fn from(member: Member) -> Self {
        Self {
            member,
            catalogue: PhantomData,
        }
    }
}

impl<C: 'static> Subject for User<C> {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.member.id.as_ref()
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.member.user_type.into()
    }

    fn anonymous() -> Self {
        Member::ANONYMOUS.into()
    }
}

/// A listing.
#[derive(Clone, Copy, Debug, permit::Columns)]
pub struct Item {
    /// The id of the owner. `Owned` is by hand, because it is for every catalogue.
    #[column(owner = Visitor, by_hand)]
    pub seller: u64,
    /// Whether every caller may see it.
    pub published: bool,
}

impl<C: 'static> Owned<User<C>> for Item {
    fn owner(&self) -> Option<&u64> {
        Some(&self.seller)
    }
}

/// The builder of an authorizer for catalogue `C`, without an observer.
pub fn authorizer<C: 'static>() -> AuthorizerBuilder<User<C>>
where
    User<C>: Permissions,
{
    Authorizer::builder().flags(|flag: &str, who: &User<C>| who.member.flags.is_on(flag))
}

/// The principals of `members`, without an observer.
#[must_use]
pub fn principals<C: 'static>(members: &[Member]) -> Vec<Principal<User<C>>>
where
    User<C>: Permissions,
{
    principals_of(&authorizer().build(), members)
}

/// The principals of `members`, made by `authorizer`.
#[must_use]
pub fn principals_of<C: 'static>(
    authorizer: &Authorizer<User<C>>,
    members: &[Member],
) -> Vec<Principal<User<C>>>
where
    User<C>: Permissions,
{
    members
        .iter()
        .map(|member| at_once(authorizer.load(User::from(*member))))
        .collect()
}

/// The output of a future that never waits.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("nothing here waits"),
    }
}

/// A policy that changes nothing, and that is fresh for as long as a measurement takes.
pub struct Unchanged<C: 'static>
where
    User<C>: Permissions,
{
    words: Words<User<C>>,
    clock: Arc<CoarseClock>,
}

impl<C> Default for Unchanged<C>
where
    User<C>: Permissions,
{
    fn default() -> Self {
        Self {
            words: Words::of_code(),
            clock: Arc::new(CoarseClock::new()),
        }
    }
}

impl<C> Policy<User<C>> for Unchanged<C>
where
    User<C>: Permissions,
{
    fn bind<'a>(&'a self, _: &'a User<C>, _: Tenant<'a>) -> Binds<'a, User<C>> {
        self.clock.tick();
        let fresh = self.clock.fresh(Instant::now(), Duration::MAX);
        Box::pin(ready(Ok(Binding::new(self.words.clone(), fresh))))
    }
}
