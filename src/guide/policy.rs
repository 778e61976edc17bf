//! A live policy: what is in force beside the tables in the code, and changes while the application runs.
//!
//! Operators **block** a cell of a table until a fault is repaired, or **open** one that the code denies. The
//! crate `permit-live` keeps these changes in a SQLite file, and every process of the machine obeys within
//! about a second. Handlers do not change: the guards load each principal under the policy.
//!
//! ```text
//! let key = SigningKey::read("policy.key".as_ref())?;
//! let store = Sqlite::open("policy.sqlite", "production").await?.signing_key(key);
//! let live = Live::<User>::from_store(store).process("shop", "1.0").start().await?;
//! let authorizer = Authorizer::builder().policy(live.clone()).build();
//!
//! let change = live.operate(&permit).block(Cell::of::<EditItem>(Seller)).message("Editing is paused.");
//! change.until(friday).commit("fraud wave").await?;
//! ```
//!
//! The documentation of `permit-live` has the whole program, and
//! `cargo run -p marketplace -- policy block edit_item/Seller --reason "fraud wave"` is one that you can try.
//!
//! # What an operator may do
//!
//! | | |
//! |---|---|
//! | block | a cell, an action or a user type, until a time or until it is lifted. A caller whom it denies is told its message ([`Denial::message`](crate::Denial::message)). A second block never makes the first one shorter, and a block always wins |
//! | open | a cell: it states the whole rule out of the action's own conditions, at least as wide as the code's. It is bound to the code's rule that it was made over: when a release changes that rule, the open is *outdated* and not applied until the rule returns. An open over `deny` needs an end, and nothing opens an action that is `fixed` |
//!
//! Flags and requirements stay: an open does not change them. Who operates is an action of the catalogue, with
//! `impl permit_live::Operates for OperatePolicy {}`; its permit is the proof that each change asks for. Each
//! change has a reason, and is logged with who made it and when. The log is signed: `verify` tells an edited
//! change, a removed one, a truncated log and an edited entry apart.
//!
//! # When the store is away
//!
//! A process decides from its memory. When it cannot read the store, or the store accepts no changes (its disk
//! is full, or it is locked), decisions go on by what was last known. After 60 seconds, or what
//! `LiveBuilder::stale` says, they are indeterminate: 503, and never an allowance. When the store is back, the
//! process goes on without a restart. A store that went back in time, such as a restored copy, never allows again
//! what was revoked: the process keeps what it knows until that is stale, and `Live::alarm` says why.
//!
//! # A policy of your own
//!
//! The crate is an implementation of the trait [`Policy`](crate::policy::Policy), and an application can have
//! another. The authorizer asks the policy once for each principal, and every reader of a table then obeys the
//! answer.
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub ViewItem(context = Item) { Anonymous | Seller | Support => allow }
//! #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! # }
//! # fn main() {
//! #     let mut running = std::pin::pin!(run());
//! #     let mut context = std::task::Context::from_waker(std::task::Waker::noop());
//! #     assert!(running.as_mut().poll(&mut context).is_ready());
//! # }
//! use std::{sync::Arc, time::{Duration, Instant}};
//! use permit::{
//!     Authorizer, Refused,
//!     policy::{Binding, Binds, CoarseClock, Policy, Words},
//!     tenancy::Tenant,
//! };
//!
//! /// What was read from a store, and when.
//! struct Live {
//!     words: Words<User>,
//!     read: Instant,
//!     clock: Arc<CoarseClock>,
//! }
//!
//! impl Policy<User> for Live {
//!     fn bind<'a>(&'a self, _: &'a User, _: Tenant<'a>) -> Binds<'a, User> {
//!         // Good for a minute after it was read. It is not good for longer because a subject is new.
//!         let fresh = self.clock.fresh(self.read, Duration::from_secs(60));
//!         let binding = Binding::new(self.words.clone(), fresh);
//!         Box::pin(async { Ok(binding) })
//!     }
//! }
//!
//! # async fn run() {
//! // Put together when the policy changes, never for a decision.
//! let mut words = Words::of_code();
//! words.deny("edit_item", UserType::Seller).expect("it is in the catalogue");
//!
//! let policy = Live { words, read: Instant::now(), clock: Arc::new(CoarseClock::new()) };
//! let authorizer = Authorizer::<User>::builder().policy(policy).build();
//!
//! let seller = authorizer.load(User::seller(7)).await;
//! assert!(seller.can(ViewItem, &Item::of(7)));
//! assert!(!seller.can(EditItem, &Item::of(7)));
//!
//! // The policy was not loaded for this principal, so nothing is allowed.
//! let seller = authorizer.principal(User::seller(7));
//! let refused = seller.check(ViewItem, &Item::of(7)).expect_err("it cannot be decided");
//! assert!(matches!(refused, Refused::Indeterminate(_)));
//! # }
//! ```
//!
//! [`Words`](crate::policy::Words) are the tables of the whole catalogue. `deny` denies a cell, `allow` allows
//! one, whatever its conditions are, `state` puts a rule in force, and `block` denies with a message. The flag and
//! the requirements of the action stay.
//! [`Binding::blocking`](crate::policy::Binding::blocking) blocks whole user types: to a decision the
//! subject does not have them, but it stays a known caller.
//!
//! # Principals are loaded
//!
//! [`Authorizer::load`](crate::Authorizer::load) makes the principal of a subject under the policy in
//! force, and [`admit`](crate::Authorizer::admit) the principal of a [`Caller`](crate::Caller). The
//! guards of permit-axum and permit-actix do this for each request. Without a policy and an
//! asynchronous source of flags, both return at once. A principal of `Authorizer::principal` does not
//! know the policy. It would overlook what the policy blocks, so it allows nothing.
//!
//! A principal keeps its binding for its life. Work that takes longer loads a new principal:
//! [`proofs`](super::proofs).
//!
//! # What indeterminate means
//!
//! If the policy is not known, or was last known to be current too long ago, nothing is allowed and
//! nothing is denied:
//!
//! | method | its answer |
//! |---|---|
//! | `check` | [`Refused::Indeterminate`](crate::Refused::Indeterminate); over HTTP 503 |
//! | `can` | `false` |
//! | `could` | [`Could::Unknown`](crate::Could::Unknown) |
//! | `scope`, `partition`, `abilities`, `abilities_on` | an error, and never a shorter list |
//!
//! This comes before consents and flags. `load` itself does not fail, so a page that needs no decision
//! still works. [`Principal::known`](crate::Principal::known) says whether a decision is possible.
//!
//! # How long a binding is good
//!
//! A decision reads no clock of the system. It compares the end of the binding with a
//! [`CoarseClock`](crate::policy::CoarseClock), which the policy moves by calling `tick` at least
//! every 100 milliseconds. `fresh(since, stale)` takes the instant at which the policy was last known
//! to be current: an instant before it was read, not the instant of the binding.
//!
//! The clock may lag by at most half a second, so a binding ends half a second before `stale` has
//! passed. If the clock stands still, the next principal that is loaded is indeterminate. The
//! authorizer's own [`Clock`](crate::clock::Clock), which consents and impersonations end by, has no
//! part in this.
