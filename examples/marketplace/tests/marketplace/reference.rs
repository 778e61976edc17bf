//! Who may do what, written again by hand: a naive reference that shares no code with permit.

use marketplace::domain::{Account, AccountId, Cents, Item, Order, Status, User, UserType};
use permit::{Authorizer, Principal, UserType as _, UserTypes, flags::InMemoryFlags};

use UserType::{
    Anonymous, Seller, SellerPremium, Shopper, SupportTierOne, SupportTierThree, SupportTierTwo,
    System,
};

/// A caller, described without permit.
pub(crate) struct Caller {
    pub(crate) types: Vec<UserType>,
    pub(crate) me: Option<i64>,
    pub(crate) suspended: bool,
    /// The states of [`FLAGS`], in their order; `None` is unknown.
    pub(crate) flags: [Option<bool>; 3],
}

const FLAGS: [&str; 3] = [
    "edit_listing_experiment",
    "price_history_trial",
    "price_advice_trial",
];
pub(crate) const LIMIT: u32 = 10_000;

impl Caller {
    pub(crate) fn principal(&self) -> Principal<User> {
        let flags = InMemoryFlags::new();
        for (flag, state) in FLAGS.into_iter().zip(self.flags) {
            if let Some(on) = state {
                flags.set(flag, on);
            }
        }
        let authorizer = Authorizer::builder().flags(flags).build();
        if self.is_job() {
            return authorizer.internal("a test").unwrap();
        }
        authorizer.principal(User {
            account: self.me.map(AccountId),
            user_types: self.types.iter().copied().collect::<UserTypes<_>>(),
            name: "Caller".into(),
            suspended: self.suspended,
            transfer_limit: Cents::new(LIMIT),
        })
    }

    /// Whether it is one of the marketplace's own jobs, and not a user who claims to be one.
    pub(crate) fn is_job(&self) -> bool {
        self.me.is_none() && !self.suspended && self.types.iter().all(|one| *one == System)
    }

    /// Whether any of the user types may. `Anonymous` counts only without another user type, and
    /// `System` counts only for a job.
    pub(crate) fn any(&self, may: impl Fn(UserType) -> bool) -> bool {
        let known = self.types.iter().any(|one| *one != Anonymous);
        let mut types = self.types.iter();
        types.any(|one| {
            let counts = match one {
                Anonymous => !known,
                System => self.is_job(),
                _ => true,
            };
            counts && may(*one)
        })
    }

    pub(crate) fn is(&self, account: i64) -> bool {
        self.me == Some(account)
    }

    pub(crate) fn is_not(&self, account: i64) -> bool {
        self.me.is_some_and(|me| me != account)
    }

    pub(crate) fn on(&self, flag: usize) -> bool {
        self.flags[flag] == Some(true)
    }

    #[expect(clippy::match_same_arms, reason = "a reference is read row by row")]
    pub(crate) fn may_with_item(&self, action: &str, item: &Item) -> bool {
        let (own, foreign) = (self.is(item.seller.0), self.is_not(item.seller.0));
        let (draft, listed) = (item.status == Status::Draft, item.status == Status::Listed);
        let sold = item.status == Status::Sold;
        let row = self.any(|user_type| match (user_type, action) {
            (_, "view_item") if !draft => true,
            // Support that is suspended sees what every visitor sees.
            (SupportTierOne | SupportTierTwo | SupportTierThree, "view_item") => !self.suspended,
            (
                Seller | SellerPremium,
                "view_item" | "edit_item" | "reprice_item" | "delete_item",
            ) => own,
            (SellerPremium, "feature_item") | (Seller | SellerPremium, "advise_price") => own,
            (Shopper | Seller | SellerPremium, "buy_item") => foreign,
            (SupportTierOne, "advise_price") => true,
            (SupportTierTwo, "edit_item" | "advise_price") => true,
            (SupportTierThree, "feature_item") => foreign,
            (SupportTierThree, "buy_item") => false,
            (SupportTierThree, _) => true,
            (System, "buy_item" | "advise_price") => false,
            (System, _) => true,
            _ => false,
        });
        let required = match action {
            "view_item" => true,
            "edit_item" | "delete_item" => !self.suspended && !sold,
            "reprice_item" => !self.suspended && !sold && self.on(0),
            "feature_item" | "buy_item" => !self.suspended && listed,
            "advise_price" => !self.suspended && self.on(1) && self.on(2),
            _ => unreachable!("{action}"),
        };
        row && required
    }

    pub(crate) fn may_with_order(&self, action: &str, order: &Order) -> bool {
        let (bought, sold) = (self.is(order.buyer.0), self.is(order.seller.0));
        let row = self.any(|user_type| match (user_type, action) {
            (Shopper, "view_order") => bought,
            (Seller | SellerPremium, "view_order") => bought || sold,
            (Seller | SellerPremium, "refund_order") => sold,
            (SupportTierTwo, "refund_order") => {
                order.amount <= Cents::new(10_000) && self.is_not(order.buyer.0)
            }
            (SupportTierThree, "refund_order") => self.is_not(order.buyer.0),
            (System, _) => true,
            (SupportTierOne | SupportTierTwo | SupportTierThree, "view_order") => !self.suspended,
            _ => false,
        });
        row && (action == "view_order" || (!self.suspended && !order.refunded))
    }

    pub(crate) fn may_with_account(&self, action: &str, account: &Account) -> bool {
        let (own, foreign) = (self.is(account.id.0), self.is_not(account.id.0));
        let customer = [Shopper, Seller, SellerPremium].contains(&account.user_type);
        let row = self.any(|user_type| match (user_type, action) {
            (Shopper | Seller | SellerPremium, "view_account" | "manage_apps") => own,
            (System, "manage_apps") => false,
            (SupportTierOne | SupportTierTwo | SupportTierThree, "view_account") => {
                own || !self.suspended
            }
            (SupportTierTwo, "suspend_user") => customer && foreign,
            (SupportTierThree, "suspend_user") => foreign,
            (System, _) => true,
            _ => false,
        });
        row && (action != "suspend_user" || !self.suspended)
    }

    /// `as_whom` are the user types of the user to act as.
    pub(crate) fn may_act(&self, as_whom: &[UserType]) -> bool {
        let sells = !as_whom.is_empty()
            && as_whom
                .iter()
                .all(|one| [Seller, SellerPremium].contains(one));
        let support = self.any(|one| [SupportTierTwo, SupportTierThree].contains(&one));
        support && sells && !self.suspended
    }

    pub(crate) fn may_transfer(
        &self,
        amount: u32,
        balance: u32,
        account: &Account,
        payee: i64,
    ) -> bool {
        let own = self.is(account.id.0);
        let customer = [Shopper, Seller, SellerPremium].contains(&account.user_type);
        let row = self.any(|user_type| match user_type {
            Shopper | Seller => own && amount <= LIMIT,
            SellerPremium => own,
            SupportTierTwo => customer && amount <= LIMIT && self.is_not(payee),
            SupportTierThree => self.is_not(payee),
            System => true,
            Anonymous | SupportTierOne => false,
        });
        row && !self.suspended && amount <= balance
    }

    pub(crate) fn may_alone(&self, action: &str) -> bool {
        match action {
            "post_item" => {
                !self.suspended && self.any(|one| [Seller, SellerPremium, System].contains(&one))
            }
            "open_support_desk" => {
                let desk = [SupportTierOne, SupportTierTwo, SupportTierThree, System];
                !self.suspended && self.any(|one| desk.contains(&one))
            }
            "view_matrix" => {
                !self.suspended && self.any(|one| [SupportTierTwo, SupportTierThree].contains(&one))
            }
            "operate_policy" | "change_settings" => {
                !self.suspended && self.any(|one| [SupportTierThree, System].contains(&one))
            }
            _ => unreachable!("{action}"),
        }
    }
}

/// Every caller: each user type and each pair of them, with and without an id, suspended or not.
pub(crate) fn every_caller() -> Vec<Caller> {
    let mut callers = Vec::new();
    let states = [None, Some(false), Some(true)];
    for (place, one) in UserType::ALL.iter().enumerate() {
        for other in &UserType::ALL[place..] {
            for state in 0..27 {
                let flags = [states[state % 3], states[state / 3 % 3], states[state / 9]];
                for (me, suspended) in [(None, false), (Some(1), false), (Some(1), true)] {
                    callers.push(Caller {
                        types: vec![*one, *other],
                        me,
                        suspended,
                        flags,
                    });
                }
            }
        }
    }
    callers
}
