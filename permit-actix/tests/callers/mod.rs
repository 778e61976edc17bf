//! Who sends a request, whatever the order of middleware: an office with sellers, support and
//! admins, whose sessions are a credential in the extensions of the request.
#![expect(
    unreachable_pub,
    clippy::unwrap_used,
    reason = "the tests share this office, and a test that cannot continue panics"
)]

mod acting;
mod consents;
mod order;
mod policy;
mod scopes;

use std::{
    cell::{Cell, RefCell},
    future::{Ready, ready},
    rc::Rc,
    time::{Duration, SystemTime},
};

use actix_http::Request;
use actix_web::{
    Error, FromRequest, HttpMessage, HttpRequest,
    body::{MessageBody, to_bytes},
    dev::{Payload, Service, ServiceResponse},
    error::{ErrorNotFound, ErrorUnauthorized},
    test::{TestRequest, init_service, try_call_service},
};
use permit::{
    Authorizer, AuthorizerBuilder, Caller, Consent, Principal, Subject, UserTypes,
    acting::Impersonates,
};
use permit_actix::{
    Allowed, App, Ask, Authenticate, Authenticator, Refusal, Route, Scoped, ServiceConfig,
    SignedIn, Who, get, unguarded,
};

#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
    Support,
    #[platform]
    Admin,
}

#[derive(Clone)]
pub struct User {
    id: Option<u64>,
    user_type: UserType,
}

impl User {
    pub fn seller(id: u64) -> Self {
        Self {
            id: Some(id),
            user_type: UserType::Seller,
        }
    }

    pub fn support() -> Self {
        Self {
            id: Some(100),
            user_type: UserType::Support,
        }
    }

    pub fn admin() -> Self {
        Self {
            id: Some(200),
            user_type: UserType::Admin,
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

#[derive(permit::Columns)]
pub struct Item {
    #[column(owner = User)]
    seller: u64,
}

permit::permissions! {
    <User: UserType>

    pub ViewItem(context = Item) { Anonymous => deny, Seller | Support | Admin => allow }
    pub EditItem(context = Item) {
        Anonymous => deny,
        Seller => allow if owner,
        Support | Admin => allow,
    }
    pub Peek(context = Item) {
        Anonymous => deny,
        Seller => allow if owner,
        Support | Admin => allow,
    }
    pub PostItem { Anonymous => deny, Seller | Support | Admin => allow }
    pub TryOut(flag = "trial") { Anonymous => deny, Seller | Support | Admin => allow }
    pub ActAs(context = User) { Anonymous | Seller | Admin => deny, Support => allow }
}

impl Impersonates for ActAs {}

type Work = Box<dyn Fn()>;

/// The state of the application.
#[derive(Clone)]
pub struct Office {
    authorizer: Authorizer<User>,
    authenticated: Rc<Cell<usize>>,
    items_loaded: Rc<Cell<usize>>,
    /// What happens while an item is loaded.
    meanwhile: Rc<RefCell<Option<Work>>>,
}

impl Office {
    pub fn new() -> Self {
        Self::of(Authorizer::builder())
    }

    pub fn of(authorizer: AuthorizerBuilder<User>) -> Self {
        Self {
            authorizer: authorizer.build(),
            authenticated: Rc::default(),
            items_loaded: Rc::default(),
            meanwhile: Rc::default(),
        }
    }

    /// How often a caller was authenticated since the last look.
    pub fn authenticated(&self) -> usize {
        self.authenticated.take()
    }

    pub fn items_loaded(&self) -> usize {
        self.items_loaded.get()
    }

    pub fn meanwhile(&self, work: impl Fn() + 'static) {
        self.meanwhile.replace(Some(Box::new(work)));
    }

    pub fn authenticator(&self) -> Authenticator<User> {
        Authenticator::new(self.clone())
    }
}

/// What a client or a middleware signs in with.
#[derive(Clone)]
pub struct Credential(Rc<dyn Fn() -> Caller<User>>);

impl Credential {
    pub fn new(caller: impl Fn() -> Caller<User> + 'static) -> Self {
        Self(Rc::new(caller))
    }

    pub fn of(user: User) -> Self {
        Self::new(move || user.clone().into())
    }

    /// A third party's application.
    pub fn delegated(user: User, consent: Consent) -> Self {
        Self::new(move || Caller::delegated(user.clone(), consent.clone()))
    }

    pub fn impersonating(staff: User, target: User, until: SystemTime) -> Self {
        Self::new(move || Caller::impersonating::<ActAs>(staff.clone(), target.clone(), until))
    }
}

pub fn in_an_hour() -> SystemTime {
    SystemTime::now() + Duration::from_secs(3_600)
}

/// Without a credential it is not known who sends the request.
impl Authenticate<Office> for User {
    type Error = Error;

    fn authorizer(office: &Office) -> &Authorizer<Self> {
        &office.authorizer
    }

    async fn authenticate(request: &HttpRequest, office: &Office) -> Result<Caller<Self>, Error> {
        office.authenticated.set(office.authenticated.get() + 1);
        let credential = request.extensions().get::<Credential>().cloned();
        let credential = credential.ok_or_else(|| ErrorUnauthorized("no credential"))?;
        Ok((credential.0)())
    }
}

/// There is one item, which seller 7 owns.
impl FromRequest for Item {
    type Error = Missing;
    type Future = Ready<Result<Self, Missing>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let office: &Office = request.app_data().unwrap();
        office.items_loaded.set(office.items_loaded.get() + 1);
        if let Some(work) = &*office.meanwhile.borrow() {
            work();
        }
        ready(Ok(Self { seller: 7 }))
    }
}

pub struct Missing;

impl From<Missing> for Error {
    fn from(_: Missing) -> Self {
        ErrorNotFound("no such item")
    }
}

/// Who was decided for.
pub fn said(who: &Principal<User>) -> String {
    let (subject, actor) = (who.subject().id, who.actor().id);
    let acting = if subject == actor {
        String::new()
    } else {
        format!(" by {}", actor.unwrap())
    };
    let consents = who.consents().count();
    format!(
        "{}{acting} under {consents}",
        subject.map_or(0, |subject| subject)
    )
}

async fn view(Allowed(permit): Allowed<ViewItem>) -> String {
    said(permit.principal())
}

async fn edit(Allowed(permit): Allowed<EditItem>) -> String {
    said(permit.principal())
}

async fn option(edit: Option<Allowed<EditItem>>) -> String {
    edit.map_or("none".into(), |Allowed(permit)| said(permit.principal()))
}

async fn ask(ask: Ask<PostItem>) -> Result<String, Refusal> {
    let permit = ask.check(PostItem, ())?;
    Ok(said(permit.principal()))
}

async fn list(Scoped(scope): Scoped<EditItem>) -> String {
    scope.nothing_to_list("a test");
    said(scope.principal())
}

async fn me(SignedIn(who): SignedIn<User>) -> String {
    said(&who)
}

async fn who(Who(who): Who<User>) -> String {
    said(&who)
}

/// One route for each guard, and for what is not one.
pub fn routes(config: &mut ServiceConfig) {
    routes_within(config, |route| route);
}

/// The same, each in `around`.
pub fn routes_within(config: &mut ServiceConfig, around: impl Fn(Route) -> Route) {
    config
        .route("/view", around(get(view)))
        .route("/edit", around(get(edit)))
        .route("/option", around(get(unguarded("a test", option))))
        .route("/ask", around(get(ask)))
        .route("/list", around(get(list)))
        .route("/me", around(get(me)))
        .route("/who", around(get(unguarded("a test", who))));
}

/// The paths of [`routes`].
pub const PATHS: [&str; 7] = ["/view", "/edit", "/option", "/ask", "/list", "/me", "/who"];

/// The status and the text of a response.
pub type Answer = (u16, String);

pub fn ok(text: &str) -> Answer {
    (200, text.to_owned())
}

/// The response to a request with this credential. The text of a refusal is left out.
pub async fn send<S, B>(service: &S, path: &str, credential: Option<&Credential>) -> Answer
where
    S: Service<Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
{
    let request = TestRequest::with_uri(path).to_request();
    if let Some(credential) = credential {
        request.extensions_mut().insert(credential.clone());
    }
    // A middleware may answer with an error.
    match try_call_service(service, request).await {
        Ok(response) => read(response).await,
        Err(error) => (
            error.as_response_error().status_code().as_u16(),
            String::new(),
        ),
    }
}

pub async fn read(response: ServiceResponse<impl MessageBody>) -> Answer {
    let status = response.status();
    let body = to_bytes(response.into_body()).await.ok().unwrap();
    let text = String::from_utf8(body.to_vec()).unwrap();
    (
        status.as_u16(),
        if status.is_success() {
            text
        } else {
            String::new()
        },
    )
}

/// The response of the office with these routes.
pub async fn answer(
    office: &Office,
    routes: impl FnOnce(&mut ServiceConfig),
    path: &str,
    credential: &Credential,
) -> Answer {
    let app = App::new()
        .app_data(office.clone())
        .app_data(office.authenticator())
        .configure(routes);
    send(&init_service(app).await, path, Some(credential)).await
}
