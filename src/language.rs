//! The language: what each macro accepts.

/// The list of user types: an enum without fields. One variant is marked `#[anonymous]`, for
/// callers who are not signed in. User types of the platform, which belong to no tenant, may be
/// marked `#[platform]`.
///
/// ```
/// #[derive(permit::UserType, Clone, Copy)]
/// pub enum UserType {
///     #[anonymous]
///     Anonymous,
///     Seller,
///     #[platform]
///     Support,
/// }
/// ```
///
/// If your enum has the name `UserType`, write `permit::UserType` in full, and import the methods
/// of the trait with `use permit::UserType as _`. The enum has to be in scope wherever a table is,
/// because the table reads the user types from it. There are at most 64 user types.
///
/// ```compile_fail
/// #[derive(permit::UserType, Clone, Copy)]
/// pub enum UserType { Seller, Support } // error: no user type is `#[anonymous]`
/// ```
pub use permit_macros::UserType;

/// The list of roles: an enum without fields. Customers of the application give roles to people, and the table
/// of an action says which roles hold it.
///
/// ```
/// # #[derive(permit::UserType, Clone, Copy)]
/// # pub enum UserType { #[anonymous] Anonymous, Member }
/// /// What a member of a customer may be given.
/// #[derive(permit::Roles, Clone, Copy, Debug, PartialEq, Eq)]
/// pub enum Role {
///     /// Reads what is shared.
///     #[default_for(Member)]
///     Viewer,
///     #[was = "editor"]
///     Analyst,
///     Admin,
/// }
///
/// # use permit::Roles as _;
/// assert_eq!(Role::Viewer.key(), "viewer");
/// assert_eq!(Role::Viewer.info().description(), "Reads what is shared.");
/// assert_eq!(Role::Analyst.info().was(), ["editor"]);
/// ```
///
/// - `#[default_for(Member)]`: every subject of the user type `Member` holds the role, unless its tenant says
///   otherwise. The catalogue checks that the user type exists;
/// - `#[was = "editor"]`: a key that the role had before. What is stored under it is this role's.
///
/// The enum has to be in scope wherever roles are named, or the action names it: `roles = path::Role`. There
/// are at most 64 roles. See [the guide](crate::guide::roles).
pub use permit_macros::Roles;

/// An action: a struct with a table that answers for every user type.
///
/// ```
/// # include!("../examples/support/shop.rs");
/// /// Move money to another account.
/// #[derive(permit::Action)]
/// #[action(subject = User, flag = "transfers", requires(under_limit))]
/// #[permissions(
///     Anonymous => deny,
///     Seller    => allow,
///     Support   => deny,
/// )]
/// pub struct Transfer {
///     pub cents: u64,
/// }
///
/// #[permit::condition(says = "over_limit")]
/// fn under_limit(action: &Transfer, _who: &User, _on: &()) -> bool {
///     action.cents <= 100_00
/// }
///
/// permit::permissions! { <User: UserType> use Transfer; }
/// # fn main() {
/// let authorizer = permit::Authorizer::<User>::builder()
///     .flags(|flag: &str, _who: &User| Some(flag == "transfers"))
///     .build();
/// let who = authorizer.principal(User::seller(7));
///
/// let permit = who.check(Transfer { cents: 50_00 }, ()).expect("it is below the limit");
/// assert_eq!(permit.action().cents, 50_00);
///
/// let refused = who.check(Transfer { cents: 500_00 }, ()).expect_err("it is above the limit");
/// assert_eq!(refused.to_string(), "`transfer` is denied: over_limit");
/// # }
/// ```
///
/// An action may have fields and lifetimes, but no type parameters: it is one row of the matrix. A
/// table uses at most six different conditions.
///
/// The user types are those of the enum `UserType` that is in scope. If yours has another name, say it:
/// `#[action(subject = User, user_type = Role)]`. A subject, its user types and its actions live in one
/// crate, because a table reads the user types from a macro beside the enum, which is not exported.
///
/// The documentation of the implementation shows the table.
pub use permit_macros::Action;

/// A function that a rule may depend on.
///
/// ```
/// # include!("../examples/support/shop.rs");
/// use permit::Principal;
///
/// #[permit::condition]
/// fn even(who: &User, item: &Item) -> bool {
///     who.id == Some(item.seller & !1)
/// }
///
/// // For every context that is in a project. `says` is a code that the caller may be told.
/// #[permit::condition(says = "project_archived")]
/// fn project_active(_who: &User, on: &impl InProject) -> bool {
///     !on.archived()
/// }
///
/// // The principal also knows the flags, the time and the tenant. A condition names the flags that
/// // it reads, because they are resolved once, when the principal is made.
/// #[permit::condition(flags(beta_a, beta_b))]
/// fn in_both_trials(who: &Principal<User>) -> bool {
///     who.flag("beta_a") && who.flag("beta_b")
/// }
/// # trait InProject { fn archived(&self) -> bool; }
/// # impl InProject for Item { fn archived(&self) -> bool { false } }
///
/// permit::permissions! {
///     <User: UserType>
///
///     pub EditItem(context = Item, requires(project_active)) {
///         Anonymous => deny,
///         Seller    => allow if owner || (even && in_both_trials),
///         Support   => allow,
///     }
/// }
/// # fn main() { assert_eq!(permit::testing::verify::<User>(), 3); }
/// ```
///
/// The parameters are `(who)`, `(who, context)` or `(action, who, context)`, all by reference.
/// `who` is the subject or the [`Principal`](crate::Principal). The function stays as it is
/// written, so it can be called and tested. A table in another module names it by its path. A
/// condition is asked only when the answer depends on it, and must not have effects.
///
/// With `#[condition(filter)]`, the body is also the filter of list queries:
/// [`guide::lists`](crate::guide::lists).
///
/// A condition never reads user types. The rows of the table do that. It is a free function, whose name is
/// neither that of a user type nor in capital letters, as that of a constant. With `flags(...)` it takes the principal, because only that knows
/// the flags. To gate an action by a flag, write `flag = "..."` in its arguments.
///
/// The names `owner` and `granted` are permit's own. `owner` in a table is always the built-in
/// condition, also where an import gives another item this name.
pub use permit_macros::condition;

/// The catalogue of a subject: every action. A subject has exactly one catalogue.
///
/// ```
/// # include!("../examples/support/shop.rs");
/// mod items {
///     use super::{Item, User, UserType};
///
///     #[derive(permit::Action)]
///     #[action(subject = User, context = Item)]
///     #[permissions(Anonymous | Seller | Support => allow)]
///     pub struct ViewItem;
/// }
///
/// permit::permissions! {
///     <User: UserType>
///
///     // Derived in another module.
///     use items::ViewItem;
///
///     /// Put something up for sale.
///     pub PostItem {
///         Anonymous => deny,
///         Seller    => allow,
///         Support   => deny,
///     }
/// }
///
/// # fn main() {
/// use permit::Permissions;
/// let keys: Vec<_> = User::ACTIONS.iter().map(|action| action.key()).collect();
/// assert_eq!(keys, ["view_item", "post_item"]);
/// # }
/// ```
///
/// A `use` in a catalogue lists an action; it does not import it. Two equal keys do not compile:
///
/// ```compile_fail
/// # include!("../examples/support/shop.rs");
/// permit::permissions! {
///     <User: UserType>
///     pub PostItem { Anonymous => deny, Seller | Support => allow }
///     pub Repost(name = "post_item") { Anonymous => deny, Seller | Support => allow }
/// }
/// # fn main() {}
/// ```
pub use permit_macros::permissions;

/// Maps the fields of a context to the columns of a database table, so a list query can return the
/// rows that a check would allow.
///
/// A field that names the owner, the tenant or a place is read by the check as well: the derive writes
/// the trait.
///
/// ```
/// # include!("../examples/support/shop.rs");
/// #[derive(permit::Columns)]
/// struct Offer {
///     #[column(place = "offer")]
///     id: u64,
///     #[column("seller_id", owner = User)]
///     seller: Option<u64>,
///     #[column(tenant)]
///     company: String,
/// }
///
/// # fn main() {
/// use permit::{Owned, tenancy::{ContextTenant, InTenant}};
///
/// let offer = Offer { id: 1, seller: Some(7), company: "acme".into() };
/// assert_eq!(Owned::<User>::owner(&offer), Some(&7));
/// assert_eq!(offer.tenant(), ContextTenant::of("acme"));
/// # }
/// ```
///
/// | argument of a field | meaning |
/// |---|---|
/// | `"name"` | the name of the column; the default is the name of the field |
/// | `of = "project"` | the column is one of a joined table, to which the query gives an alias: see [the guide](crate::guide::lists#columns-of-a-joined-table) |
/// | `owner = User` | the column says which `User` owns the row, for the condition `owner`. Writes [`Owned<User>`](crate::Owned) |
/// | `tenant` | the column says which tenant the row belongs to; every row belongs to a tenant. Writes [`InTenant`](crate::tenancy::InTenant) |
/// | `tenant_or_global` | the same, but a row without a tenant is global |
/// | `place = "project"` | the column says in which place of this kind the row is. Writes [`Placed`](crate::places::Placed) |
/// | `by_hand` | the application writes the traits of the field's other arguments |
/// | `cast = "uuid"`, `"bigint"`, `"bpchar"` or `"citext"` | the field is text, and the column has this type: `bigint` stands for every integer, and `bpchar` for `char(n)` |
/// | `cast = "text"` | the field is a UUID, and the column has its canonical text |
/// | `enum = "mood"` | the field is text, and the column has this enum type of PostgreSQL |
/// | `skip` | the field has no column |
///
/// Arguments of the struct: `#[columns(global)]` (no row belongs to a tenant),
/// `#[columns(nowhere)]` (no row is in a place), `crate = path`. They write `InTenant` and `Placed` too.
///
/// A field holds an id or an `Option` of it. `None` is an unknown owner, to whom nothing belongs; with
/// `tenant` it is an unknown tenant, which no tenant reaches; and it is no place. An id of the
/// application's own type implements [`AsId`](crate::tenancy::AsId) to be that of a tenant or a place.
/// The column of an owner belongs to the subjects that it names: another subject with the same number
/// is not the owner.
///
/// # Traits that are written by hand
///
/// A trait that is written by hand beside its argument does not compile (E0119, conflicting
/// implementations), because a check would read one value and a list another. Where the owner, the
/// tenant or a place is computed, so that no field states it, write `by_hand` behind the argument and
/// implement the trait. The column is then all that a list reads. All places of a context are `by_hand`,
/// or none, because `Placed` names all of them. A test compares the two for rows of every kind:
///
/// ```
/// # include!("../examples/support/shop.rs");
/// #[derive(permit::Columns)]
/// struct Task {
///     #[column(skip)]
///     author: u64,
///     #[column(skip)]
///     deputy: Option<u64>,
///     /// `coalesce(deputy, author)`, which the database generates.
///     #[column("responsible_id", owner = User, by_hand)]
///     responsible: u64,
/// }
///
/// impl permit::Owned<User> for Task {
///     fn owner(&self) -> Option<&u64> {
///         Some(self.deputy.as_ref().unwrap_or(&self.author))
///     }
/// }
///
/// # fn main() {
/// for task in [
///     Task { author: 1, deputy: None, responsible: 1 },
///     Task { author: 1, deputy: Some(6), responsible: 6 },
/// ] {
///     permit::testing::verify_columns(&task);
/// }
/// # }
/// ```
pub use permit_macros::Columns;

/// [`derive@Columns`] for a struct on which no attribute can be written, because a code generator writes it:
/// prost, sea-orm, the command of diesel.
///
/// Copy the declaration of the struct, with its visibility, and write the attributes on the copy:
///
/// ```
/// # include!("../examples/support/shop.rs");
/// /// Written by a code generator.
/// pub struct Offer {
///     pub id: u64,
///     pub seller: u64,
///     pub note: String,
/// }
///
/// permit::columns! {
///     pub struct Offer {
///         #[column("seller_id", owner = User)]
///         pub seller: u64,
///         pub note: String,
///     }
/// }
///
/// # fn main() {
/// let offer = Offer { id: 1, seller: 7, note: String::new() };
/// assert_eq!(permit::Owned::<User>::owner(&offer), Some(&7));
/// # }
/// ```
///
/// A field that the copy leaves out has no column. A field that the struct does not have, or that has
/// another type there, does not compile:
///
/// ```compile_fail,E0308
/// # include!("../examples/support/shop.rs");
/// pub struct Offer {
///     pub seller: u64,
/// }
///
/// permit::columns! {
///     pub struct Offer {
///         pub seller: String, // error: mismatched types
///     }
/// }
/// # fn main() {}
/// ```
pub use permit_macros::columns;

/// A check before the first line of a function: `#[requires(ACTION, WHO, CONTEXT)]`.
///
/// ```
/// # include!("../examples/support/shop.rs");
/// # permit::permissions! { <User: UserType>
/// #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
/// # }
/// use permit::{Principal, Refused};
///
/// struct Editor {
///     who: Principal<User>,
/// }
///
/// impl Editor {
///     #[permit::requires(EditItem, self.who, item)]
///     async fn rename(&self, item: &mut Item) -> Result<(), Refused> {
///         item.seller += 0;
///         Ok(())
///     }
/// }
/// # fn main() {}
/// ```
///
/// The arguments are expressions and are taken by reference. The context may be left out if it is
/// `()`. The function has to be able to refuse: it returns a `Result` whose error implements
/// `From<Refused>`.
///
/// ```compile_fail
/// # include!("../examples/support/shop.rs");
/// # permit::permissions! { <User: UserType>
/// #     pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner, Support => allow }
/// # }
/// #[permit::requires(EditItem, who, item)]
/// fn editable(who: &permit::Principal<User>, item: &Item) -> bool { // error: cannot refuse
///     true
/// }
/// # fn main() {}
/// ```
///
/// The guard of an HTTP handler, `#[requires(EditItem)]`, comes from the crate of the web
/// framework: `permit_axum::requires`, for example. That macro also accepts the form above.
pub use permit_macros::requires;
