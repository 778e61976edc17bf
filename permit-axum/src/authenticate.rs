//! Who sends a request: what an application implements, and the principal that the guards ask.

use core::future::Future;

use axum::{
    http::{Extensions, request::Parts},
    response::IntoResponse,
};
use permit_runtime::{Authorizer, Caller, Consent, Permissions, Principal};
use permit_web::{
    Extraction, Narrowings,
    steps::{self, Stopped},
};

use crate::Refusal;

/// Who sends a request: an application implements it for its subject, and for the type of its state.
///
/// ```
/// use axum::{http::request::Parts, response::Response};
/// use permit::{Authorizer, Caller, Consent};
/// use permit_axum::Authenticate;
/// # #[derive(permit::UserType, Clone, Copy)]
/// # pub enum UserType { #[anonymous] Anonymous, Seller }
/// # pub struct User(Option<u64>);
/// # impl permit::Subject for User {
/// #     type UserType = UserType; type Id = u64;
/// #     fn id(&self) -> Option<&u64> { self.0.as_ref() }
/// #     fn user_types(&self) -> permit::UserTypes<UserType> { UserType::Seller.into() }
/// #     fn anonymous() -> Self { User(None) }
/// # }
/// # permit::permissions! { <User: UserType> }
/// # #[derive(Clone)] pub struct App { authorizer: Authorizer<User> }
/// # struct Token { user: u64, consent: Consent }
/// # impl App {
/// #     async fn token(&self, _: &str) -> Result<Token, Response> { unimplemented!() }
/// #     async fn session(&self, _: &Parts) -> Result<Option<User>, Response> { unimplemented!() }
/// # }
///
/// impl Authenticate<App> for User {
///     type Rejection = Response;
///
///     fn authorizer(app: &App) -> &Authorizer<User> {
///         &app.authorizer
///     }
///
///     async fn authenticate(parts: &mut Parts, app: &App) -> Result<Caller<User>, Response> {
///         // A third party's application, by its token: never more than its user has consented to.
///         if let Some(token) = parts.headers.get("authorization") {
///             let token = app.token(token.to_str().unwrap_or_default()).await?;
///             return Ok(Caller::delegated(User(Some(token.user)), token.consent));
///         }
///         // A session that is missing is an anonymous caller; one that cannot be read is a failure.
///         let user = app.session(parts).await?;
///         Ok(user.unwrap_or_else(permit::Subject::anonymous).into())
///     }
/// }
/// ```
///
/// The state is any type. For a shared one, implement it for the `Arc`: that is allowed, because the subject is
/// the application's own type. `FromRef` gives handlers their parts of it as usual.
///
/// ```
/// # use std::{convert::Infallible, sync::Arc};
/// # use axum::{extract::{FromRef, State}, http::request::Parts};
/// # use permit::{Authorizer, Caller, Subject};
/// # use permit_axum::{Authenticate, Router, SignedIn, get};
/// # #[derive(permit::UserType, Clone, Copy)]
/// # pub enum UserType { #[anonymous] Anonymous, Seller }
/// # pub struct User(Option<u64>);
/// # impl Subject for User {
/// #     type UserType = UserType; type Id = u64;
/// #     fn id(&self) -> Option<&u64> { self.0.as_ref() }
/// #     fn user_types(&self) -> permit::UserTypes<UserType> { UserType::Seller.into() }
/// #     fn anonymous() -> Self { User(None) }
/// # }
/// # permit::permissions! { <User: UserType> }
/// # #[derive(Clone)] struct Pool;
/// struct AppData {
///     authorizer: Authorizer<User>,
///     pool: Pool,
/// }
///
/// impl Authenticate<Arc<AppData>> for User {
///     type Rejection = Infallible;
///
///     fn authorizer(app: &Arc<AppData>) -> &Authorizer<User> {
///         &app.authorizer
///     }
///
///     async fn authenticate(_: &mut Parts, _: &Arc<AppData>) -> Result<Caller<User>, Infallible> {
///         Ok(User(Some(7)).into())
///     }
/// }
///
/// impl FromRef<Arc<AppData>> for Pool {
///     fn from_ref(app: &Arc<AppData>) -> Pool {
///         app.pool.clone()
///     }
/// }
///
/// async fn me(SignedIn(who): SignedIn<User>, State(pool): State<Pool>) -> String {
///     format!("{:?}", who.subject().id())
/// }
///
/// # fn main() {
/// let data = Arc::new(AppData { authorizer: Authorizer::builder().build(), pool: Pool });
/// let router: Router = Router::new().route("/me", get(me)).with_state(data);
/// # }
/// ```
///
/// It is called when the parameters of a handler are extracted, once for all of its guards, and
/// again where a layer looks at the caller. So the order of layers does not matter, and a request that
/// is forwarded with other credentials has another caller. (In a router of axum's own, it is called
/// for each guard.) It leaves the parts of the request as they are: a credential that it removes is
/// not there for the next call.
#[diagnostic::on_unimplemented(
    message = "permit cannot tell who sends a request: `{Self}` is not `Authenticate`",
    label = "`{Self}` is not authenticated in this application",
    note = "write `impl permit_axum::Authenticate<App> for {Self}`, with the state of your router in the place of `App`"
)]
pub trait Authenticate<State>: Permissions {
    /// The answer when it cannot be known who sends the request: a session store that is away, a token
    /// that is not valid.
    type Rejection: IntoResponse;

    /// The authorizer that makes the principals.
    fn authorizer(state: &State) -> &Authorizer<Self>;

    /// The caller of this request. A request without credentials has an anonymous one.
    ///
    /// # Errors
    ///
    /// When it cannot be known. An outage is never an anonymous caller.
    fn authenticate(
        parts: &mut Parts,
        state: &State,
    ) -> impl Future<Output = Result<Caller<Self>, Self::Rejection>> + Send;
}

/// Narrows the caller of a request, before or after it is known: a layer's read-only mode, for example.
///
/// Every guard of the request decides under this consent, and under those of other layers.
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// use axum::{extract::Request, middleware::Next, response::Response};
/// use permit::Consent;
///
/// async fn read_only(mut request: Request, next: Next) -> Response {
///     permit_axum::narrow::<User>(request.extensions_mut(), Consent::to(["view_item"]));
///     next.run(request).await
/// }
/// # fn main() {}
/// ```
pub fn narrow<U: Permissions>(extensions: &mut Extensions, consent: Consent) {
    let narrowings: &mut Narrowings<U> = extensions.get_or_insert_default();
    narrowings.add(consent);
}

/// The principal of the caller, narrowed by what layers added.
pub(crate) async fn principal<U, S>(
    parts: &mut Parts,
    state: &S,
) -> Result<Principal<U>, Stopped<Refusal>>
where
    U: Authenticate<S>,
    S: Sync,
{
    let extraction = parts.extensions.get().map(Extraction::share);
    let authenticate = async {
        let caller = U::authenticate(parts, state).await;
        caller.map_err(|rejection| Refusal::answered(rejection.into_response()))
    };
    let who = steps::principal(U::authorizer(state), extraction, authenticate).await?;
    Ok(match parts.extensions.get::<Narrowings<U>>() {
        Some(narrowings) => narrowings.applied(who),
        None => who,
    })
}
