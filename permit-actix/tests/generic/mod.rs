//! Handlers and resources that are generic over actions, each with one bound.

use actix_web::{
    HttpRequest, Responder,
    http::{Method, StatusCode},
    web::Path,
};
use permit::WithoutFields;
use permit_actix::{
    Allowable, Allowed, Ask, Askable, Extract, Guard, Refusal, Resource, Scopable, Scoped,
    ServiceConfig, Signature, get, requires, resource,
};

use crate::app::{
    Draft, EditDraft, EditItem, Item, RecallItem, Shop, Transfer, ViewDraft, ViewItem,
};

async fn title<A: Allowable<Context = Item>>(Allowed(permit): Allowed<A>) -> String {
    std::future::ready(()).await;
    permit.context().title.clone()
}

async fn asked<A>(ask: Ask<A>, request: HttpRequest, id: Path<u64>) -> Result<&'static str, Refusal>
where
    A: Askable<Context = Draft> + WithoutFields,
{
    let draft = Shop::of(&request).draft(*id);
    let draft = draft.ok_or_else(|| ask.not_found())?;
    ask.check(A::VALUE, &draft).map(|_| "asked")
}

async fn listed<A: Scopable>(Scoped(scope): Scoped<A>) -> &'static str {
    match scope.extent() {
        permit::Extent::Nothing => "nothing",
        permit::Extent::Everything | permit::Extent::Where(_) => "something",
    }
}

#[requires(A)]
async fn by_attribute<A: Allowable>() -> &'static str {
    "done"
}

fn crud<Read, Write>(path: &str) -> Resource
where
    Read: Allowable<Context = Item>,
    Write: Allowable<Context = Item>,
{
    resource(path).get(title::<Read>).put(title::<Write>)
}

/// A handler that is given.
#[track_caller]
fn page<H, Arguments>(path: &str, handler: H) -> Resource
where
    H: Signature<Arguments, First: Guard, Future: Future<Output: Responder + 'static>>,
    Arguments: Extract + 'static,
{
    resource(path).get(handler)
}

fn routes(config: &mut ServiceConfig) {
    config
        .service(crud::<ViewItem, EditItem>("/items/{id}"))
        .route("/drafts/{id}", get(asked::<EditDraft>))
        .route("/recalls", get(listed::<RecallItem>))
        .route("/attribute/{id}", get(by_attribute::<EditItem>))
        .route("/shown/{id}", get(async |_: Allowed<ViewDraft>| "shown"))
        .service(page("/page/{id}", title::<EditItem>));
}

#[actix_web::test]
async fn a_handler_that_is_generic_over_actions_is_guarded_by_the_action_that_it_is_given() {
    let mut config = ServiceConfig::new();
    routes(&mut config);
    let each = config.routes().iter();
    let listed = each.map(|route| format!("{} {} {}", route.method, route.path, route.guard));
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
        let answer = Shop::default().get(path, session).at(routes).await;
        assert_eq!(answer.status, expected, "{path} {session}");
    }
    let refused = Shop::default().ask(Method::PUT, "/items/1", "seller 8");
    assert_eq!(refused.at(routes).await.status, StatusCode::FORBIDDEN);
}

#[test]
fn each_action_of_the_catalogue_has_the_bound_of_its_guard() {
    fn allowable<A: Allowable>() {}
    fn askable<A: Askable>() {}
    allowable::<ViewItem>();
    allowable::<EditDraft>();
    askable::<Transfer>();
}
