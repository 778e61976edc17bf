//! What every user type may do: the committed files, the lints, and the page.

use marketplace::domain::{FLAGS, User};
use permit::matrix::{Level, Lint, Matrix};

use crate::stage::{PEOPLE, Stage};

#[test]
fn the_committed_permissions_are_those_of_the_code() {
    permit::assert_matrix!(User, "permissions.md");
}

#[test]
fn the_committed_routes_are_those_of_the_code() {
    let routes = marketplace::handlers::routes();
    permit::assert_routes!(User, "routes.md", routes.routes());
}

#[test]
fn every_lint_holds_with_its_exceptions() {
    let matrix = Matrix::of::<User>();
    let all = Lint::ALL.iter();
    let lints = all.fold(matrix.lint(), |lints, lint| lints.level(*lint, Level::Deny));
    lints
        .known_flags(FLAGS.map(|flag| flag.name))
        .allow(
            Lint::OpenToAnonymous,
            "view_item",
            "what is for sale is public",
        )
        .allow(
            Lint::EqualTables,
            "operate_policy",
            "an operator may be another person than the one who writes the notice",
        )
        .assert();
}

#[tokio::test]
async fn the_page_says_every_rule_to_those_who_may_see_it() {
    let stage = Stage::new().await;
    let matrix = Matrix::of::<User>();
    for (name, person) in PEOPLE {
        let may = [5, 6].contains(&person);
        let page = stage.page(person, "/permissions").await;
        let link = stage
            .page(person, "/")
            .await
            .contains("href=\"/permissions\"");
        assert_eq!(link, may, "{name}");
        assert_eq!(page.contains("<td role=\"cell\""), may, "{name}");
        for (action, _, cell) in matrix.view().cells().filter(|_| may) {
            let rule = cell.conditions().unwrap_or_default();
            let rule = rule.replace('&', "&amp;").replace('"', "&quot;");
            assert!(
                page.contains(&action.key) && page.contains(&rule),
                "{name}: {rule}"
            );
        }
        let cells = page.matches("<td role=\"cell\"").count();
        assert_eq!(cells, if may { 22 * 8 } else { 0 }, "{name}");
    }
}
