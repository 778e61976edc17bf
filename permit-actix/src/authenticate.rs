//! Who sends a request: what an application implements and registers, and the principal that the
//! guards ask.

use core::{any::type_name, fmt, future::Future, pin::Pin};
use std::rc::Rc;

use actix_web::{
    Error, HttpMessage, HttpRequest, HttpResponse, ResponseError, dev::Extensions, web::Data,
};
use permit_runtime::{Authorizer, Caller, Consent, Permissions, Principal, Subject};
use permit_web::{
    Narrowings,
    steps::{self, Stopped},
};

use crate::reading::Reading;

/// Who sends a request: an application implements it for its subject, and for the type of its
/// state.
///
/// ```
/// use actix_web::{Error, HttpRequest, HttpServer};
/// use permit::{Authorizer, Caller, Consent};
/// use permit_actix::{App, Authenticate, Authenticator};
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
/// # #[derive(Clone)] pub struct Shop { authorizer: Authorizer<User> }
/// # struct Token { user: u64, consent: Consent }
/// # impl Shop {
/// #     async fn token(&self, _: &str) -> Result<Token, actix_web::Error> { unimplemented!() }
/// #     async fn session(&self, _: &HttpRequest) -> Result<Option<User>, actix_web::Error> {
/// #         unimplemented!()
/// #     }
/// # }
///
/// impl Authenticate<Shop> for User {
///     type Error = Error;
///
///     fn authorizer(shop: &Shop) -> &Authorizer<User> {
///         &shop.authorizer
///     }
///
///     async fn authenticate(request: &HttpRequest, shop: &Shop) -> Result<Caller<User>, Error> {
///         // A third party's application, by its token: never more than its user has consented to.
///         if let Some(token) = request.headers().get("authorization") {
///             let token = shop.token(token.to_str().unwrap_or_default()).await?;
///             return Ok(Caller::delegated(User(Some(token.user)), token.consent));
///         }
///         // A missing session is an anonymous caller; one that cannot be read is a failure.
///         let user = shop.session(request).await?;
///         Ok(user.unwrap_or_else(permit::Subject::anonymous).into())
///     }
/// }
///
/// # fn main() {
/// # let shop = Shop { authorizer: Authorizer::builder().build() };
/// # #[allow(unused)]
/// let server = HttpServer::new(move || {
///     App::new().app_data(Authenticator::<User>::new(shop.clone()))
/// });
/// # }
/// ```
///
/// It is called when the parameters of a handler are extracted, once for all of its guards, and
/// again where a middleware looks at the caller. So the order of middleware does not matter, and a
/// request that is forwarded with other credentials has another caller.
///
/// The state is any type, which the application gives to its [`Authenticator`]. It is a parameter of the
/// trait, so an application can implement the trait for a subject that another crate defines, with a state of
/// its own, and for a subject of its own with a state such as `Arc<AppData>`:
///
/// ```
/// # use std::sync::Arc;
/// # use actix_web::{Error, HttpRequest, HttpServer, web::Data};
/// # use permit::{Authorizer, Caller, Subject};
/// # use permit_actix::{App, Authenticate, Authenticator};
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
/// struct AppData {
///     authorizer: Authorizer<User>,
/// }
///
/// impl Authenticate<Arc<AppData>> for User {
///     type Error = Error;
///
///     fn authorizer(app: &Arc<AppData>) -> &Authorizer<User> {
///         &app.authorizer
///     }
///
///     async fn authenticate(_: &HttpRequest, _: &Arc<AppData>) -> Result<Caller<User>, Error> {
///         Ok(User(Some(7)).into())
///     }
/// }
///
/// # fn main() {
/// let data = Arc::new(AppData { authorizer: Authorizer::builder().build() });
/// # #[allow(unused)]
/// let server = HttpServer::new(move || {
///     App::new()
///         .app_data(Data::from(Arc::clone(&data))) // for handlers: `Data<AppData>`
///         .app_data(Authenticator::<User>::new(Arc::clone(&data)))
/// });
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not authenticated by this application",
    label = "permit does not know who sends a request",
    note = "write `impl permit_actix::Authenticate<State> for {Self}`, with the application's state for `State`"
)]
pub trait Authenticate<State>: Permissions {
    /// The answer when it cannot be known who sends the request: a session store that is away, a
    /// token that is not valid.
    type Error: Into<Error>;

    /// The authorizer that makes the principals.
    fn authorizer(state: &State) -> &Authorizer<Self>;

    /// The caller of this request. A request without credentials has an anonymous one.
    ///
    /// # Errors
    ///
    /// When it cannot be known. An outage is never an anonymous caller.
    fn authenticate(
        request: &HttpRequest,
        state: &State,
    ) -> impl Future<Output = Result<Caller<Self>, Self::Error>>;
}

/// What authenticates the callers of an application, or of one of its scopes: [`Authenticate`] with
/// the state that it needs. An application registers one for each subject as `app_data`.
///
/// A scope or a resource may register one of its own, which its handlers then use instead of the
/// application's. Middleware around the application runs before the scope is known, and uses the
/// application's.
///
/// `web::Data` of an authenticator is accepted as well. Use one of the two forms everywhere:
/// actix-web does not tell which of two types is registered nearer to a handler, so a handler that
/// finds two authenticators answers 500.
///
/// A clone is cheap. It stays on its thread, because the state need not be `Send`: make an
/// authenticator in the function that `HttpServer::new` calls for each of its threads.
pub struct Authenticator<U: Subject>(Rc<dyn Authenticates<U>>);

impl<U: Permissions> Authenticator<U> {
    /// One that authenticates with this state.
    #[must_use]
    pub fn new<State: 'static>(state: State) -> Self
    where
        U: Authenticate<State>,
    {
        Self(Rc::new(With(state)))
    }

    /// The one that is registered nearest to the handler.
    fn of(request: &HttpRequest) -> Result<&Self, NoAuthenticator> {
        let plain = request.app_data::<Self>();
        let shared = request.app_data::<Data<Self>>().map(|shared| &***shared);
        match (plain, shared) {
            // actix-web does not tell which of two types was registered nearer to the handler.
            (Some(plain), Some(shared)) if !Rc::ptr_eq(&plain.0, &shared.0) => {
                Err(NoAuthenticator::Ambiguous(type_name::<U>()))
            }
            (Some(one), _) | (None, Some(one)) => Ok(one),
            (None, None) => Err(NoAuthenticator::Missing(type_name::<U>())),
        }
    }
}

impl<U: Subject> Clone for Authenticator<U> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<U: Subject> fmt::Debug for Authenticator<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Authenticator")
            .field(&type_name::<U>())
            .finish()
    }
}

/// [`Authenticate`] without the type of the state, which an extractor does not know.
trait Authenticates<U: Subject> {
    fn authorizer(&self) -> &Authorizer<U>;

    fn authenticate<'a>(&'a self, request: &'a HttpRequest) -> Authenticating<'a, U>;
}

type Authenticating<'a, U> = Pin<Box<dyn Future<Output = Result<Caller<U>, Error>> + 'a>>;

struct With<State>(State);

impl<U: Authenticate<State>, State> Authenticates<U> for With<State> {
    fn authorizer(&self) -> &Authorizer<U> {
        U::authorizer(&self.0)
    }

    fn authenticate<'a>(&'a self, request: &'a HttpRequest) -> Authenticating<'a, U> {
        Box::pin(async { U::authenticate(request, &self.0).await.map_err(Into::into) })
    }
}

/// Narrows the caller of a request: a middleware's read-only mode, for example.
///
/// Every guard of the request decides under this consent, and under those of other middleware.
///
/// ```
/// # include!("../tests/ui/support/app.rs");
/// use actix_web::{
///     Error, HttpMessage,
///     body::MessageBody,
///     dev::{ServiceRequest, ServiceResponse},
///     middleware::Next,
/// };
/// use permit::Consent;
///
/// async fn read_only(
///     request: ServiceRequest,
///     next: Next<impl MessageBody>,
/// ) -> Result<ServiceResponse<impl MessageBody>, Error> {
///     permit_actix::narrow::<User>(&mut request.extensions_mut(), Consent::to(["view_item"]));
///     next.call(request).await
/// }
/// # fn main() {}
/// ```
pub fn narrow<U: Permissions>(extensions: &mut Extensions, consent: Consent) {
    let narrowings = extensions.get_or_insert_with(Narrowings::<U>::default);
    narrowings.add(consent);
}

/// The principal of the caller, narrowed by what middleware added.
pub(crate) async fn principal<U: Permissions>(
    request: &HttpRequest,
) -> Result<Principal<U>, Stopped<Error>> {
    let authenticator = Authenticator::of(request).map_err(|none| Stopped::Failed(none.into()))?;
    let Authenticator(application) = authenticator;
    let extraction = Reading::of(request).map(|reading| reading.extraction());
    let authenticate = application.authenticate(request);
    let who = steps::principal(application.authorizer(), extraction, authenticate).await?;
    Ok(match request.extensions().get::<Narrowings<U>>() {
        Some(narrowings) => narrowings.applied(who),
        None => who,
    })
}

/// Nothing can be decided: the application did not register what authenticates, or registered two.
/// Each holds the name of the subject.
#[derive(Debug)]
enum NoAuthenticator {
    Missing(&'static str),
    Ambiguous(&'static str),
}

/// For logs: what to add.
impl fmt::Display for NoAuthenticator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(subject) => write!(
                f,
                "there is no authenticator: add `.app_data(permit_actix::Authenticator::<{subject}>::new(state))`"
            ),
            Self::Ambiguous(subject) => write!(
                f,
                "there are two authenticators: register each `Authenticator<{subject}>` as it is, or each as `web::Data`"
            ),
        }
    }
}

impl ResponseError for NoAuthenticator {
    // The caller learns nothing of how the application is put together.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::InternalServerError().finish()
    }
}
