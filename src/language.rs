//! The words of the language: what the macros take, word by word.

/// The list of user types: an enum without fields. One variant is `#[anonymous]`: nobody is known.
/// Those that belong to the platform and not to a tenant may be `#[platform]`.
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
/// Beside an enum of this name write `permit::UserType` in full, and `use permit::UserType as _` for
/// the methods of the trait. The enum has to be in scope wherever a table is, because a table asks it
/// for its user types. There are at most 64 of them.
///
/// ```compile_fail
/// #[derive(permit::UserType, Clone, Copy)]
/// pub enum UserType { Seller, Support } // error: which user type is nobody?
/// ```
pub use permit_macros::UserType;

/// An action: a struct with a table that answers for every user type.
///
/// ```
/// # include!("../examples/support/shop.rs");
/// /// Move money to somebody else.
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
/// It may have fields and lifetimes, and no type parameters: an action is one row of the matrix. A
/// table uses at most six distinct conditions.
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
/// // About every kind of context that is in a project; the code may be told to the caller.
/// #[permit::condition(says = "project_archived")]
/// fn project_active(_who: &User, on: &impl InProject) -> bool {
///     !on.archived()
/// }
///
/// // The principal knows the flags, the time and the home, too. Flags that a condition reads are
/// // named, because they are asked for once, when the principal is made.
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
/// The forms are `(who)`, `(who, context)` and `(action, who, context)`, all by reference; `who` is
/// the subject or the [`Principal`](crate::Principal). The function stays as it is written, to be called and tested; a
/// table in another module needs to see it, by its path. It is asked only when the answer depends on
/// it, and must have no effects.
///
/// With `#[condition(filter)]` its body becomes a list query's filter as well: [`guide::lists`](crate::guide::lists).
///
/// A condition never reads user types: that is what rows are for.
pub use permit_macros::condition;

/// The catalogue of a subject: every action there is. There is exactly one.
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
///     // declared elsewhere
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
/// let keys: Vec<_> = User::ACTIONS.iter().map(|action| action.key).collect();
/// assert_eq!(keys, ["view_item", "post_item"]);
/// # }
/// ```
///
/// A `use` lists; it imports nothing. Two equal keys do not compile:
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

/// In which columns of a table the fields of a context stand, so that a list query can ask for
/// what a check would allow.
///
/// | word of a field | meaning |
/// |---|---|
/// | `"name"` | the column, if it is not called as the field |
/// | `owner` | says whose the row is: for the condition `owner` |
/// | `home` | says which tenant the row belongs to: every row is some tenant's |
/// | `home_or_global` | the same; a row without one is global |
/// | `place = "project"` | says in which place of this kind the row is, as [`Placed`](crate::Placed) does |
/// | `cast = "uuid"` | PostgreSQL casts parameters to this type |
/// | `skip` | stands in no column |
///
/// Of the struct: `#[columns(global)]` (no row is a tenant's), `#[columns(nowhere)]` (no row is in
/// a place), `crate = path`.
pub use permit_macros::Columns;

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
/// The arguments are expressions, taken by reference. The context may be left out when it is `()`.
/// The function has to be able to refuse: it returns a `Result` whose error is `From<Refused>`.
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
/// The guard of an HTTP handler, `#[requires(EditItem)]`, comes from the crate of its web framework:
/// `permit_axum::requires`, which has this form as well.
pub use permit_macros::requires;
