//! The answers of a catalogue for a user interface: a TypeScript module, a React hook, CASL rules.
//!
//! A user interface should not offer a button that leads to a refusal. So it asks what the caller
//! could do, and offers only that:
//!
//! ```
//! use permit::{Authorizer, Owned, Subject, UserTypes};
//!
//! #[derive(permit::UserType, Clone, Copy)]
//! pub enum UserType {
//!     #[anonymous]
//!     Anonymous,
//!     Seller,
//!     Support,
//! }
//!
//! pub struct User { id: Option<u64>, kind: UserType }
//!
//! impl Subject for User {
//!     type UserType = UserType;
//!     type Id = u64;
//!     fn id(&self) -> Option<&u64> { self.id.as_ref() }
//!     fn user_types(&self) -> UserTypes<UserType> { self.kind.into() }
//!     fn anonymous() -> Self { User { id: None, kind: UserType::Anonymous } }
//! }
//!
//! pub struct Item { seller: u64 }
//!
//! impl Owned<User> for Item {
//!     fn owner(&self) -> Option<&u64> { Some(&self.seller) }
//! }
//!
//! permit::permissions! {
//!     <User: UserType>
//!
//!     /// Put an item up for sale.
//!     pub PostItem { Anonymous | Support => deny, Seller => allow }
//!
//!     /// Change an item's title or price.
//!     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
//!
//!     /// Take an item off the marketplace.
//!     pub DeleteItem(context = Item) { Anonymous | Seller => deny, Support => allow }
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let authorizer = Authorizer::<User>::builder().build();
//! let who = authorizer.principal(User { id: Some(7), kind: UserType::Seller });
//!
//! // The answer of an endpoint such as `/me/abilities`. It is about the caller only.
//! assert_eq!(
//!     serde_json::to_string(&who.abilities()?)?,
//!     r#"{"post_item":"always","edit_item":{"depends":["owner"]},"delete_item":"never"}"#,
//! );
//!
//! // Send this with each item of a list: the buttons of its row.
//! assert_eq!(who.abilities_on(&Item { seller: 7 })?, ["edit_item"]);
//! assert!(who.abilities_on(&Item { seller: 8 })?.is_empty());
//!
//! // Write this module to a file, again after every change, and compile the interface with it.
//! let module = permit_interface::typescript::<User>();
//! assert!(module.contains("export function can(abilities: Abilities"));
//! assert!(module.contains("readonly \"edit_item\": Ability;"));
//!
//! // The same for an interface that uses CASL.
//! assert_eq!(
//!     serde_json::to_string(&permit_interface::casl::Rules::of(&who)?)?,
//!     [
//!         r#"[{"action":"post_item","subject":"all"},"#,
//!         r#"{"action":"edit_item","subject":"all","conditions":{"abilities":{"$all":["edit_item"]}}},"#,
//!         r#"{"action":"delete_item","subject":"all","inverted":true}]"#,
//!     ].concat(),
//! );
//! # Ok(())
//! # }
//! ```
//!
//! # In TypeScript
//!
//! [`typescript`] writes a module without dependencies. The keys of the actions are a type, so a
//! key that is not in the catalogue does not compile:
//!
//! ```typescript
//! import { can, type Abilities } from "./abilities.js";
//!
//! const abilities: Abilities = await (await fetch("/me/abilities")).json();
//!
//! can(abilities, "post_item");        // true
//! can(abilities, "edit_item", item);  // whether `item.abilities` has "edit_item"
//! can(abilities, "edit_itm", item);   // does not compile
//! ```
//!
//! | the server says | `can` |
//! |---|---|
//! | `"always"` | true |
//! | `"never"`, nothing, or something else | false |
//! | `{ "depends": […] }` | true exactly if the item has the key among its `abilities` |
//!
//! [`javascript`] is the same module as the compiler `tsc` writes it, for pages that are served
//! without a build step. [`react`] writes a second file, with a provider and `useAbility`.
//!
//! # Limits
//!
//! Under a live policy each answer is an error while the policy is not known: answer 503, and the
//! interface offers nothing until it has asked again.
//!
//! The interface decides nothing. The server decides each time, so an outdated answer in a browser
//! only shows a button that leads to a refusal. The names of conditions leave the server, but only
//! those of the caller's own rows. `always` is about the contexts within reach, as
//! [`Could::Always`](permit_runtime::Could) is: the contexts of another tenant are not within
//! reach.

#![warn(missing_docs, missing_debug_implementations)]

pub mod casl;
mod module;

pub use self::module::{javascript, react, typescript};
