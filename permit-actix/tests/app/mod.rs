//! A small shop whose sessions are a header: `seller 7`, `anonymous`, `outage`.
#![expect(
    unreachable_pub,
    clippy::unwrap_used,
    reason = "the tests share this shop, and a test that cannot continue panics"
)]

use std::{
    cell::Cell,
    fmt,
    future::{Ready, ready},
    rc::Rc,
    task::Poll,
};

use actix_http::{BoxedPayloadStream, Request};
use actix_web::{
    FromRequest, HttpRequest, HttpResponse, ResponseError,
    body::{MessageBody, to_bytes},
    dev::{Payload, Service, ServiceResponse},
    http::{
        Method, StatusCode,
        header::{self, HeaderMap, HeaderName},
    },
    test::{TestRequest, call_service, init_service},
    web::Bytes,
};
use futures_util::stream::poll_fn;
use permit::{Authorizer, Caller, Owned, Subject, UserTypes};
use permit_actix::{App, Authenticate, Authenticator, ServiceConfig};

#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
}

#[derive(Clone)]
pub struct User {
    pub id: Option<u64>,
}

impl User {
    pub fn seller(id: u64) -> Self {
        Self { id: Some(id) }
    }
}

impl Subject for User {
    type UserType = UserType;
    type Id = u64;

    fn id(&self) -> Option<&u64> {
        self.id.as_ref()
    }

    fn user_types(&self) -> UserTypes<UserType> {
        match self.id {
            // A known caller, whose account has not been given a user type.
            Some(0) => UserTypes::none(),
            Some(_) => UserType::Seller.into(),
            None => UserType::Anonymous.into(),
        }
    }

    fn anonymous() -> Self {
        Self { id: None }
    }
}

#[derive(permit::Columns, Clone)]
pub struct Item {
    #[column(owner = User)]
    seller: u64,
    pub title: String,
}

/// An item that is not published, which only its seller may know of.
#[derive(Clone)]
pub struct Draft {
    pub seller: u64,
    pub locked: bool,
}

impl Owned<User> for Draft {
    fn owner(&self) -> Option<&u64> {
        Some(&self.seller)
    }
}

/// Two drafts that become one.
pub struct Pair {
    pub kept: Draft,
    pub added: Draft,
}

#[permit::condition(says = "draft_locked")]
fn unlocked(_: &User, draft: &Draft) -> bool {
    !draft.locked
}

#[permit::condition(says = "over_limit")]
fn under_limit(action: &Transfer, _who: &User, _on: &()) -> bool {
    action.amount <= 100
}

/// It takes an item, so it is not decided before there is one.
#[permit::condition(filter)]
fn on_duty(who: &User, _: &Item) -> bool {
    who.id == Some(8)
}

#[permit::condition]
fn eight(who: &User) -> bool {
    who.id == Some(8)
}

#[derive(permit::Action)]
#[action(subject = User)]
#[permissions(Anonymous => deny, Seller => allow if under_limit)]
pub struct Transfer {
    pub amount: u64,
}

permit::permissions! {
    <User: UserType>

    use Transfer;

    pub ViewItem(context = Item) { Anonymous | Seller => allow }
    pub EditItem(context = Item) { Anonymous => deny, Seller => allow if owner }
    pub PostItem { Anonymous => deny, Seller => allow }
    pub TryOut(flag = "trial") { Anonymous => deny, Seller => allow }
    pub RecallItem(context = Item, requires(on_duty)) { Anonymous => deny, Seller => allow }

    hide Draft by ViewDraft;

    pub ViewDraft(context = Draft) { Anonymous => deny, Seller => allow if owner }
    pub EditDraft(context = Draft, requires(unlocked)) {
        Anonymous => deny,
        Seller => allow if owner,
    }
    pub JudgeDraft(context = Draft, requires(eight)) {
        Anonymous => deny,
        Seller => allow if owner,
    }
    pub PairDrafts(context = Pair) = all_of(EditDraft(kept), ViewDraft(added));
}

/// Counts what was loaded. A test has one thread.
#[derive(Clone)]
pub struct Shop {
    authorizer: Authorizer<User>,
    items_loaded: Rc<Cell<usize>>,
    users_loaded: Rc<Cell<usize>>,
    body_polled: Rc<Cell<usize>>,
}

impl Default for Shop {
    fn default() -> Self {
        Self::of_authorizer(Authorizer::builder().build())
    }
}

impl Shop {
    pub fn of_authorizer(authorizer: Authorizer<User>) -> Self {
        Self {
            authorizer,
            items_loaded: Rc::default(),
            users_loaded: Rc::default(),
            body_polled: Rc::default(),
        }
    }

    pub fn authenticator(&self) -> Authenticator<User> {
        Authenticator::new(self.clone())
    }

    pub fn authorizer(&self) -> &Authorizer<User> {
        &self.authorizer
    }

    /// There is one item, which seller 7 owns.
    pub fn item(&self, id: u64) -> Option<Item> {
        self.items_loaded.set(self.items_loaded.get() + 1);
        (id == 1).then(|| Item {
            seller: 7,
            title: "bicycle".into(),
        })
    }

    /// Seller 7 has two drafts, of which the second is locked, and seller 8 has one.
    pub fn draft(&self, id: u64) -> Option<Draft> {
        self.items_loaded.set(self.items_loaded.get() + 1);
        let (seller, locked) = match id {
            1 => (7, false),
            2 => (7, true),
            3 => (8, false),
            _ => return None,
        };
        Some(Draft { seller, locked })
    }

    pub fn items_loaded(&self) -> usize {
        self.items_loaded.get()
    }

    pub fn users_loaded(&self) -> usize {
        self.users_loaded.get()
    }

    /// How often the body was polled.
    pub fn body_polled(&self) -> usize {
        self.body_polled.get()
    }

    pub fn of(request: &HttpRequest) -> &Self {
        request.app_data().unwrap()
    }
}

/// The errors of the shop's own extractors.
#[derive(Debug)]
pub enum Trouble {
    Outage,
    Missing,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("trouble in the shop")
    }
}

impl ResponseError for Trouble {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Outage => StatusCode::SERVICE_UNAVAILABLE,
            Self::Missing => StatusCode::NOT_FOUND,
        }
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::build(self.status_code())
            .insert_header(("x-shop", "trouble"))
            .body("no such item")
    }
}

impl Authenticate<Shop> for User {
    type Error = Trouble;

    fn authorizer(shop: &Shop) -> &Authorizer<Self> {
        &shop.authorizer
    }

    async fn authenticate(request: &HttpRequest, shop: &Shop) -> Result<Caller<Self>, Trouble> {
        shop.users_loaded.set(shop.users_loaded.get() + 1);
        let session = request.headers().get(header::COOKIE).unwrap();
        let session = session.to_str().unwrap();
        match session.split_once(' ') {
            Some((_, id)) => Ok(Self::seller(id.parse().unwrap()).into()),
            None if session == "anonymous" => Ok(Self::anonymous().into()),
            None => Err(Trouble::Outage),
        }
    }
}

/// Loads the item by the id in the path. It also takes the body, if there is one.
impl FromRequest for Item {
    type Error = Trouble;
    type Future = Ready<Result<Self, Trouble>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        drop(payload.take());
        let id = request.match_info().get("id").unwrap().parse().unwrap();
        ready(Shop::of(request).item(id).ok_or(Trouble::Missing))
    }
}

/// Loads the draft by the id in the path.
impl FromRequest for Draft {
    type Error = Trouble;
    type Future = Ready<Result<Self, Trouble>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let id = request.match_info().get("id").unwrap().parse().unwrap();
        ready(Shop::of(request).draft(id).ok_or(Trouble::Missing))
    }
}

/// A response with its whole body.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn header(&self, name: HeaderName) -> &str {
        self.headers.get(name).unwrap().to_str().unwrap()
    }

    pub fn headers(&self, name: HeaderName) -> Vec<&str> {
        let values = self.headers.get_all(name);
        values.map(|value| value.to_str().unwrap()).collect()
    }

    /// Everything that a caller can see.
    pub fn seen(&self) -> String {
        let mut headers: Vec<_> = self
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {value:?}"))
            .collect();
        headers.sort();
        format!("{}\n{}\n\n{}", self.status, headers.join("\n"), self.text)
    }
}

/// A request to the shop.
pub struct Asked {
    shop: Shop,
    request: TestRequest,
    body: &'static str,
}

impl Shop {
    pub fn get(&self, path: &str, session: &str) -> Asked {
        self.ask(Method::GET, path, session)
    }

    pub fn post(&self, path: &str, session: &str, json: &'static str) -> Asked {
        let mut asked = self.ask(Method::POST, path, session);
        let kind = (header::CONTENT_TYPE, "application/json");
        asked.request = asked.request.insert_header(kind);
        asked.body = json;
        asked
    }

    pub fn ask(&self, method: Method, path: &str, session: &str) -> Asked {
        let request = TestRequest::with_uri(path)
            .method(method)
            .insert_header((header::COOKIE, session));
        Asked {
            shop: self.clone(),
            request,
            body: "",
        }
    }
}

impl Asked {
    pub fn be(&mut self, method: Method) {
        let request = std::mem::take(&mut self.request);
        self.request = request.method(method);
    }

    pub fn by_a_browser(mut self) -> Self {
        let accepted = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";
        self.request = self.request.insert_header((header::ACCEPT, accepted));
        self
    }

    /// The response of the shop with these routes.
    pub async fn at(self, routes: impl FnOnce(&mut ServiceConfig)) -> Answer {
        let app = App::new()
            .app_data(self.shop.clone())
            .app_data(self.shop.authenticator())
            .configure(routes);
        self.of(&init_service(app).await).await
    }

    /// The response of a service.
    pub async fn of<S, B>(self, service: &S) -> Answer
    where
        S: Service<Request, Response = ServiceResponse<B>, Error = actix_web::Error>,
        B: MessageBody,
    {
        let (polled, mut left) = (self.shop.body_polled, Some(self.body.as_bytes()));
        let body = poll_fn(move |_| {
            polled.set(polled.get() + 1);
            Poll::Ready(left.take().map(|bytes| Ok(Bytes::from_static(bytes))))
        });
        let payload = Payload::Stream {
            payload: Box::pin(body) as BoxedPayloadStream,
        };
        let (request, _) = self.request.to_request().replace_payload(payload);
        let (answer, body) = call_service(service, request)
            .await
            .into_parts()
            .1
            .into_parts();
        let body = to_bytes(body).await.ok().unwrap();
        Answer {
            status: answer.status(),
            headers: answer.headers().clone(),
            text: String::from_utf8(body.to_vec()).unwrap(),
        }
    }
}
