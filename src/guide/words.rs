//! Permission, operation and role: the words of other products, and what they are here.
//!
//! Products that offer roles to their customers use the same few words for different things. This page says
//! which concept of permit has each of them.
//!
//! | in other products | in permit |
//! |---|---|
//! | a **permission**, `reports.edit`: what a role contains and what the code asks for | an **action**, `EditReport`. What can be done and the permission to do it are one thing, with one key |
//! | an **operation** or endpoint: rename, annotate, recategorise a report | a handler. One permission can enable several: each handler is guarded by the same action |
//! | an operation that needs **two permissions**: move a task out of one project and into another | an **operation**: `pub MoveTask(context = Move) = all_of(EditTask(task), CreateTask(target));` |
//! | a **plan** or tier: free, premium | a **user type**, if it decides what is allowed: `Seller`, `PremiumSeller`. If it limits how much, it is [enabled](super::enabled), not allowed |
//! | a **role** of the platform: visitor, member, support | a **user type**: role and tier flattened into one enum, so that a table answers for each combination that exists |
//! | a **role** that a customer gives to people: analyst, administrator of a workspace | not available yet. Until then the application keeps them as memberships, which a condition reads |
//! | an **entitlement**, a feature of a plan that is turned on | a **flag** of the action, or a user type |
//! | a **scope** of OAuth: what a third party may do for a user | a [consent](super::acting): a set of actions, which only takes away |
//! | a **resource** | a **context**: what the action is done to, and what the decision needs to know of it |
//! | a **policy** | the tables in the code, and later the live policy beside them |
//! | a **workspace**, organization, account | a **tenant** |
//! | a **project**, folder, team inside of it | a **place** |
//!
//! # How many actions?
//!
//! Write one action for what you would give or take away by itself. If no customer and no product manager
//! would ever allow renaming without recategorising, both are `EditReport`, and two handlers ask for it:
//!
//! ```
//! # include!("../../examples/support/shop.rs");
//! permit::permissions! {
//!     <User: UserType>
//!
//!     /// Change a listing: its title, its category, its pictures.
//!     pub EditItem(context = Item) {
//!         Anonymous => deny,
//!         Seller    => allow if owner,
//!         Support   => allow,
//!     }
//! }
//!
//! /// Two functions of the data layer, one permission.
//! fn rename(_item: permit::Permit<EditItem>, _title: &str) {}
//! fn recategorise(_item: permit::Permit<EditItem>, _category: u32) {}
//! # fn main() {}
//! ```
//!
//! Do not write one action for each column, nor one `ManageItems` for everything: the first is noise in the
//! matrix, and the second cannot be given in part.
//!
//! # A baseline that every signed-in person has
//!
//! An action that is `allow` for every user type but the anonymous ones is a baseline. It is written like any
//! other: a reader of the table sees that it was decided, and a new user type has to be answered for.
