//! The core of the marketplace on actix-web, in one file: the same tables, data layer and pages, and
//! the same end-to-end test. On the same database file it knows the sessions of the other one, which
//! is where one signs in: an application that moves over is in this state for a while.
//!
//! `cargo run -p marketplace --example actix`

use std::{fmt, future::Future, io, pin::Pin};

use actix_web::{
    Error, FromRequest, HttpRequest, HttpResponse, HttpServer, Responder, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::{StatusCode, header},
    middleware::{DefaultHeaders, Next, from_fn},
    web::{Data, Form, FormConfig, Path, Query},
};
use axum::{
    extract::FromRef,
    http::{HeaderMap, HeaderName, HeaderValue},
};
use axum_extra::extract::{SignedCookieJar, cookie::Key};
use maud::Markup;
use permit::Authorizer;
use permit_actix::{
    Allowed, App, Ask, NotFound, Refusal, Refusals, ServiceConfig, Who, get, post, requires, scope,
    to, unguarded,
};
use tokio::{net::TcpListener, sync::oneshot};

use crate::{
    CannotStart, Config, Running,
    database::{Write, accounts, items, orders},
    domain::{
        Account, AccountId, Item, ItemForm, ItemId, Mistakes, Order, OrderId, TransferForm, User,
    },
    pages,
    permissions::{
        OpenSupportDesk, RefundOrder, TransferFunds, ViewAccount, ViewOrder,
        items::{BuyItem, DeleteItem, EditItem, PostItem, ViewItem},
    },
    running::start_with,
    web::{POLICY, Pages, State, from_own_pages},
};

/// Starts it: takes the port, opens the database, and serves.
///
/// # Errors
///
/// When the port is taken, or the file cannot be used.
pub async fn start(config: Config) -> Result<Running, CannotStart> {
    start_with(config, serve).await
}

async fn serve(
    listener: TcpListener,
    state: State,
    stopped: oneshot::Receiver<()>,
) -> io::Result<()> {
    let refusals = Refusals::new().page(|refusal| pages::refusal(refusal).into_string());
    let app = move || {
        App::new()
            .app_data(Data::new(Authorizer::<User>::from_ref(&state)))
            .app_data(Data::new(state.clone()))
            .app_data(refusals.clone())
            .app_data(FormConfig::default().error_handler(|_, _| UNREADABLE.into()))
            .configure(routes)
            .wrap(from_fn(same_origin))
            .wrap(DefaultHeaders::new().add((header::CONTENT_SECURITY_POLICY, POLICY)))
    };
    let server = HttpServer::new(app).listen(listener.into_std()?)?;
    let mut server = server.workers(2).disable_signals().run();
    let handle = server.handle();
    tokio::select! {
        served = &mut server => served,
        _ = stopped => tokio::join!(server, handle.stop(true)).0,
    }
}

/// The paths, and who answers there.
pub fn routes(config: &mut ServiceConfig) {
    let item = scope("/{item}")
        .route("", get(show_item))
        .route("/edit", post(edit))
        .route("/delete", post(delete))
        .route("/buy", post(buy));
    let account = scope("/accounts/{account}")
        .route("", get(show_account))
        .route("/transfer", post(transfer));
    config
        .route("/", get(list))
        .service(scope("/items").route("", post(put_up)).service(item))
        .route("/orders/{order}", get(show_order))
        .route("/orders/{order}/refund", post(refund))
        .service(account)
        .route("/support", get(desk))
        .default_service(to(unguarded("nothing is there", nothing)));
}

type Answer = Result<HttpResponse, Failure>;

// Items. What is written is loaded inside the transaction that changes it, so that the check speaks
// of what is written.

async fn list(
    ask: Ask<ViewItem>,
    state: Data<State>,
    asked: Query<Pages>,
) -> Result<Page, Failure> {
    let who = ask.principal();
    let items = items::list(state.database.pool(), &who.scope(ViewItem), asked.page).await?;
    Ok(Page(pages::items::list(&state.frame(who), &items)))
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
    let changes = form.read().map_err(|_| UNREADABLE)?;
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
    let changes = form.read().map_err(|_| UNREADABLE)?;
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

async fn buy(ask: Ask<BuyItem>, state: Data<State>, id: Path<ItemId>) -> Answer {
    let mut write = state.database.write().await?;
    let permit = ask.check(BuyItem, item(&mut write, *id).await?)?;
    let placed = orders::place(&mut write, &permit).await?;
    let order = placed.ok_or(POOR)?;
    write.commit().await?;
    Ok(see(format!("/orders/{order}")))
}

async fn item(write: &mut Write, id: ItemId) -> Result<Item, Failure> {
    let found = items::load(&mut **write, id).await?;
    found.ok_or(MISSING)
}

// Orders, accounts, support.

async fn show_order(Allowed(permit): Allowed<ViewOrder>, state: Data<State>) -> Page {
    let frame = state.frame(permit.principal());
    Page(pages::orders::show(&frame, permit.context()))
}

async fn refund(ask: Ask<RefundOrder>, state: Data<State>, id: Path<OrderId>) -> Answer {
    let mut write = state.database.write().await?;
    let found = orders::load(&mut *write, *id).await?;
    let permit = ask.check(RefundOrder, found.ok_or(MISSING)?)?;
    if !orders::refund(&mut write, &permit).await? {
        return Err(POOR);
    }
    write.commit().await?;
    Ok(see(format!("/orders/{id}")))
}

async fn show_account(Allowed(permit): Allowed<ViewAccount>, state: Data<State>) -> Page {
    let (frame, account) = (state.frame(permit.principal()), permit.context());
    let (form, mistakes) = (TransferForm::default(), Mistakes::default());
    Page(pages::accounts::show(&frame, account, &form, &mistakes))
}

/// The amount is read before the check, because the check is of this amount.
async fn transfer(
    ask: Ask<TransferFunds>,
    state: Data<State>,
    id: Path<AccountId>,
    form: Form<TransferForm>,
) -> Answer {
    let mut write = state.database.write().await?;
    let found = accounts::load(&mut *write, *id).await?;
    let account = found.ok_or(MISSING)?;
    let Ok((amount, payee)) = form.read(*id) else {
        // Whoever could not transfer anything from here is refused, whatever they typed in.
        let refused = ask.check(TransferFunds::least(*id), account).err();
        return Err(refused.map_or(UNREADABLE, Failure::Refused));
    };
    let permit = ask.check(TransferFunds { amount, payee }, account)?;
    if !accounts::transfer(&mut write, &permit).await? {
        return Err(UNREADABLE);
    }
    write.commit().await?;
    Ok(see(format!("/accounts/{id}")))
}

#[requires(OpenSupportDesk)]
async fn desk(
    Who(who): Who<User>,
    state: Data<State>,
    asked: Query<Pages>,
) -> Result<Page, Failure> {
    let pool = state.database.pool();
    let accounts = accounts::list(pool, &who.scope(ViewAccount), asked.accounts).await?;
    let orders = orders::list(pool, &who.scope(ViewOrder), asked.orders).await?;
    let frame = state.frame(&who);
    Ok(Page(pages::desk::show(&frame, &accounts, &orders)))
}

async fn nothing() -> Result<Page, Failure> {
    Err(MISSING)
}

// What stands between HTTP and the handlers.

/// What an extractor is while it waits.
type Extraction<T> = Pin<Box<dyn Future<Output = Result<T, Failure>>>>;

impl FromRequest for User {
    type Error = Failure;
    type Future = Extraction<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let (state, headers) = (state(&request)?, headers(request.headers()));
            let jar = SignedCookieJar::from_headers(&headers, Key::from_ref(state));
            let user = Self::of_session(&jar, state).await;
            user.map_err(Failure::Unavailable)
        })
    }
}

/// Contexts load themselves, by the id that is the only one in the path.
macro_rules! contexts {
    ($($context:ident $id:ident $load:path;)*) => {
        $(
            impl FromRequest for $context {
                type Error = Failure;
                type Future = Extraction<Self>;

                fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                    let request = request.clone();
                    Box::pin(async move {
                        let id = Path::<$id>::extract(&request).await;
                        let id = id.map_err(|_| MISSING)?.into_inner();
                        let found = $load(state(&request)?.database.pool(), id).await?;
                        found.ok_or(MISSING)
                    })
                }
            }
        )*
    };
}

contexts! {
    Item ItemId items::load;
    Order OrderId orders::load;
    Account AccountId accounts::load;
}

fn state(request: &HttpRequest) -> Result<&State, Failure> {
    let missing = Failure::Failed(StatusCode::INTERNAL_SERVER_ERROR, "There is no state.");
    let state = request.app_data::<Data<State>>();
    state.map(|state| &***state).ok_or(missing)
}

/// Lets a request through that changes nothing, or that comes from our own pages.
async fn same_origin(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if request.method().is_safe() || from_own_pages(&headers(request.headers())) {
        let answer = next.call(request).await?;
        return Ok(answer.map_into_boxed_body());
    }
    let words = "This form was not sent from one of our pages.";
    Ok(request.error_response(Failure::Failed(StatusCode::FORBIDDEN, words)))
}

/// The headers as the rest of the marketplace reads them. The two frameworks have two versions of
/// the same crate for them.
fn headers(from: &header::HeaderMap) -> HeaderMap {
    let each = from.iter().filter_map(|(name, value)| {
        let name = HeaderName::from_bytes(name.as_ref()).ok()?;
        Some((name, HeaderValue::from_bytes(value.as_bytes()).ok()?))
    });
    each.collect()
}

/// A page, as an answer.
struct Page(Markup);

impl Responder for Page {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        page(StatusCode::OK, self.0)
    }
}

fn page(status: StatusCode, markup: Markup) -> HttpResponse {
    let kind = (header::CONTENT_TYPE, "text/html; charset=utf-8");
    HttpResponse::build(status)
        .insert_header(kind)
        .body(markup.into_string())
}

fn see(path: impl Into<String>) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, path.into()))
        .finish()
}

/// What a handler answers when it cannot do what it was asked.
#[derive(Debug)]
pub enum Failure {
    /// permit refused; it answers for itself.
    Refused(Refusal),
    /// Something else is in the way: the words say what.
    Failed(StatusCode, &'static str),
    /// The database does not answer.
    Unavailable(sqlx::Error),
}

const MISSING: Failure = Failure::Failed(
    StatusCode::NOT_FOUND,
    "There is no such page, or it is not there for you.",
);
const UNREADABLE: Failure = Failure::Failed(
    StatusCode::UNPROCESSABLE_ENTITY,
    "Something in this form is missing, or wrong.",
);

const POOR: Failure = Failure::Failed(StatusCode::CONFLICT, "The credit does not suffice.");

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::Failed(_, words) => f.write_str(words),
            Self::Unavailable(_) => f.write_str("The marketplace cannot reach its data right now."),
        }
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Refused(refusal) => refusal.status_code(),
            Self::Failed(status, _) => *status,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn error_response(&self) -> HttpResponse {
        match self {
            Self::Refused(refusal) => return refusal.error_response(),
            Self::Failed(..) => {}
            Self::Unavailable(error) => tracing::error!(%error, "the database failed"),
        }
        let trouble = pages::trouble("This did not work", &self.to_string());
        page(self.status_code(), trouble)
    }
}

impl NotFound for Failure {
    fn not_found() -> Self {
        MISSING
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self::Unavailable(error)
    }
}
