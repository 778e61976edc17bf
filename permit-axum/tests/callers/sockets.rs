//! `WebSockets`: a fresh principal for each message, narrowed as the first.

use std::sync::{Arc, Mutex};

use axum::{
    Extension,
    extract::{
        Request, State, WebSocketUpgrade,
        ws::{Message, WebSocket},
    },
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use futures_util::{SinkExt, StreamExt};
use permit::{Consent, Principal};
use permit_axum::{Ask, Authenticate, Router, any};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::{WebSocketStream, client_async, tungstenite};

use crate::shop::{Credential, EditItem, Shop, User, ViewItem, later, narrows, told};

/// The session of a socket: its credential, until it is revoked.
#[derive(Clone)]
struct Session(Arc<Mutex<Option<Credential>>>);

impl Session {
    fn of(credential: impl Into<Credential>) -> Self {
        Self(Arc::new(Mutex::new(Some(credential.into()))))
    }

    fn credential(&self) -> Option<Credential> {
        self.0.lock().unwrap().clone()
    }

    fn revoke(&self) {
        *self.0.lock().unwrap() = None;
    }
}

async fn sign_in(State(session): State<Session>, mut request: Request, next: Next) -> Response {
    if let Some(credential) = session.credential() {
        request.extensions_mut().insert(credential);
    }
    request.extensions_mut().insert(session);
    next.run(request).await
}

async fn socket(
    ask: Ask<ViewItem>,
    State(shop): State<Shop>,
    Extension(session): Extension<Session>,
    upgrade: WebSocketUpgrade,
) -> Response {
    upgrade.on_upgrade(async move |socket| converse(socket, ask, &shop, &session).await)
}

/// A principal does not change, and a socket stays open for long. So each message admits the caller
/// as it is now, under the consents that layers have added.
async fn converse(mut socket: WebSocket, ask: Ask<ViewItem>, shop: &Shop, session: &Session) {
    while let Some(Ok(Message::Text(action))) = socket.recv().await {
        let answer = match fresh(ask.principal(), shop, session).await {
            Ok(who) => said_to(&who, shop, &action),
            Err(refused) => refused,
        };
        if socket.send(Message::Text(answer.into())).await.is_err() {
            return;
        }
    }
}

async fn fresh(
    first: &Principal<User>,
    shop: &Shop,
    session: &Session,
) -> Result<Principal<User>, String> {
    let credential = session.credential().ok_or("the session is revoked")?;
    let fresh = User::authorizer(shop).admit(credential.caller()).await;
    let fresh = fresh.map_err(|not| not.to_string())?;
    let consents = first.consents().cloned();
    Ok(consents.fold(fresh, |who, consent| who.delegated(consent)))
}

fn said_to(who: &Principal<User>, shop: &Shop, action: &str) -> String {
    let item = shop.item(1).unwrap();
    let checked = match action {
        "view" => who.check(ViewItem, item).map(drop),
        _ => who.check(EditItem, item).map(drop),
    };
    match checked {
        Ok(()) => told(who),
        Err(refused) => refused.to_string(),
    }
}

/// A socket of this session, below a layer that narrows to `consent`.
struct Conversation(WebSocketStream<TcpStream>);

impl Conversation {
    async fn open(shop: &Shop, session: &Session, consent: Option<&'static str>) -> Self {
        let mut routes = Router::new().route("/socket", any(socket));
        if let Some(key) = consent {
            routes = routes.layer(from_fn_with_state(Consent::to([key]), narrows));
        }
        let router = routes
            .layer(from_fn_with_state(session.clone(), sign_in))
            .with_state(shop.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let stream = TcpStream::connect(listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let (socket, _) = client_async("ws://shop/socket", stream.await.unwrap())
            .await
            .unwrap();
        Self(socket)
    }

    async fn says(&mut self, message: &'static str) -> String {
        let message = tungstenite::Message::text(message);
        self.0.send(message).await.unwrap();
        let answer = self.0.next().await.unwrap().unwrap();
        answer.into_text().unwrap().to_string()
    }
}

#[tokio::test]
async fn a_message_after_the_session_was_revoked_is_refused() {
    let (shop, session) = (Shop::new(), Session::of(User::seller(7)));
    let mut socket = Conversation::open(&shop, &session, None).await;
    let seller = "Some(7) by Some(7) under 0";
    assert_eq!(socket.says("edit").await, seller);
    assert_eq!(socket.says("view").await, seller);
    session.revoke();
    for message in ["edit", "view"] {
        assert_eq!(socket.says(message).await, "the session is revoked");
    }
}

#[tokio::test]
async fn a_message_is_narrowed_by_the_layers_and_by_the_callers_own_consent() {
    let shop = Shop::new();
    let session = Session::of(User::seller(7));
    let mut socket = Conversation::open(&shop, &session, Some("view_item")).await;
    assert_eq!(socket.says("view").await, "Some(7) by Some(7) under 1");
    assert_eq!(socket.says("edit").await, "`edit_item` is denied");

    let token = Credential::Token(User::seller(7), Consent::to(["view_item"]));
    let mut socket = Conversation::open(&shop, &Session::of(token), None).await;
    assert_eq!(socket.says("edit").await, "`edit_item` is denied");
    assert_eq!(socket.says("view").await, "Some(7) by Some(7) under 2");
}

#[tokio::test]
async fn a_message_after_an_impersonation_has_ended_is_refused_and_never_the_staff_member() {
    let shop = Shop::new();
    let session = Session::of(Credential::ActingAs {
        staff: User::clerk(20),
        target: User::seller(7),
        until: later(),
    });
    let mut socket = Conversation::open(&shop, &session, None).await;
    assert_eq!(socket.says("edit").await, "Some(7) by Some(20) under 0");
    shop.set_time(later());
    let ended = socket.says("edit").await;
    assert_eq!(ended, "the impersonation would have ended already");
}
