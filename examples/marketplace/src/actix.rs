//! The core of the marketplace on actix-web: the same tables, data layer and pages, and the same
//! end-to-end test. The code between HTTP and the handlers is in `web`. With the same database file
//! it accepts the sessions of the marketplace on axum, where you sign in and out, and where support
//! begins and stops acting as a seller. An application that moves from one framework to the other is
//! in this state for a while.
//!
//! `cargo run -p marketplace --example actix`

mod web;

use std::io;

use actix_web::{
    HttpResponse, HttpServer,
    http::header,
    middleware::{DefaultHeaders, from_fn},
    web::{Data, Form, FormConfig, Json, Path, PathConfig, PayloadConfig, Query, QueryConfig},
};
use permit::interface::Abilities;
use permit_actix::{
    Allowed, App, Ask, Authenticator, Scoped, ServiceConfig, Who, get, post, requires, scope, to,
    unguarded,
};
use serde::Deserialize;
use tokio::{net::TcpListener, sync::oneshot};

use self::web::{Failure, Page, answer, see};
use crate::{
    CannotStart, Config, Running,
    database::{Write, accounts, items, orders},
    domain::{
        AccountId, Cents, Item, ItemForm, ItemId, Mistakes, NotEnabled, OrderId, TransferForm, User,
    },
    pages,
    permissions::{
        OpenSupportDesk, RefundOrder, TransferFunds, ViewAccount, ViewOrder,
        items::{BuyItem, DeleteItem, EditItem, PostItem, ViewItem},
    },
    running::start_with,
    web::{HEADERS, MOST_BYTES, PRIVATE, Pages, Presenter, State},
};

/// Starts the marketplace: takes the port, opens the database, and serves.
///
/// # Errors
///
/// Returns an error if the port or the file cannot be used.
pub async fn start(config: Config) -> Result<Running, CannotStart> {
    start_with(config, serve).await
}

async fn serve(
    listener: TcpListener,
    state: State,
    stopped: oneshot::Receiver<()>,
) -> io::Result<()> {
    let presenter = presenter(&state);
    let head = state.limits.head;
    let app = move || {
        let headers = HEADERS.into_iter().chain([("cache-control", PRIVATE)]);
        let headers = headers.fold(DefaultHeaders::new(), DefaultHeaders::add);
        App::new()
            .app_data(Authenticator::<User>::new(state.clone()))
            .app_data(Data::new(state.clone()))
            .app_data(Data::new(presenter.clone()))
            .app_data(PayloadConfig::new(MOST_BYTES))
            .app_data(FormConfig::default().error_handler(|_, _| Failure::Unreadable.into()))
            .app_data(QueryConfig::default().error_handler(|_, _| Failure::NotFound.into()))
            .app_data(PathConfig::default().error_handler(|_, _| Failure::NotFound.into()))
            .configure(routes)
            .wrap(from_fn(answer))
            .wrap(headers)
    };
    let server = HttpServer::new(app).client_request_timeout(head);
    let server = server.listen(listener.into_std()?)?;
    let mut server = server.workers(2).disable_signals().run();
    let handle = server.handle();
    tokio::select! {
        served = &mut server => served,
        _ = stopped => tokio::join!(server, handle.stop(true)).0,
    }
}

/// What writes the bodies of failures on these routes.
fn presenter(state: &State) -> Presenter {
    let mut listed = ServiceConfig::new();
    routes(&mut listed);
    Presenter::new(state.clone(), listed.routes())
}

/// The paths and their handlers.
pub fn routes(config: &mut ServiceConfig) {
    let item = scope("/{item}")
        .route("", get(show_item))
        .route("/edit", post(edit))
        .route("/delete", post(delete))
        .route("/buy", post(buy));
    let account = scope("/accounts/{account}")
        .route("", get(show_account))
        .route("/transfer", post(transfer));
    let abilities = unguarded("tells callers only what they may do themselves", abilities);
    let script = unguarded("the same for everyone, and not secret", script);
    config
        .route("/", get(list))
        .service(scope("/items").route("", post(put_up)).service(item))
        .route("/orders", get(list_orders))
        .route("/orders/{order}", get(show_order))
        .route("/orders/{order}/refund", post(refund))
        .service(account)
        .route("/support", get(desk))
        .route("/me/abilities", get(abilities))
        .route("/script/{file}", get(script))
        .default_service(to(unguarded("there is nothing at this path", nothing)));
}

type Answer = Result<HttpResponse, Failure>;

// Items. A handler that changes an item loads it inside the transaction, so that the row that is
// checked is the row that is written.

async fn list(
    Scoped(scope): Scoped<ViewItem>,
    state: Data<State>,
    asked: Query<Pages>,
) -> Result<Page, Failure> {
    let items = items::list(state.database.pool(), &scope, asked.page).await?;
    let frame = state.frame(scope.principal());
    Ok(Page(pages::items::list(&frame, &items)))
}

async fn show_item(Allowed(permit): Allowed<ViewItem>, state: Data<State>) -> Page {
    let (frame, item) = (state.frame(permit.principal()), permit.context());
    Page(pages::items::show(&frame, item, &Mistakes::default()))
}

async fn put_up(
    Allowed(permit): Allowed<PostItem>,
    state: Data<State>,
    form: Form<ItemForm>,
) -> Answer {
    let changes = form.read().map_err(|_| Failure::Unreadable)?;
    let mut write = state.database.write().await?;
    let id = items::post(&mut write, &permit, &changes).await?;
    write.commit().await?;
    Ok(see(format!("/items/{id}")))
}

async fn edit(
    ask: Ask<EditItem>,
    state: Data<State>,
    id: Path<ItemId>,
    form: Form<ItemForm>,
) -> Answer {
    let mut write = state.database.write().await?;
    let permit = ask.check(EditItem, item(&mut write, *id).await?)?;
    let changes = form.read().map_err(|_| Failure::Unreadable)?;
    items::edit(&mut write, &permit, &changes).await?;
    write.commit().await?;
    Ok(see(format!("/items/{id}")))
}

async fn delete(ask: Ask<DeleteItem>, state: Data<State>, id: Path<ItemId>) -> Answer {
    let mut write = state.database.write().await?;
    let permit = ask.check(DeleteItem, item(&mut write, *id).await?)?;
    items::delete(&mut write, &permit).await?;
    write.commit().await?;
    Ok(see("/"))
}

/// The price that the buyer saw.
#[derive(Deserialize)]
struct OfferForm {
    price: String,
}

async fn buy(
    ask: Ask<BuyItem>,
    state: Data<State>,
    id: Path<ItemId>,
    form: Form<OfferForm>,
) -> Answer {
    let price = Cents::parse(&form.price).ok_or(Failure::Unreadable)?;
    let mut write = state.database.write().await?;
    let item = item(&mut write, *id).await?;
    let permit = ask.check(BuyItem { price }, &item).map_err(|refusal| {
        if refusal.told().reason.as_deref() == Some("price_changed") {
            let page = pages::items::price_changed(&state.frame(ask.principal()), &item);
            Failure::RefusedWith(refusal, page)
        } else {
            Failure::Refused(refusal)
        }
    })?;
    let placed = orders::place(&mut write, &permit).await?;
    let order = placed.ok_or(NotEnabled::BuyerCannotPay)?;
    write.commit().await?;
    Ok(see(format!("/orders/{order}")))
}

async fn item(write: &mut Write, id: ItemId) -> Result<Item, Failure> {
    let found = items::load(&mut **write, id).await?;
    found.ok_or(Failure::NotFound)
}

// Orders, accounts, support.

async fn list_orders(
    Scoped(scope): Scoped<ViewOrder>,
    state: Data<State>,
    asked: Query<Pages>,
) -> Result<Page, Failure> {
    let orders = orders::list(state.database.pool(), &scope, asked.page).await?;
    let frame = state.frame(scope.principal());
    Ok(Page(pages::orders::list(&frame, &orders)))
}

async fn show_order(Allowed(permit): Allowed<ViewOrder>, state: Data<State>) -> Page {
    let frame = state.frame(permit.principal());
    Page(pages::orders::show(&frame, permit.context()))
}

async fn refund(ask: Ask<RefundOrder>, state: Data<State>, id: Path<OrderId>) -> Answer {
    let mut write = state.database.write().await?;
    let found = orders::load(&mut *write, *id).await?;
    let permit = ask.check(RefundOrder, found.ok_or(Failure::NotFound)?)?;
    if !orders::refund(&mut write, &permit).await? {
        return Err(NotEnabled::SellerCannotPay.into());
    }
    write.commit().await?;
    Ok(see(format!("/orders/{id}")))
}

async fn show_account(Allowed(permit): Allowed<ViewAccount>, state: Data<State>) -> Page {
    let (frame, account) = (state.frame(permit.principal()), permit.context());
    let (form, mistakes) = (TransferForm::default(), Mistakes::default());
    Page(pages::accounts::show(&frame, account, &form, &mistakes))
}

/// The form is read before the check, because the check depends on the amount.
async fn transfer(
    ask: Ask<TransferFunds>,
    state: Data<State>,
    id: Path<AccountId>,
    form: Form<TransferForm>,
) -> Answer {
    let mut write = state.database.write().await?;
    let found = accounts::load(&mut *write, *id).await?;
    let account = found.ok_or(Failure::NotFound)?;
    let Ok((amount, payee)) = form.read(*id) else {
        // A caller who may not transfer anything from here is refused, whatever the form contains.
        let refused = ask.check(TransferFunds::least(), account).err();
        return Err(refused.map_or(Failure::Unreadable, Failure::Refused));
    };
    let permit = ask.check(TransferFunds { amount, payee }, account)?;
    if !accounts::transfer(&mut write, &permit).await? {
        return Err(Failure::Unreadable);
    }
    write.commit().await?;
    Ok(see(format!("/accounts/{id}")))
}

#[requires(OpenSupportDesk)]
async fn desk(
    Scoped(of_accounts): Scoped<ViewAccount>,
    Scoped(of_orders): Scoped<ViewOrder>,
    state: Data<State>,
    asked: Query<Pages>,
) -> Result<Page, Failure> {
    let pool = state.database.pool();
    let accounts = accounts::list(pool, &of_accounts, asked.accounts).await?;
    let orders = orders::list(pool, &of_orders, asked.orders).await?;
    let frame = state.frame(of_accounts.principal());
    Ok(Page(pages::desk::show(&frame, &accounts, &orders)))
}

// For the scripts of the pages.

async fn abilities(Who(who): Who<User>) -> Result<Json<Abilities>, Failure> {
    Ok(Json(who.abilities()?))
}

async fn script(file: Path<String>) -> Answer {
    let script = pages::script(&file).ok_or(Failure::NotFound)?;
    let answer = HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/javascript; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
        .body(script);
    Ok(answer)
}

async fn nothing() -> Result<Page, Failure> {
    Err(Failure::NotFound)
}
