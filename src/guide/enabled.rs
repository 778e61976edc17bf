//! Allowed and enabled: what permit decides, and what your application decides.
//!
//! An action is **allowed** to a caller by who the caller is: user type, ownership, tenant, consents. permit
//! decides it, and the tables are the only place to look. An action is **enabled** by what the application
//! contains at the moment: a seller without premium offers ten items and not an eleventh, a purchase needs
//! enough credit, a booking needs a free seat. That is business logic.
//!
//! | | allowed | enabled |
//! |---|---|---|
//! | depends on | who asks, and to what | the state of the application |
//! | is decided by | permit, from a table | your code, in the transaction that writes |
//! | is answered with | 401, 403 or 404, and a reason code | 409 or 422, and what would help |
//! | who may know it | only what the caller may know | every caller who is allowed |
//!
//! The order follows from the last row: first allowed, then enabled. A caller who may not sell is refused,
//! and is not told how many items another seller has.
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! # permit::permissions! { <User: UserType>
//! #     pub PostItem { Anonymous => deny, Seller | Support => allow }
//! # }
//! use permit::{Authorizer, Permit, Refused};
//!
//! /// Why something that is allowed cannot be done now.
//! #[derive(Debug, PartialEq)]
//! enum NotEnabled { TooManyListings }
//!
//! #[derive(Default)]
//! struct Shop { listings: usize, premium: bool }
//!
//! impl Shop {
//!     // It takes the proof that posting is allowed, and decides by itself whether it is enabled.
//!     fn post(&mut self, _permit: &Permit<'_, PostItem>) -> Result<(), NotEnabled> {
//!         if self.listings >= 10 && !self.premium {
//!             return Err(NotEnabled::TooManyListings);
//!         }
//!         self.listings += 1;
//!         Ok(())
//!     }
//! }
//!
//! # fn main() -> Result<(), Refused> {
//! # let authorizer = Authorizer::<User>::builder().build();
//! let mut shop = Shop::default();
//! let seller = authorizer.principal(User::seller(7));
//! let permit = seller.check(PostItem, &())?;                                // allowed: permit's answer
//! for _ in 0..10 {
//!     shop.post(&permit).expect("it is enabled");
//! }
//! assert_eq!(shop.post(&permit), Err(NotEnabled::TooManyListings));         // enabled: the shop's answer
//! shop.premium = true;
//! assert_eq!(shop.post(&permit), Ok(()));
//!
//! assert!(authorizer.anonymous().check(PostItem, &()).is_err());            // not allowed, so not asked
//! # Ok(())
//! # }
//! ```
//!
//! How much is enabled may depend on who the caller is: a seller with premium has no limit of ten. The
//! business logic then reads the subject of the proof, `permit.principal().subject()`. It is still not the
//! table's: both sellers may post items, and one of them more of them.
//!
//! # Which of them is it?
//!
//! Ask who could change the answer. If the caller needs another user type, another owner or a consent, it is
//! *allowed*. If the caller, or time, can change it by using the application, it is *enabled*: delete an
//! item, wait until a seat is free.
//!
//! Some facts of a row are on the border, such as "a sold item is not edited". Put one into a table as a
//! condition if a page has to know it to offer the button, and if one row of data decides it: then `can`, the
//! list queries and the check agree. A count of other rows is not a condition: it would be loaded for every
//! decision, and it may have changed when the write happens.
//!
//! A fact that the caller has seen and that may have changed since is a field of the action. The marketplace
//! buys with `BuyItem { price }`, the price on the buyer's page, and a requirement compares it with the price
//! of the item. A price that has changed is refused with the reason `price_changed`.
//!
//! # In the marketplace
//!
//! `examples/marketplace/src/domain/enabled.rs` lists what may be in the way, each with a code for programs
//! and a sentence for people. The data layer returns it (`items::post`), in the transaction that holds the
//! write lock, so that two requests at once do not pass the limit together. The web layer answers 409, as a
//! page or as problem details. `tests/marketplace/enabled.rs` shows the eleventh item.
