//! Handlers and routers that are generic over actions, each with one bound.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use permit::WithoutFields;
use permit_axum::{
    Allowable, Allowed, Ask, Askable, Extract, Guard, MethodRouter, Refusal, Router, Scopable,
    Scoped, Signature, requires,
};

use crate::app::{
    Draft, EditDraft, EditItem, Item, PostItem, RecallItem, Shop, Transfer, User, ViewDraft,
    ViewItem, status,
};

async fn title<A: Allowable<Shop, Context = Item>>(Allowed(permit): Allowed<A>) -> String {
    // The permit lives over a point at which the handler waits.
    std::future::ready(()).await;
    permit.context().title.clone()
}

async fn asked<A>(ask: Ask<A>, State(shop): State<Shop>, Path(id): Path<u64>) -> Result<(), Refusal>
where
    A: Askable<Shop, Context = Draft> + WithoutFields,
{
    let draft = shop.draft(id).ok_or_else(|| ask.not_found())?;
    ask.check(A::VALUE, &draft).map(drop)
}

async fn listed<A: Scopable<Shop>>(Scoped(scope): Scoped<A>) -> &'static str {
    match scope.extent() {
        permit::Extent::Nothing => "nothing",
        permit::Extent::Everything | permit::Extent::Where(_) => "something",
    }
}

#[requires(A)]
async fn by_attribute<A: Allowable<Shop>>() -> &'static str {
    "done"
}

fn crud<Read, Write>() -> MethodRouter<Shop>
where
    Read: Allowable<Shop, Context = Item>,
    Write: Allowable<Shop, Context = Item>,
{
    permit_axum::get(title::<Read>).put(title::<Write>)
}

/// The same for any state.
fn shown<A, S>() -> MethodRouter<S>
where
    A: Allowable<S>,
    S: Clone + Send + Sync + 'static,
{
    permit_axum::get(async |_: Allowed<A>| "shown")
}

/// A handler that is given.
#[track_caller]
fn page<H, Arguments, Via>(handler: H) -> MethodRouter<Shop>
where
    H: Signature<Arguments, First: Guard, Future: Future<Output: IntoResponse> + Send>,
    Arguments: Extract<Shop, Via> + Send + 'static,
    Via: 'static,
{
    permit_axum::get(handler)
}

fn router(shop: &Shop) -> Router {
    Router::new()
        .route("/items/{id}", crud::<ViewItem, EditItem>())
        .route("/drafts/{id}", permit_axum::get(asked::<EditDraft>))
        .route("/recalls", permit_axum::get(listed::<RecallItem>))
        .route(
            "/attribute/{id}",
            permit_axum::get(by_attribute::<EditItem>),
        )
        .route("/shown/{id}", shown::<ViewDraft, Shop>())
        .route("/page/{id}", page(title::<EditItem>))
        .with_state(shop.clone())
}

#[tokio::test]
async fn a_handler_that_is_generic_over_actions_is_guarded_by_the_action_that_it_is_given() {
    let shop = Shop::new();
    let router = router(&shop);
    let routes = router.routes().iter();
    let listed = routes.map(|route| format!("{} {} {}", route.method, route.path, route.guard));
    assert_eq!(
        listed.collect::<Vec<_>>(),
        [
            "GET /items/{id} allows view_item",
            "PUT /items/{id} allows edit_item",
            "GET /drafts/{id} asks edit_draft",
            "GET /recalls lists recall_item",
            "GET /attribute/{id} allows edit_item",
            "GET /shown/{id} allows view_draft",
            "GET /page/{id} allows edit_item",
        ]
    );
    for (path, session, expected) in [
        ("/items/1", "anonymous", StatusCode::OK),
        ("/drafts/1", "seller 7", StatusCode::OK),
        ("/drafts/2", "seller 7", StatusCode::FORBIDDEN),
        ("/drafts/3", "seller 7", StatusCode::NOT_FOUND),
        ("/recalls", "seller 8", StatusCode::OK),
        ("/recalls", "anonymous", StatusCode::UNAUTHORIZED),
        ("/attribute/1", "seller 7", StatusCode::OK),
        ("/attribute/1", "seller 8", StatusCode::FORBIDDEN),
        ("/shown/1", "seller 7", StatusCode::OK),
        ("/shown/1", "seller 8", StatusCode::NOT_FOUND),
        ("/page/1", "seller 7", StatusCode::OK),
        ("/page/1", "seller 8", StatusCode::FORBIDDEN),
    ] {
        assert_eq!(
            status(&router, path, session).await,
            expected,
            "{path} {session}"
        );
    }
}

#[test]
fn a_handler_that_is_given_is_listed_where_it_is_given() {
    let line = line!() + 1;
    let routes = page(title::<EditItem>);
    let router: Router<Shop> = Router::new().route("/page/{id}", routes);
    let places = router.routes().iter().map(|route| (route.file, route.line));
    assert_eq!(places.collect::<Vec<_>>(), [(file!(), line)]);
}

#[test]
fn each_action_of_the_catalogue_has_the_bound_of_its_guard() {
    fn allowable<A: Allowable<Shop>>() {}
    fn askable<A: Askable<Shop, Subject = User>>() {}
    allowable::<ViewItem>();
    allowable::<EditDraft>();
    allowable::<PostItem>();
    askable::<Transfer>();
}
