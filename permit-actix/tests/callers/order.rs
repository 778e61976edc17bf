//! Middleware that looks at a caller, narrows it or signs it in: its order decides nothing.

use actix_web::{
    Error, HttpMessage,
    body::BoxBody,
    dev::{ServiceRequest, ServiceResponse},
    middleware::{Next, from_fn},
    test::init_service,
    web,
};
use permit::Consent;
use permit_actix::{
    Allowed, App, Ask, Scoped, Sequenced, ServiceConfig, SignedIn, Who, get, guarded, narrow,
    requires, scope, unguarded,
};

use super::{
    Answer, Credential, EditItem, Office, PATHS, PostItem, User, ViewItem, answer, in_an_hour, ok,
    read, routes_within, said, send,
};

/// What a middleware does before the handler.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Layer {
    /// Looks at the caller, and ignores a failure.
    Log,
    /// Nothing is edited.
    NoEdit,
    /// Nothing is posted.
    NoPost,
    SignIn(Session),
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Session {
    Seller,
    ThirdParty,
    Impersonated,
}

impl Session {
    fn credential(self) -> Credential {
        let seller = User::seller(7);
        match self {
            Self::Seller => Credential::of(seller),
            Self::ThirdParty => {
                Credential::delegated(seller, Consent::to(["view_item", "edit_item"]))
            }
            Self::Impersonated => Credential::impersonating(User::support(), seller, in_an_hour()),
        }
    }

    /// The handler's principal under both narrowings.
    const fn said(self) -> &'static str {
        match self {
            Self::Seller => "7 under 2",
            Self::ThirdParty => "7 under 3",
            Self::Impersonated => "7 by 100 under 2",
        }
    }
}

impl Layer {
    async fn around(
        self,
        mut request: ServiceRequest,
        next: Next<BoxBody>,
    ) -> Result<ServiceResponse<BoxBody>, Error> {
        let no_edit = || Consent::to(["view_item", "post_item"]);
        let no_post = || Consent::to(["view_item", "edit_item"]);
        match self {
            Self::Log => drop(request.extract::<Who<User>>().await),
            Self::NoEdit => narrow::<User>(&mut request.extensions_mut(), no_edit()),
            Self::NoPost => narrow::<User>(&mut request.extensions_mut(), no_post()),
            Self::SignIn(session) => {
                request.extensions_mut().insert(session.credential());
            }
            Self::Nothing => {}
        }
        next.call(request).await
    }
}

/// The answers of all guards behind these middleware, the outermost first: two around the
/// application, one around a scope and one around each route.
async fn answers(office: &Office, layers: [Layer; 4]) -> Vec<Answer> {
    let around = |layer: Layer| {
        from_fn(move |request: ServiceRequest, next: Next<BoxBody>| layer.around(request, next))
    };
    let [outermost, outer, inner, innermost] = layers;
    let shop = scope("/shop")
        .configure(|config| {
            routes_within(config, |route| route.wrap(around(innermost)));
        })
        .wrap(around(inner));
    let app = App::new()
        .app_data(office.clone())
        .app_data(office.authenticator())
        .service(shop)
        .wrap(around(outer))
        .wrap(around(outermost));
    let service = init_service(app).await;
    let mut answers = Vec::new();
    for path in PATHS {
        answers.push(send(&service, &format!("/shop{path}"), None).await);
    }
    answers
}

/// Every order of `layers`.
fn orders(layers: &[Layer]) -> Vec<Vec<Layer>> {
    if layers.is_empty() {
        return vec![Vec::new()];
    }
    let mut orders = Vec::new();
    for (position, first) in layers.iter().enumerate() {
        let mut others = layers.to_vec();
        others.remove(position);
        for mut order in self::orders(&others) {
            order.insert(0, *first);
            orders.push(order);
        }
    }
    orders
}

#[actix_web::test]
async fn every_order_of_middleware_gives_the_same_decisions_with_and_without_a_log() {
    let office = Office::new();
    let (mut logged, mut unlogged) = (0, 0);
    for session in [Session::Seller, Session::ThirdParty, Session::Impersonated] {
        let said = ok(session.said());
        let refused = || (403, String::new());
        // In the order of the paths. Both narrowings apply, so only viewing is left.
        let expected = [
            said.clone(),
            refused(),
            ok("none"),
            refused(),
            refused(),
            said.clone(),
            said,
        ];
        let signs_in = Layer::SignIn(session);
        for look in [Layer::Log, Layer::Nothing] {
            for order in orders(&[look, Layer::NoEdit, Layer::NoPost, signs_in]) {
                let order: [Layer; 4] = order.try_into().unwrap();
                let decisions = answers(&office, order).await;
                assert_eq!(decisions, expected, "{order:?}");
                match look {
                    Layer::Log => logged += decisions.len(),
                    _ => unlogged += decisions.len(),
                }
            }
        }
    }
    // 3 sessions, 24 orders, 7 guards.
    assert_eq!((logged, unlogged), (504, 504));
}

#[actix_web::test]
async fn each_of_two_narrowings_takes_away_what_the_other_leaves() {
    let office = Office::new();
    let signs_in = Layer::SignIn(Session::Seller);
    let one = |layer| [signs_in, layer, Layer::Nothing, Layer::Nothing];
    let statuses = async |layers| -> Vec<u16> {
        let answers = answers(&office, layers).await;
        answers.into_iter().map(|(status, _)| status).collect()
    };
    // /view, /edit, /option, /ask, /list, /me, /who
    assert_eq!(
        statuses(one(Layer::Nothing)).await,
        [200, 200, 200, 200, 200, 200, 200]
    );
    assert_eq!(
        statuses(one(Layer::NoEdit)).await,
        [200, 403, 200, 200, 403, 200, 200]
    );
    assert_eq!(
        statuses(one(Layer::NoPost)).await,
        [200, 200, 200, 403, 200, 200, 200]
    );
    let both = [Layer::NoPost, signs_in, Layer::NoEdit, Layer::Nothing];
    assert_eq!(statuses(both).await, [200, 403, 200, 403, 403, 200, 200]);
}

/// The log sees a request without a credential, which is a failure here. The handler sees another.
#[actix_web::test]
async fn a_failure_that_a_middleware_saw_is_not_the_answer_of_the_handler() {
    let office = Office::new();
    let signs_in = Layer::SignIn(Session::Seller);
    let before = [Layer::Log, signs_in, Layer::Nothing, Layer::Nothing];
    assert!(
        answers(&office, before)
            .await
            .iter()
            .all(|(status, _)| *status == 200)
    );
    let without = [Layer::Log; 4];
    assert!(
        answers(&office, without)
            .await
            .iter()
            .all(|(status, _)| *status == 401)
    );
}

/// Calls the handler twice: as seller 7, and then with the same request as seller 8.
async fn forward(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let first = next.call(request).await?;
    let request = first.request().clone();
    let (status, first) = read(first).await;
    assert_eq!(status, 200);
    let other = Credential::of(User::seller(8));
    request.extensions_mut().insert(other);
    let second = next.call(ServiceRequest::from_request(request)).await?;
    let request = second.request().clone();
    let (status, second) = read(second).await;
    let both = actix_web::HttpResponse::Ok().body(format!("{first}, then {status} {second}"));
    Ok(ServiceResponse::new(request, both))
}

#[actix_web::test]
async fn a_request_that_is_forwarded_with_other_credentials_has_another_principal() {
    async fn unsequenced(Who(who): Who<User>) -> String {
        said(&who)
    }
    let office = Office::new();
    let routes = |config: &mut ServiceConfig| {
        routes_within(config, |route| route.wrap(from_fn(forward)));
        let own = web::get().to(unsequenced).wrap(from_fn(forward));
        let own = web::resource("/own").route(own);
        config.service_unguarded("a test", own);
    };
    let credential = Credential::of(User::seller(7));
    for (path, expected) in [
        ("/view", "7 under 0, then 200 8 under 0"),
        ("/edit", "7 under 0, then 403 "),
        ("/option", "7 under 0, then 200 none"),
        ("/ask", "7 under 0, then 200 8 under 0"),
        ("/list", "7 under 0, then 200 8 under 0"),
        ("/me", "7 under 0, then 200 8 under 0"),
        ("/who", "7 under 0, then 200 8 under 0"),
        ("/own", "7 under 0, then 200 8 under 0"),
    ] {
        let answer = answer(&office, routes, path, &credential).await;
        assert_eq!(answer, ok(expected), "{path}");
    }
}

/// Seven guards, two of them in a sequence of their own.
#[requires(ViewItem)]
async fn many(
    _: Allowed<EditItem>,
    ask: Ask<PostItem>,
    Scoped(scope): Scoped<EditItem>,
    SignedIn(who): SignedIn<User>,
    Sequenced((_, option)): Sequenced<(Allowed<ViewItem>, Option<Allowed<EditItem>>)>,
    _: Who<User>,
) -> String {
    assert!(option.is_some());
    ask.nothing_to_check("a test");
    scope.nothing_to_list("a test");
    said(&who)
}

#[guarded]
#[actix_web::get("/marked")]
async fn marked(_: Allowed<ViewItem>, ask: Ask<PostItem>, Who(who): Who<User>) -> String {
    ask.nothing_to_check("a test");
    said(&who)
}

#[actix_web::test]
async fn several_guards_of_one_handler_authenticate_once() {
    let office = Office::new();
    let routes = |config: &mut ServiceConfig| {
        let own = async |_: Who<User>, SignedIn(who): SignedIn<User>| said(&who);
        let own = web::resource("/own").route(web::get().to(own));
        config
            .route("/many", get(many))
            .service(marked)
            .service_unguarded("a test", own);
    };
    let credential = Credential::of(User::seller(7));
    for (path, expected) in [("/many", 1), ("/marked", 1), ("/own", 2)] {
        let answer = answer(&office, routes, path, &credential).await;
        assert_eq!(answer, ok("7 under 0"), "{path}");
        assert_eq!(office.authenticated(), expected, "{path}");
    }
}

/// Without a credential, and so without a known caller.
#[actix_web::test]
async fn an_optional_sequence_is_none_on_a_denial_only() {
    type Both = Sequenced<(Allowed<ViewItem>, Allowed<EditItem>)>;
    let both = async |both: Option<Both>| both.is_some().to_string();
    let office = Office::new();
    let app = App::new()
        .app_data(office.clone())
        .app_data(office.authenticator())
        .route("/both", get(unguarded("a test", both)));
    let service = init_service(app).await;
    for (user, expected) in [(User::seller(7), "true"), (User::seller(8), "false")] {
        let credential = Credential::of(user);
        let answer = send(&service, "/both", Some(&credential)).await;
        assert_eq!(answer, ok(expected));
    }
    let answer = send(&service, "/both", None).await;
    assert_eq!(answer, (401, String::new()));
}
