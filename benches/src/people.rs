//! Who acts on the marketplace, and what is acted on.

use std::marker::PhantomData;

use permit::{Authorizer, AuthorizerBuilder, Owned, Permissions, Principal, Subject, UserTypes};

/// Role and tier, flattened into one list.
#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserType {
    /// Nobody is signed in.
    #[anonymous]
    Anonymous,
    /// Buys.
    Shopper,
    /// Buys and sells.
    Seller,
    /// A seller who pays for more.
    SellerPremium,
    /// Looks things up.
    SupportTierOne,
    /// Mends everyday troubles.
    SupportTierTwo,
    /// Answers for the marketplace.
    SupportTierThree,
    /// The marketplace's own jobs.
    System,
}

/// The flags of one request, asked once: what an application without a library would keep.
#[derive(Clone, Copy, Debug)]
pub struct Flags {
    /// Whether listings may be edited in place.
    pub edit_listing_experiment: bool,
    /// Whether refunds go the new way.
    pub refunds_v2: bool,
}

impl Flags {
    /// One that is on and one that is off, so that both answers are met.
    pub const IN_FORCE: Self = Self {
        edit_listing_experiment: true,
        refunds_v2: false,
    };

    /// By name, as a flag service is asked.
    #[must_use]
    pub fn is_on(self, flag: &str) -> Option<bool> {
        match flag {
            "edit_listing_experiment" => Some(self.edit_listing_experiment),
            "refunds_v2" => Some(self.refunds_v2),
            _ => None,
        }
    }
}

/// The one who acts, with the flags of the request: what the functions written by hand take.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// `None` when nobody is known.
    pub id: Option<u64>,
    /// What it is to the marketplace.
    pub user_type: UserType,
    /// The flags of the request.
    pub flags: Flags,
}

impl Member {
    /// Nobody is known.
    pub const NOBODY: Self = Self {
        id: None,
        user_type: UserType::Anonymous,
        flags: Flags::IN_FORCE,
    };
}

/// The one who acts, as a subject of catalogue `C`.
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
        Member::NOBODY.into()
    }
}

/// A listing.
#[derive(Clone, Copy, Debug, permit::Columns)]
pub struct Item {
    /// Whose.
    #[column(owner)]
    pub seller: u64,
    /// Whether everybody may see it.
    pub published: bool,
}

impl<C: 'static> Owned<User<C>> for Item {
    fn owner(&self) -> Option<&u64> {
        Some(&self.seller)
    }
}

/// An authorizer for catalogue `C`, to which nobody listens yet.
pub fn authorizer<C: 'static>() -> AuthorizerBuilder<User<C>>
where
    User<C>: Permissions,
{
    Authorizer::builder().flags(|flag: &str, who: &User<C>| who.member.flags.is_on(flag))
}

/// The same people as subjects of permit, and nobody listens.
#[must_use]
pub fn principals<C: 'static>(members: &[Member]) -> Vec<Principal<User<C>>>
where
    User<C>: Permissions,
{
    principals_of(&authorizer().build(), members)
}

/// The same people as subjects of `authorizer`.
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
        .map(|member| authorizer.principal(User::from(*member)))
        .collect()
}
