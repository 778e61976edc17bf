//! A shop whose staff act as sellers. Who sends a request is a [`Credential`] in its extensions.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, SystemTime},
};

use axum::{
    body::Body,
    extract::{FromRequestParts, Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt;
use permit::{
    Authorizer, AuthorizerBuilder, Caller, Consent, Principal, Subject, UserTypes,
    places::{Placed, Places},
};
use permit_axum::{
    Allowed, Ask, Authenticate, Refusal, Router, Scoped, SignedIn, Who, get, narrow, unguarded,
};
use tower::ServiceExt;

#[derive(permit::UserType, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
    Clerk,
    #[platform]
    Admin,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) id: Option<u64>,
    user_type: UserType,
}

impl User {
    pub(crate) const fn seller(id: u64) -> Self {
        Self::of(id, UserType::Seller)
    }

    /// Clerk 20 is on duty and may act as a seller. Every clerk may edit every item.
    pub(crate) const fn clerk(id: u64) -> Self {
        Self::of(id, UserType::Clerk)
    }

    pub(crate) const fn admin(id: u64) -> Self {
        Self::of(id, UserType::Admin)
    }

    const fn of(id: u64, user_type: UserType) -> Self {
        Self {
            id: Some(id),
            user_type,
        }
    }
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }

    fn user_types(&self) -> UserTypes<UserType> {
        self.user_type.into()
    }

    fn anonymous() -> Self {
        Self {
            id: None,
            user_type: UserType::Anonymous,
        }
    }
}

impl Placed for User {
    fn places(&self) -> Places<'_> {
        Places::nowhere()
    }
}

#[derive(permit::Columns, Clone, Copy, Debug)]
pub(crate) struct Item {
    #[column(place = "item")]
    id: u64,
    #[column(owner = User)]
    seller: u64,
}

#[permit::condition]
fn on_duty(who: &User) -> bool {
    who.id == Some(20)
}

permit::permissions! {
    <User: UserType, places>

    pub(crate) ViewItem(context = Item) {
        Anonymous | Seller | Clerk | Admin => allow,
    }
    pub(crate) EditItem(context = Item) {
        Anonymous     => deny,
        Seller        => allow if owner,
        Clerk | Admin => allow,
    }
    pub(crate) PeekItem(context = Item) {
        Anonymous     => deny,
        Seller        => allow if owner,
        Clerk | Admin => allow,
    }
    pub(crate) PostItem {
        Anonymous               => deny,
        Seller | Clerk | Admin  => allow,
    }
    pub(crate) TryNews(flag = "news") {
        Anonymous               => deny,
        Seller | Clerk | Admin  => allow,
    }
    pub(crate) ActAsSeller(context = User) {
        Anonymous | Seller | Admin => deny,
        Clerk                      => allow if on_duty,
    }
}

impl permit::acting::Impersonates for ActAsSeller {}

/// The time at which everything happens.
pub(crate) fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000)
}

pub(crate) fn later() -> SystemTime {
    now() + Duration::from_secs(60 * 10)
}

/// The id of a caller, and how many consents narrow it.
type Logged = (Option<u64>, usize);

#[derive(Clone)]
pub(crate) struct Shop {
    authorizer: Authorizer<User>,
    clock: Arc<Mutex<SystemTime>>,
    authenticated: Arc<AtomicUsize>,
    loaded: Arc<AtomicUsize>,
    /// What happens while an item is loaded.
    loading: Arc<dyn Fn() + Send + Sync>,
    /// What layers logged.
    pub(crate) log: Arc<Mutex<BTreeSet<Logged>>>,
}

impl Shop {
    pub(crate) fn new() -> Self {
        Self::with(Authorizer::builder())
    }

    pub(crate) fn with(authorizer: AuthorizerBuilder<User>) -> Self {
        let clock = Arc::new(Mutex::new(now()));
        let read = Arc::clone(&clock);
        Self {
            authorizer: authorizer.clock(move || *read.lock().unwrap()).build(),
            clock,
            authenticated: Arc::default(),
            loaded: Arc::default(),
            loading: Arc::new(|| {}),
            log: Arc::default(),
        }
    }

    pub(crate) fn loading(mut self, work: impl Fn() + Send + Sync + 'static) -> Self {
        self.loading = Arc::new(work);
        self
    }

    pub(crate) fn set_time(&self, time: SystemTime) {
        *self.clock.lock().unwrap() = time;
    }

    /// How often a caller was authenticated.
    pub(crate) fn authenticated(&self) -> usize {
        self.authenticated.load(Ordering::Relaxed)
    }

    /// How many items were loaded.
    pub(crate) fn loaded(&self) -> usize {
        self.loaded.load(Ordering::Relaxed)
    }

    /// There is one item, which seller 7 owns.
    pub(crate) fn item(&self, id: u64) -> Option<Item> {
        self.loaded.fetch_add(1, Ordering::Relaxed);
        (self.loading)();
        (id == 1).then_some(Item { id, seller: 7 })
    }
}

/// Who sends a request. Without one it is anonymous.
#[derive(Clone, Debug)]
pub(crate) enum Credential {
    Session(User),
    Token(User, Consent),
    ActingAs {
        staff: User,
        target: User,
        until: SystemTime,
    },
}

impl Credential {
    pub(crate) fn caller(self) -> Caller<User> {
        match self {
            Self::Session(user) => user.into(),
            Self::Token(user, consent) => Caller::delegated(user, consent),
            Self::ActingAs {
                staff,
                target,
                until,
            } => Caller::impersonating::<ActAsSeller>(staff, target, until),
        }
    }
}

impl From<User> for Credential {
    fn from(user: User) -> Self {
        Self::Session(user)
    }
}

impl Authenticate<Shop> for User {
    type Rejection = StatusCode;

    fn authorizer(shop: &Shop) -> &Authorizer<Self> {
        &shop.authorizer
    }

    async fn authenticate(parts: &mut Parts, shop: &Shop) -> Result<Caller<Self>, StatusCode> {
        shop.authenticated.fetch_add(1, Ordering::Relaxed);
        let credential: Option<Credential> = parts.extensions.get().cloned();
        let anonymous = || Self::anonymous().into();
        Ok(credential.map_or_else(anonymous, Credential::caller))
    }
}

pub(crate) struct Missing;

impl IntoResponse for Missing {
    fn into_response(self) -> Response {
        StatusCode::NOT_FOUND.into_response()
    }
}

impl FromRequestParts<Shop> for Item {
    type Rejection = Missing;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, Missing> {
        let Path(id) = Path::from_request_parts(parts, shop)
            .await
            .map_err(|_| Missing)?;
        shop.item(id).ok_or(Missing)
    }
}

/// A layer that narrows to its consent.
pub(crate) async fn narrows(
    State(consent): State<Consent>,
    mut request: Request,
    next: Next,
) -> Response {
    narrow::<User>(request.extensions_mut(), consent);
    next.run(request).await
}

/// The subject, who really acts, and how many consents narrow it.
pub(crate) fn told(who: &Principal<User>) -> String {
    format!(
        "{:?} by {:?} under {}",
        who.subject().id,
        who.actor().id,
        who.consents().count()
    )
}

async fn ask(
    ask: Ask<EditItem>,
    State(shop): State<Shop>,
    Path(id): Path<u64>,
) -> Result<String, Refusal> {
    let item = shop.item(id).ok_or_else(|| ask.not_found())?;
    let permit = ask.check(EditItem, item)?;
    Ok(told(permit.principal()))
}

/// Every guard, and [`Who`].
pub(crate) fn routes() -> Router<Shop> {
    let view = async |Allowed(permit): Allowed<ViewItem>| told(permit.principal());
    let edit = async |Allowed(permit): Allowed<EditItem>| told(permit.principal());
    let peek = async |Allowed(permit): Allowed<PeekItem>| told(permit.principal());
    let post = async |Allowed(permit): Allowed<PostItem>| told(permit.principal());
    let news = async |Allowed(permit): Allowed<TryNews>| told(permit.principal());
    let mine = async |Scoped(scope): Scoped<EditItem>| format!("{:?}", scope.extent());
    let me = async |SignedIn(who): SignedIn<User>| told(&who);
    let who = async |Who(who): Who<User>| told(&who);
    Router::new()
        .route("/items/{id}", get(view))
        .route("/items/{id}/edit", get(edit))
        .route("/items/{id}/peek", get(peek))
        .route("/items/{id}/ask", get(ask))
        .route("/post", get(post))
        .route("/news", get(news))
        .route("/mine", get(mine))
        .route("/me", get(me))
        .route("/who", get(unguarded("a test", who)))
}

/// One path of [`routes`] for each extractor: `Allowed`, `Ask`, `Scoped`, `SignedIn`, `Who`.
pub(crate) const EXTRACTORS: [&str; 5] = ["/items/1/edit", "/items/1/ask", "/mine", "/me", "/who"];

/// A response with its whole body.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) async fn of(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Self {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    pub(crate) fn header(&self, name: HeaderName) -> &str {
        self.headers[name].to_str().unwrap()
    }

    /// The same, as a guarded handler passes it on.
    pub(crate) fn passed_on(mut self) -> Self {
        let caching = self.headers.entry(header::CACHE_CONTROL);
        caching.or_insert(HeaderValue::from_static("private"));
        self
    }
}

/// Sends a request with this credential.
pub(crate) async fn send(
    router: &Router,
    path: &str,
    credential: impl Into<Option<Credential>>,
) -> Answer {
    let mut request = Request::get(path).body(Body::empty()).unwrap();
    if let Some(credential) = credential.into() {
        request.extensions_mut().insert(credential);
    }
    Answer::of(router.clone().oneshot(request).await.unwrap()).await
}

pub(crate) async fn status(
    router: &Router,
    path: &str,
    credential: impl Into<Option<Credential>>,
) -> StatusCode {
    send(router, path, credential).await.status
}
