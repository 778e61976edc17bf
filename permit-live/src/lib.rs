//! A live policy for permit: operators open and block while the system runs, and every process obeys.
//!
//! Each process decides by itself, without I/O: it keeps the policy in memory, and polls the store once a
//! second. A change is obeyed within about a second. When the store cannot be reached, decisions go on by
//! what was last known, and become indeterminate (503) after [`stale`](LiveBuilder::stale): an outage is never
//! consent.
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! #     pub OperatePolicy { Anonymous => deny, Seller => deny, Support => allow }
//! # }
//! use permit_live::{Cell, Live, Operates, SigningKey, Sqlite};
//!
//! impl Operates for OperatePolicy {}
//!
//! # async fn run(support: User) -> Result<(), Box<dyn std::error::Error>> {
//! # let directory = tempfile::tempdir()?;
//! # let path = directory.path().join("policy.sqlite");
//! let key = SigningKey::read_or_create(&path.with_extension("key"))?;
//! let store = Sqlite::open(&path, "production").await?.signing_key(key);
//! let live = Live::<User>::from_store(store).process("shop", "1.0").start().await?;
//! let authorizer = permit::Authorizer::builder().policy(live.clone()).build();
//!
//! let operator = authorizer.load(support).await;
//! let permit = operator.check(OperatePolicy, ())?;
//! let seller = Cell::of::<EditItem>(UserType::Seller);
//! let change = live.operate(&permit).block(seller).message("editing is paused").commit("fraud wave").await?;
//! assert!(live.caught_up(change.revision).await);
//!
//! let seller = authorizer.load(User::seller(7)).await;
//! let refused = seller.check(EditItem, &Item::of(7)).unwrap_err();
//! assert_eq!(refused.to_string(), "`edit_item` is denied: editing is paused");
//! # Ok(())
//! # }
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> { run(User { id: Some(1), kind: UserType::Support }).await }
//! ```
//!
//! An **open** states the whole rule of a cell, at least as wide as the code's, out of the action's own
//! conditions. It is bound to the code's rule that it was made over: when a release changes that rule, the open
//! is *outdated*, and not applied. A **block** denies a cell, an action or a user type, with a message for the
//! callers, until a time or until it is lifted. A block always wins.
//!
//! Every change is one transaction, is logged with who, when and why, and is signed together with the change
//! before it: [`Sqlite::verify`] tells an edited change, a removed one, a truncated log and an edited entry
//! apart.

#![warn(missing_docs, missing_debug_implementations)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "tests"
    )
)]

mod assembled;
mod entry;
mod follow;
mod key;
mod live;
mod log;
mod moment;
mod operate;
#[cfg(test)]
mod shop;
mod status;
mod store;
mod target;

pub use self::{
    assembled::{Invalid, Standing},
    entry::{Kind, Malformed},
    key::SigningKey,
    live::{Alarm, CannotFollow, Live, LiveBuilder},
    operate::{NotChanged, Operate, Operates, Pending},
    status::{Held, Status},
    store::{Change, Committed, Finding, Operation, Process, Sqlite, StoreError},
    target::{Cell, NotATarget, Target},
};
