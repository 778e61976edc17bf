//! A small shop whose sessions are a header: `seller 7`, `anonymous`, `outage`.
#![expect(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the tests share this shop, and a test that cannot continue panics"
)]

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    body::Body,
    extract::{FromRequestParts, Path},
    http::{HeaderMap, HeaderName, Request, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt;
use permit::{Authorizer, Caller, Owned, Subject, UserTypes};
use permit_axum::{Authenticate, Router};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tower::ServiceExt;

#[derive(permit::UserType, Clone, Copy)]
pub enum UserType {
    #[anonymous]
    Anonymous,
    Seller,
}

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

#[derive(Clone)]
pub struct Shop {
    authorizer: Authorizer<User>,
    items_loaded: Arc<AtomicUsize>,
    users_loaded: Arc<AtomicUsize>,
    suspended: Arc<Mutex<Vec<u64>>>,
}

impl Shop {
    pub fn new() -> Self {
        Self {
            authorizer: Authorizer::builder().build(),
            items_loaded: Arc::default(),
            users_loaded: Arc::default(),
            suspended: Arc::default(),
        }
    }

    /// The user as it is now: a suspended user is anonymous.
    pub fn user(&self, id: u64) -> User {
        self.users_loaded.fetch_add(1, Ordering::Relaxed);
        if self.suspended.lock().unwrap().contains(&id) {
            return User::anonymous();
        }
        User::seller(id)
    }

    pub fn suspend(&self, id: u64) {
        self.suspended.lock().unwrap().push(id);
    }

    /// There is one item, which seller 7 owns.
    pub fn item(&self, id: u64) -> Option<Item> {
        self.items_loaded.fetch_add(1, Ordering::Relaxed);
        (id == 1).then(|| Item {
            seller: 7,
            title: "bicycle".into(),
        })
    }

    /// Seller 7 has two drafts, of which the second is locked, and seller 8 has one.
    pub fn draft(&self, id: u64) -> Option<Draft> {
        self.items_loaded.fetch_add(1, Ordering::Relaxed);
        let (seller, locked) = match id {
            1 => (7, false),
            2 => (7, true),
            3 => (8, false),
            _ => return None,
        };
        Some(Draft { seller, locked })
    }

    pub fn loaded(&self) -> usize {
        self.items_loaded.load(Ordering::Relaxed)
    }

    pub fn users_loaded(&self) -> usize {
        self.users_loaded.load(Ordering::Relaxed)
    }
}

impl Authenticate<Shop> for User {
    type Rejection = StatusCode;

    fn authorizer(shop: &Shop) -> &Authorizer<Self> {
        &shop.authorizer
    }

    async fn authenticate(parts: &mut Parts, shop: &Shop) -> Result<Caller<Self>, StatusCode> {
        let session = parts.headers.get(header::COOKIE).unwrap().to_str().unwrap();
        match session.split_once(' ') {
            Some((_, id)) => Ok(shop.user(id.parse().unwrap()).into()),
            None if session == "anonymous" => Ok(Self::anonymous().into()),
            None => Err(StatusCode::SERVICE_UNAVAILABLE),
        }
    }
}

pub struct Id(pub u64);

impl FromRequestParts<Shop> for Id {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, Response> {
        let Path(id) = Path::from_request_parts(parts, shop)
            .await
            .map_err(IntoResponse::into_response)?;
        Ok(Self(id))
    }
}

pub struct Missing;

impl IntoResponse for Missing {
    fn into_response(self) -> Response {
        (
            StatusCode::NOT_FOUND,
            [("x-shop", "missing")],
            "no such item",
        )
            .into_response()
    }
}

impl FromRequestParts<Shop> for Item {
    type Rejection = Missing;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, Missing> {
        let Id(id) = Id::from_request_parts(parts, shop)
            .await
            .map_err(|_| Missing)?;
        shop.item(id).ok_or(Missing)
    }
}

impl FromRequestParts<Shop> for Draft {
    type Rejection = Missing;

    async fn from_request_parts(parts: &mut Parts, shop: &Shop) -> Result<Self, Missing> {
        let Id(id) = Id::from_request_parts(parts, shop)
            .await
            .map_err(|_| Missing)?;
        shop.draft(id).ok_or(Missing)
    }
}

/// A response with its whole body.
#[derive(Debug, PartialEq)]
pub struct Answer {
    pub status: StatusCode,
    headers: HeaderMap,
    pub text: String,
}

impl Answer {
    /// As the answer to `HEAD`.
    pub fn without_text(self) -> Self {
        let text = String::new();
        Self { text, ..self }
    }

    pub fn header(&self, name: HeaderName) -> &str {
        self.headers[name].to_str().unwrap()
    }

    pub fn headers(&self, name: HeaderName) -> Vec<&str> {
        let values = self.headers.get_all(name).iter();
        values.map(|value| value.to_str().unwrap()).collect()
    }
}

pub async fn send(router: &Router, request: Request<Body>) -> Answer {
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    Answer {
        status: parts.status,
        headers: parts.headers,
        text: String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

pub async fn get(router: &Router, path: &str, session: &str) -> Answer {
    let request = Request::get(path).header(header::COOKIE, session);
    send(router, request.body(Body::empty()).unwrap()).await
}

pub async fn status(router: &Router, path: &str, session: &str) -> StatusCode {
    get(router, path, session).await.status
}

pub async fn browse(router: &Router, path: &str, session: &str) -> Answer {
    let request = Request::get(path).header(header::COOKIE, session).header(
        header::ACCEPT,
        "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
    );
    send(router, request.body(Body::empty()).unwrap()).await
}

pub async fn post_json(router: &Router, path: &str, session: &str, body: &str) -> Answer {
    let request = Request::post(path)
        .header(header::COOKIE, session)
        .header(header::CONTENT_TYPE, "application/json");
    send(router, request.body(Body::from(body.to_owned())).unwrap()).await
}

pub async fn over_tcp(address: SocketAddr, path: &str, session: &str) -> String {
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let request = format!(
        "GET {path} HTTP/1.1\r\nhost: shop\r\ncookie: {session}\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}
