//! Several subjects, authorizers and scopes in one application.

use actix_web::{
    Error, FromRequest, HttpMessage, HttpRequest,
    dev::Service,
    test::{TestRequest, init_service},
    web::Data,
};
use permit::{Authorizer, Caller, Consent, Subject, UserTypes, flags::InMemoryFlags};
use permit_actix::{
    Allowed, App, Authenticate, Authenticator, ServiceConfig, SignedIn, Who, get, narrow, scope,
    unguarded,
};

use super::{Credential, Office, PATHS, TryOut, User, in_an_hour, ok, routes, said, send};

/// A second subject, with a catalogue and a state of its own.
mod machines {
    use super::{Authenticate, Authorizer, Caller, Error, HttpRequest, Subject, UserTypes};

    #[derive(permit::UserType, Clone, Copy)]
    pub enum Kind {
        #[anonymous]
        Unknown,
        Robot,
    }

    pub struct Machine(pub bool);

    impl Subject for Machine {
        type UserType = Kind;
        type Id = str;

        fn id(&self) -> Option<&str> {
            self.0.then_some("robot")
        }

        fn user_types(&self) -> UserTypes<Kind> {
            if self.0 { Kind::Robot } else { Kind::Unknown }.into()
        }

        fn anonymous() -> Self {
            Self(false)
        }
    }

    permit::permissions! {
        <Machine: Kind>
        pub Feed { Unknown => deny, Robot => allow }
        pub ViewItem { Unknown => deny, Robot => allow }
    }

    pub struct Hall(pub Authorizer<Machine>);

    impl Authenticate<Hall> for Machine {
        type Error = Error;

        fn authorizer(hall: &Hall) -> &Authorizer<Self> {
            &hall.0
        }

        async fn authenticate(request: &HttpRequest, _: &Hall) -> Result<Caller<Self>, Error> {
            Ok(Self(request.path().contains("robot")).into())
        }
    }
}

use machines::{Feed, Hall, Machine};

fn hall() -> Authenticator<Machine> {
    Authenticator::new(Hall(Authorizer::builder().build()))
}

#[actix_web::test]
async fn two_subjects_of_one_application_are_decided_for_apart() {
    async fn both(SignedIn(user): SignedIn<User>, Allowed(feed): Allowed<Feed>) -> String {
        let machine = feed.principal();
        let consents = machine.consents().count();
        format!(
            "{}, {:?} under {consents}",
            said(&user),
            machine.subject().id()
        )
    }
    let office = Office::new();
    // A narrowing of one subject is not one of the other, although both have a `view_item`.
    let app = App::new()
        .app_data(office.clone())
        .app_data(office.authenticator())
        .app_data(hall())
        .configure(routes)
        .route("/robot", get(both))
        .route("/nothing", get(both))
        .wrap_fn(|request, service| {
            let consent = Consent::to(["view_item"]);
            narrow::<User>(&mut request.extensions_mut(), consent);
            service.call(request)
        });
    let service = init_service(app).await;
    let seller = Credential::of(User::seller(7));
    let answer = send(&service, "/robot", Some(&seller)).await;
    assert_eq!(answer, ok(r#"7 under 1, Some("robot") under 0"#));
    let answer = send(&service, "/nothing", Some(&seller)).await;
    assert_eq!(answer, (401, String::new()), "the machine is not known");
    let anonymous = Credential::of(User::anonymous());
    let answer = send(&service, "/robot", Some(&anonymous)).await;
    assert_eq!(answer, (401, String::new()), "the user is not known");
}

fn with_trial(on: bool) -> Office {
    Office::of(Authorizer::builder().flags(InMemoryFlags::new().with("trial", on)))
}

fn trials(config: &mut ServiceConfig) {
    async fn try_out(Allowed(permit): Allowed<TryOut>) -> String {
        said(permit.principal())
    }
    config.route("/try", get(try_out));
}

#[actix_web::test]
async fn nested_scopes_use_their_own_authenticators() {
    async fn both(SignedIn(user): SignedIn<User>, Who(machine): Who<Machine>) -> String {
        let known = !machine.is_anonymous();
        format!("{}, {known}", said(&user))
    }
    let (outer, inner, deep) = (with_trial(false), with_trial(true), with_trial(false));
    // The same value in both forms is one authenticator.
    let shared = Data::new(outer.authenticator());
    let deepest = scope("/deep")
        .app_data(deep.authenticator())
        .configure(trials);
    let within = scope("/in")
        .app_data(inner.authenticator())
        .configure(trials)
        .service(deepest)
        .service(scope("/plain").configure(trials).route("/robot", get(both)));
    let app = App::new()
        .app_data(outer.clone())
        .app_data(Authenticator::clone(&shared))
        .app_data(hall())
        .configure(trials)
        .service(within)
        .service(scope("/twice").app_data(shared).configure(trials));
    let service = init_service(app).await;
    let seller = Credential::of(User::seller(7));
    for (path, allowed, authenticated) in [
        ("/try", false, [1, 0, 0]),
        ("/in/try", true, [0, 1, 0]),
        ("/in/deep/try", false, [0, 0, 1]),
        ("/in/plain/try", true, [0, 1, 0]),
        ("/twice/try", false, [1, 0, 0]),
    ] {
        let answer = send(&service, path, Some(&seller)).await;
        let expected = if allowed {
            ok("7 under 0")
        } else {
            (403, String::new())
        };
        assert_eq!(answer, expected, "{path}");
        let offices = [&outer, &inner, &deep];
        assert_eq!(offices.map(Office::authenticated), authenticated, "{path}");
    }
    // The other subject has the authenticator of the application everywhere.
    let answer = send(&service, "/in/plain/robot", Some(&seller)).await;
    assert_eq!(answer, ok("7 under 0, true"));
}

#[actix_web::test]
async fn a_scope_with_its_own_authenticator_is_narrowed_too() {
    let (outer, inner) = (Office::new(), Office::new());
    let app = App::new()
        .app_data(outer.clone())
        .app_data(outer.authenticator())
        .service(
            scope("/in")
                .app_data(inner.authenticator())
                .configure(routes),
        )
        .wrap_fn(|request, service| {
            let consent = Consent::to(["view_item"]);
            narrow::<User>(&mut request.extensions_mut(), consent);
            service.call(request)
        });
    let service = init_service(app).await;
    let acting = Credential::impersonating(User::support(), User::seller(7), in_an_hour());
    for credential in [Credential::of(User::seller(7)), acting] {
        let mut statuses = Vec::new();
        for path in PATHS {
            let answer = send(&service, &format!("/in{path}"), Some(&credential)).await;
            statuses.push((answer.0, answer.1 == "none"));
        }
        let (seen, refused, none) = ((200, false), (403, false), (200, true));
        assert_eq!(
            statuses,
            [seen, refused, none, refused, refused, seen, seen]
        );
    }
}

#[actix_web::test]
async fn an_authenticator_may_be_given_as_data() {
    let office = Office::new();
    let app = App::new()
        .app_data(office.clone())
        .app_data(Data::new(office.authenticator()))
        .configure(routes);
    let service = init_service(app).await;
    let seller = Credential::of(User::seller(7));
    for path in PATHS {
        let answer = send(&service, path, Some(&seller)).await;
        assert_eq!(answer, ok("7 under 0"), "{path}");
    }
}

/// actix-web does not tell which of two types is nearer, so neither may be ignored.
#[actix_web::test]
async fn two_authenticators_in_two_forms_are_500_that_reveals_nothing_and_says_what_to_do() {
    let (outer, inner) = (Office::new(), Office::new());
    let optional = async |who: Option<Who<User>>| who.is_some().to_string();
    for plain_outside in [true, false] {
        let app = App::new().app_data(outer.clone());
        let within = scope("/in").configure(routes);
        let within = within.route("/optional", get(unguarded("a test", optional)));
        let (app, within) = if plain_outside {
            let data = Data::new(inner.authenticator());
            (app.app_data(outer.authenticator()), within.app_data(data))
        } else {
            let data = Data::new(outer.authenticator());
            (app.app_data(data), within.app_data(inner.authenticator()))
        };
        let service = init_service(app.service(within).configure(routes)).await;
        let seller = Credential::of(User::seller(7));
        for path in PATHS.into_iter().chain(["/optional"]) {
            let answer = send(&service, &format!("/in{path}"), Some(&seller)).await;
            assert_eq!(answer, (500, String::new()), "{path}");
        }
        let outside = send(&service, "/me", Some(&seller)).await;
        assert_eq!(outside, ok("7 under 0"));
    }

    let request = TestRequest::default()
        .app_data(outer.authenticator())
        .app_data(Data::new(inner.authenticator()))
        .to_http_request();
    let failed = Who::<User>::extract(&request).await.err().unwrap();
    let told = failed.to_string();
    assert!(
        told.starts_with("there are two authenticators: register each `Authenticator<"),
        "{told}"
    );
    let response = failed.as_response_error().error_response();
    assert_eq!(response.status(), 500);
}

#[test]
fn an_authenticator_in_a_log_names_its_subject() {
    let printed = format!("{:?}", hall());
    assert!(printed.ends_with("Machine\")"), "{printed}");
}
