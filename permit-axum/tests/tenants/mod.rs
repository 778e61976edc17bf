//! Users who belong to several tenants: the request says which, and the user whether it is a member.

use axum::http::StatusCode;
use permit::{Authorizer, Subject as _, tenancy::Tenant};

use self::example::{ReadReport, User};
use crate::app::{Answer, get};

#[path = "../../examples/tenants.rs"]
#[expect(unreachable_pub, reason = "the example is a crate of its own")]
mod example;

async fn asked(path: &str, session: &str) -> Answer {
    get(&example::router(), path, session).await
}

#[tokio::test]
async fn a_user_of_several_tenants_acts_in_the_one_that_the_request_names() {
    for (path, report) in [
        ("/acme/reports/1", "report 1 of acme"),
        ("/globex/reports/2", "report 2 of globex"),
    ] {
        let answer = asked(path, "ada").await;
        assert_eq!(
            (answer.status, answer.text.as_str()),
            (StatusCode::OK, report)
        );
    }
    // A member of both, and in one of them at a time.
    for path in ["/acme/reports/2", "/globex/reports/1"] {
        assert_eq!(
            asked(path, "ada").await,
            asked("/acme/reports/9", "ada").await
        );
    }
}

#[tokio::test]
async fn a_tenant_of_which_a_user_is_no_member_is_answered_as_one_that_does_not_exist() {
    let missing = asked("/none/reports/1", "ben").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    for path in [
        "/acme/reports/1",
        "/acme/reports/9",
        "/ACME/reports/1",
        "/glob/reports/2",
    ] {
        assert_eq!(asked(path, "ben").await, missing, "{path}");
    }
    // The report of its own company is not reached through another one either.
    assert_eq!(asked("/acme/reports/2", "ben").await, missing);
    assert_eq!(
        asked("/globex/reports/2", "ben").await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn an_anonymous_caller_of_a_tenant_reaches_what_is_public_there_and_nowhere_else() {
    let published = asked("/acme/reports/1", "").await;
    assert_eq!(
        (published.status, published.text.as_str()),
        (StatusCode::OK, "report 1 of acme")
    );
    let missing = asked("/globex/reports/9", "").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert_eq!(asked("/globex/reports/1", "").await, missing);
    // In its tenant it is told to sign in.
    assert_eq!(
        asked("/globex/reports/2", "").await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn staff_of_the_platform_reach_every_tenant() {
    for path in ["/acme/reports/1", "/globex/reports/2", "/none/reports/2"] {
        assert_eq!(asked(path, "sue").await.status, StatusCode::OK, "{path}");
    }
    let authorizer = Authorizer::<User>::builder().build();
    let scope = authorizer
        .anonymous_at(Tenant::of("acme"))
        .scope(ReadReport)
        .unwrap();
    assert_ne!(*scope.extent(), permit::Extent::Everything);
    assert_eq!(User::anonymous().tenant(), Tenant::Unknown);
}
