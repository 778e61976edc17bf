//! Contexts with several path parts, and two contexts of one request, as the guide loads them.

#![expect(
    unreachable_pub,
    clippy::unwrap_used,
    reason = "the tracker is shared with the guide, and a test that cannot continue panics"
)]

include!("../../../examples/support/tracker.rs");

use std::{collections::HashMap, future::Future, pin::Pin};

use actix_web::{
    Error, FromRequest, HttpRequest,
    body::to_bytes,
    dev::Payload,
    error::ErrorNotFound,
    http::{Method, StatusCode},
    test::{TestRequest, call_service, init_service},
    web::{Path, Query},
};
use permit::{Authorizer, Caller};
use permit_actix::{Allowed, App, Ask, Authenticate, Authenticator, Refusal, get, post, put};

type Loading<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

impl FromRequest for Task {
    type Error = Error;
    type Future = Loading<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let path = Path::<(u64, u64)>::extract(&request).await;
            let (project, task) = path.map_err(ErrorNotFound)?.into_inner();
            find_task(project, task).ok_or_else(|| ErrorNotFound("no such task"))
        })
    }
}

impl FromRequest for Move {
    type Error = Error;
    type Future = Loading<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let task = Task::extract(&request).await?;
            let query = Query::<HashMap<String, u64>>::extract(&request).await;
            let query = query.map_err(ErrorNotFound)?;
            let to = query.get("to").copied().and_then(find_project);
            let to = to.ok_or_else(|| ErrorNotFound("no such project"))?;
            Ok(Self { task, to })
        })
    }
}

impl Authenticate<Authorizer<User>> for User {
    type Error = Error;

    fn authorizer(authorizer: &Authorizer<Self>) -> &Authorizer<Self> {
        authorizer
    }

    async fn authenticate(
        request: &HttpRequest,
        _: &Authorizer<Self>,
    ) -> Result<Caller<Self>, Error> {
        let id = request.headers().get("user").unwrap().to_str().unwrap();
        Ok(Self::of(id.parse().ok()).into())
    }
}

async fn show(Allowed(permit): Allowed<ViewTask>) -> &'static str {
    permit.context().title
}

async fn relocate(Allowed(permit): Allowed<MoveTask>) -> String {
    format!(
        "{} -> {}",
        permit.context().task.project,
        permit.context().to.id
    )
}

/// As `relocate`, with the other project in the body.
async fn relocate_by_body(
    ask: Ask<MoveTask>,
    path: Path<(u64, u64)>,
    to: String,
) -> Result<String, Refusal> {
    let to = to.parse().map_err(|_| ask.not_found())?;
    let task = find_task(path.0, path.1).ok_or_else(|| ask.not_found())?;
    let to = find_project(to).ok_or_else(|| ask.not_found())?;
    let permit = ask.check(MoveTask, Move { task, to })?;
    Ok(format!(
        "{} -> {}",
        permit.context().task.project,
        permit.context().to.id
    ))
}

/// Everything of the answer that a caller sees.
async fn answer(
    method: Method,
    user: &str,
    path: &str,
    body: &'static str,
) -> (StatusCode, String) {
    let authorizer = Authorizer::<User>::builder().build();
    let app = App::new()
        .app_data(Authenticator::<User>::new(authorizer))
        .route("/projects/{project}/tasks/{task}", get(show))
        .route("/projects/{project}/tasks/{task}/move", post(relocate))
        .route(
            "/projects/{project}/tasks/{task}/move",
            put(relocate_by_body),
        );
    let request = TestRequest::with_uri(path).method(method).set_payload(body);
    let request = request.insert_header(("user", user)).to_request();
    let answer = call_service(&init_service(app).await, request).await;
    let (_, answer) = answer.into_parts();
    let (status, headers) = (answer.status(), format!("{:?}", answer.headers()));
    let text = to_bytes(answer.into_body()).await.ok().unwrap();
    (
        status,
        format!("{headers}\n{}", String::from_utf8_lossy(&text)),
    )
}

#[actix_web::test]
async fn a_task_of_another_project_is_answered_exactly_as_a_missing_one() {
    let shown = async |user, path| answer(Method::GET, user, path, "").await;
    assert_eq!(shown("1", "/projects/1/tasks/11").await.0, StatusCode::OK);
    assert_eq!(shown("3", "/projects/2/tasks/21").await.0, StatusCode::OK);
    let missing = shown("1", "/projects/1/tasks/99").await;
    assert_eq!(missing.0, StatusCode::NOT_FOUND);
    for (user, path) in [
        ("1", "/projects/1/tasks/21"),
        // Members of its project.
        ("2", "/projects/1/tasks/21"),
        ("3", "/projects/1/tasks/21"),
        ("1", "/projects/2/tasks/21"),
        ("1", "/projects/99/tasks/21"),
        ("1", "/projects/one/tasks/21"),
    ] {
        assert_eq!(shown(user, path).await, missing, "{user} {path}");
    }
}

#[actix_web::test]
async fn a_move_is_allowed_if_its_task_and_its_other_project_both_are() {
    let path = "/projects/1/tasks/11/move";
    for by_body in [false, true] {
        let moved = async |user, to: &'static str| {
            if by_body {
                answer(Method::PUT, user, path, to).await
            } else {
                answer(Method::POST, user, &format!("{path}?to={to}"), "").await
            }
        };
        let done = moved("3", "2").await;
        assert_eq!(done.0, StatusCode::OK);
        assert!(done.1.ends_with("1 -> 2"), "{done:?}");
        let missing = moved("1", "99").await;
        assert_eq!(missing.0, StatusCode::NOT_FOUND);
        assert_eq!(
            moved("1", "2").await,
            missing,
            "a project that user 1 may not see"
        );
        assert_eq!(
            moved("2", "2").await,
            missing,
            "a task that user 2 may not see"
        );
        assert_eq!(
            moved("1", "3").await.0,
            StatusCode::FORBIDDEN,
            "it may only see it"
        );
        assert_eq!(moved("", "2").await.0, StatusCode::UNAUTHORIZED);
    }
}
