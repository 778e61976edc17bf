//! `WebSockets`: the guard before the upgrade, and a fresh principal for each message.

#![expect(clippy::unwrap_used, reason = "a test that cannot continue panics")]

use axum::{
    extract::{
        State, WebSocketUpgrade,
        ws::{Message, WebSocket},
    },
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use futures_util::{SinkExt, StreamExt};
use permit::{Principal, Refused};
use permit_axum::{Ask, Authenticate, Router};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{self, client::IntoClientRequest},
};

use crate::app::{EditItem, Item, Shop, User, status};

async fn socket(
    ask: Ask<EditItem>,
    State(shop): State<Shop>,
    upgrade: WebSocketUpgrade,
) -> Response {
    upgrade.on_upgrade(async move |socket| {
        if let Some(id) = ask.principal().subject().id {
            converse(socket, &shop, id).await;
        }
    })
}

/// A principal does not change, and a socket stays open for long. So each message loads the user as
/// it is now, and loads a new principal.
async fn converse(mut socket: WebSocket, shop: &Shop, id: u64) {
    while let Some(Ok(Message::Text(item))) = socket.recv().await {
        let who = User::authorizer(shop).load(shop.user(id)).await;
        let item = item.parse().ok().and_then(|item| shop.item(item));
        let answer = match item.as_ref().map(|item| rename(&who, item)) {
            Some(Ok(renamed)) => renamed,
            Some(Err(refused)) => refused.to_string(),
            None => "no such item".to_owned(),
        };
        if socket.send(Message::Text(answer.into())).await.is_err() {
            return;
        }
    }
}

#[permit_axum::requires(EditItem, who, item)]
fn rename(who: &Principal<User>, item: &Item) -> Result<String, Refused> {
    Ok(format!("{} renamed", item.title))
}

/// Serves the shop, and opens a socket for one session.
async fn open(
    shop: &Shop,
    session: &'static str,
) -> Result<WebSocketStream<TcpStream>, tungstenite::Error> {
    let routes = Router::new().route("/socket", permit_axum::any(socket));
    let router = routes.with_state(shop.clone());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let stream = TcpStream::connect(listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let mut request = "ws://shop/socket".into_client_request().unwrap();
    let session = HeaderValue::from_static(session);
    request.headers_mut().insert(header::COOKIE, session);
    let (socket, _) = client_async(request, stream.await.unwrap()).await?;
    Ok(socket)
}

/// The answer to `message`.
async fn said(socket: &mut WebSocketStream<TcpStream>, message: &str) -> String {
    let message = tungstenite::Message::text(message);
    socket.send(message).await.unwrap();
    let answer = socket.next().await.unwrap().unwrap();
    answer.into_text().unwrap().to_string()
}

#[tokio::test]
async fn a_websocket_is_not_upgraded_for_a_caller_who_may_not() {
    let refused = open(&Shop::new(), "anonymous").await.unwrap_err();
    let tungstenite::Error::Http(response) = refused else {
        unreachable!("{refused}");
    };
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);

    let routes = Router::new().route("/socket", permit_axum::any(socket));
    let router = routes.with_state(Shop::new());
    let not_an_upgrade = status(&router, "/socket", "seller 7").await;
    assert_eq!(not_an_upgrade, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn each_message_on_a_socket_is_checked_separately() {
    let shop = Shop::new();
    let mut owner = open(&shop, "seller 7").await.unwrap();
    assert_eq!(said(&mut owner, "1").await, "bicycle renamed");
    assert_eq!(said(&mut owner, "9").await, "no such item");
    let mut other = open(&shop, "seller 8").await.unwrap();
    let refused = said(&mut other, "1").await;
    assert!(refused.contains("edit_item"), "{refused}");
    assert_eq!(said(&mut owner, "1").await, "bicycle renamed");
}

#[tokio::test]
async fn a_permission_that_is_revoked_between_two_messages_is_seen() {
    let shop = Shop::new();
    let mut socket = open(&shop, "seller 7").await.unwrap();
    assert_eq!(said(&mut socket, "1").await, "bicycle renamed");
    shop.suspend(7);
    let refused = said(&mut socket, "1").await;
    assert!(refused.contains("edit_item"), "{refused}");
}
