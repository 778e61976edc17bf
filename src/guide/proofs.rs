//! What a permit proves, to whom, and for how long.
//!
//! A [`Permit<EditItem>`](crate::Permit) says that this principal was allowed to do this action on
//! this item, under the tables, the policy and the flags in force at the moment of the check. It holds
//! the item, so a function of the data layer cannot be called with another one. It says nothing
//! about later: by then the listing may be sold, the flag may be off, and the user may have left.
//!
//! So make a permit where you use it. It is not `Clone` and cannot be serialized, so you cannot put
//! it into a queue, a session or a column. A function that takes it **by value** uses it once:
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
//! # Two permits on one context
//!
//! The permit holds what was checked, so a second action is checked on the same row, without loading it
//! again:
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub ViewItem(context = Item) { Anonymous | Seller | Support => allow }
//! #     pub CloseItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! # }
//! # use permit::{Permit, Refused};
//! fn view_and_close(view: &Permit<'_, ViewItem>) -> Result<(), Refused> {
//!     let close = view.principal().check(CloseItem, view.context())?;
//!     assert!(std::ptr::eq(view.context(), close.context()));
//!     Ok(())
//! }
//! # fn main() -> Result<(), Refused> {
//! # let who = permit::Authorizer::<User>::builder().build().principal(User::seller(7));
//! view_and_close(&who.check(ViewItem, &Item::of(7))?)
//! # }
//! ```
//!
//! In a web handler, two guards `Allowed<ViewItem>` and `Allowed<CloseItem>` load the row twice. The row
//! may change in between, so each permit may be for another state of it. Take one guard and check the
//! second action on `permit.context()`.
//!
//! # A job that a user started
//!
//! Put into the queue who asked, and for what. The worker loads both and checks again as that user.
//! What was allowed when the user pressed the button may be denied by now:
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub CloseItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! # }
//! # impl User { fn load(id: u64) -> Self { Self::seller(id) } }
//! # impl Item { fn load(_id: u64) -> Self { Self::of(7) } }
//! # fn close(permit: permit::Permit<'_, CloseItem>) {}
//! use permit::{Authorizer, Consent, Refused};
//!
//! struct CloseLater {
//!     user: u64,                // not a permit, and not a principal
//!     consents: Vec<Consent>,   // those of the request: `who.consents()`
//!     item: u64,
//! }
//!
//! async fn run(job: &CloseLater, authorizer: &Authorizer<User>) -> Result<(), Refused> {
//!     let user = authorizer.load(User::load(job.user)).await;
//!     let who = job.consents.iter().fold(user, |who, consent| who.delegated(consent.clone()));
//!     close(who.check(CloseItem, Item::load(job.item))?);
//!     Ok(())
//! }
//! # fn main() {
//! #     let mut running = std::pin::pin!(test());
//! #     let mut context = std::task::Context::from_waker(std::task::Waker::noop());
//! #     assert!(running.as_mut().poll(&mut context).is_ready());
//! # }
//! # async fn test() {
//! # let authorizer = Authorizer::<User>::builder().build();
//! let of = |user, consents| CloseLater { user, consents, item: 1 };
//! assert!(run(&of(7, vec![]), &authorizer).await.is_ok());
//! assert!(run(&of(8, vec![]), &authorizer).await.is_err());
//! assert!(run(&of(7, vec![Consent::to(["view_item"])]), &authorizer).await.is_err());
//! # }
//! ```
//!
//! A principal that was loaded anew is not narrowed. Without the consents of the request, a third-party
//! application could do in a job what its user has not consented to. For a staff member who
//! impersonates a user, the job makes the [`Caller`](crate::Caller) again and gives it to
//! [`Authorizer::admit`](crate::Authorizer::admit): see [`acting`](super::acting).
//!
//! A job that no user started is the application's own: see [`acting`](super::acting).
//!
//! # A socket, a stream, a long export
//!
//! A principal holds the user types, the flags and the policy of the moment when it was made. A
//! connection lives longer. So the connection keeps the id of the session, makes a new principal for
//! each message, and ends when it is refused. Consents that layers added to the first request have to be
//! applied again:
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub WatchItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//! # }
//! # struct App { authorizer: Authorizer<User> }
//! # impl App { async fn caller(&self, session: u64) -> Caller<User> { User::seller(session).into() } }
//! use permit::{Authorizer, Caller, Consent};
//!
//! struct Connection {
//!     session: u64,
//!     consents: Vec<Consent>,   // `who.consents()`, when it was opened
//! }
//!
//! impl Connection {
//!     async fn watch(&self, app: &App, item: &Item) -> Result<u64, Box<dyn std::error::Error>> {
//!         // As the application authenticates a request, so that a session that has ended is refused.
//!         let caller = app.caller(self.session).await;
//!         let narrowed = |caller, consent: &Consent| Caller::delegated(caller, consent.clone());
//!         let caller = self.consents.iter().fold(caller, narrowed);
//!         let who = app.authorizer.admit(caller).await?;
//!         let permit = who.check(WatchItem, item)?;   // borrowed: it cannot outlive this message
//!         Ok(permit.context().seller)
//!     }
//! }
//! # fn main() {
//! #     let mut running = std::pin::pin!(test());
//! #     let mut context = std::task::Context::from_waker(std::task::Waker::noop());
//! #     assert!(running.as_mut().poll(&mut context).is_ready());
//! # }
//! # async fn test() {
//! # let app = App { authorizer: Authorizer::builder().build() };
//! # let of = |session, consents| Connection { session, consents };
//! # assert_eq!(of(7, vec![]).watch(&app, &Item::of(7)).await.unwrap(), 7);
//! # assert!(of(8, vec![]).watch(&app, &Item::of(7)).await.is_err());
//! # assert!(of(7, vec![Consent::to(["view_item"])]).watch(&app, &Item::of(7)).await.is_err());
//! # }
//! ```
//!
//! # Between the check and the write
//!
//! A row may change between the check and the write. If that matters, load the row inside the
//! transaction that writes it, under a lock (`SELECT … FOR UPDATE`), and check it there. A handler
//! that takes `permit_axum::Ask<CloseItem>` refuses early and checks later. permit does not protect
//! against interior mutability of a context.
