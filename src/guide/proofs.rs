//! What a permit proves, to whom, and for how long.
//!
//! A [`Permit<EditItem>`](crate::Permit) says that this principal was allowed this action on this
//! very item, under the tables and flags that were in force, at the moment of the check. It holds
//! the item, so a function of the data layer cannot be handed another one. What it says of later is
//! nothing: the listing may be sold, the flag be off, the person have left.
//!
//! So a permit is made where it is used up. It is not `Clone` and it does not serialize: there is no
//! way to put it into a queue, a session or a column. What is taken **by value** is used once:
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub CloseItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! # }
//! use permit::Permit;
//!
//! fn close(permit: Permit<'_, CloseItem>) {
//!     let item = permit.into_context();   // the permit ends here
//!     println!("closed a listing of {}", item.seller);
//! }
//! # fn main() -> Result<(), permit::Refused> {
//! # let who = permit::Authorizer::<User>::builder().build().principal(User::seller(7));
//! close(who.check(CloseItem, Item::of(7))?);
//! # Ok(())
//! # }
//! ```
//!
//! ```compile_fail,E0382
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub CloseItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! # }
//! # fn close(permit: permit::Permit<'_, CloseItem>) {}
//! # fn main() -> Result<(), permit::Refused> {
//! # let who = permit::Authorizer::<User>::builder().build().principal(User::seller(7));
//! let permit = who.check(CloseItem, Item::of(7))?;
//! close(permit);
//! close(permit); // error: use of moved value
//! # Ok(())
//! # }
//! ```
//!
//! # A job that somebody started
//!
//! What goes into a queue is who asked and what for. The worker loads both, and checks again as
//! that person; what was allowed when the button was pressed may not be allowed by now:
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub CloseItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! # }
//! # impl User { fn load(id: u64) -> Self { Self::seller(id) } }
//! # impl Item { fn load(_id: u64) -> Self { Self::of(7) } }
//! # fn close(permit: permit::Permit<'_, CloseItem>) {}
//! use permit::{Authorizer, Refused};
//!
//! struct CloseLater {
//!     user: u64,   // not a permit, and not a principal
//!     item: u64,
//! }
//!
//! fn run(job: &CloseLater, authorizer: &Authorizer<User>) -> Result<(), Refused> {
//!     let who = authorizer.principal(User::load(job.user));
//!     close(who.check(CloseItem, Item::load(job.item))?);
//!     Ok(())
//! }
//! # fn main() {
//! # let authorizer = Authorizer::<User>::builder().build();
//! assert!(run(&CloseLater { user: 7, item: 1 }, &authorizer).is_ok());
//! assert!(run(&CloseLater { user: 8, item: 1 }, &authorizer).is_err());
//! # }
//! ```
//!
//! A job that nobody started is the application's own: [`acting`](super::acting).
//!
//! # A socket, a stream, a long export
//!
//! A principal is what was known when it was made: its user types, its flags. A connection outlives
//! that. It keeps the id, takes a fresh principal for each message, and ends when it is refused:
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub WatchItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! # }
//! # impl User { fn load(id: u64) -> Self { Self::seller(id) } }
//! use permit::{Authorizer, Refused};
//!
//! fn on_message(authorizer: &Authorizer<User>, user: u64, item: &Item) -> Result<u64, Refused> {
//!     let who = authorizer.principal(User::load(user));
//!     let permit = who.check(WatchItem, item)?;   // borrowed: it cannot outlive this message
//!     Ok(permit.context().seller)
//! }
//! # fn main() {
//! # let authorizer = Authorizer::<User>::builder().build();
//! # assert_eq!(on_message(&authorizer, 7, &Item::of(7)), Ok(7));
//! # assert!(on_message(&authorizer, 8, &Item::of(7)).is_err());
//! # }
//! ```
//!
//! # Between the check and the write
//!
//! A row that was loaded, checked and then written may have changed between. Where that matters,
//! load it inside the transaction that writes it, under a lock (`SELECT … FOR UPDATE`), and check
//! it there: with `permit_axum::Ask<CloseItem>` a handler refuses first and checks later. Interior
//! mutability of a context is the application's own affair.
