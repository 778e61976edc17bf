//! The files of `assert_matrix!` and `assert_routes!`. The environment decides whether they are written, so
//! each step runs this test program again.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use permit::{
    adapter::Guarded,
    matrix::{ChangeKind, RouteMatrix},
    testing::Routed,
};

use crate::{lints, shop::User};

/// The file that a step compares.
const FILE: &str = "PERMIT_TEST_FILE";

#[test]
fn the_committed_matrix_of_the_shop_is_that_of_the_code() {
    permit::assert_matrix!(User, "tests/matrix/permissions.md");
}

#[test]
fn the_committed_routes_of_the_shop_are_those_of_the_code() {
    permit::assert_routes!(User, "tests/matrix/routes.md", routes());
}

#[derive(Clone, Copy)]
struct Route(&'static str, &'static str, Guarded, Option<&'static str>);

impl Routed for Route {
    fn method(&self) -> &'static str {
        self.0
    }
    fn path(&self) -> &'static str {
        self.1
    }
    fn guard(&self) -> Guarded {
        self.2
    }
    fn subject(&self) -> Option<&'static str> {
        self.3
    }
}

fn routes() -> Vec<Route> {
    let (own, other) = (
        core::any::type_name::<User>(),
        core::any::type_name::<lints::User>(),
    );
    vec![
        Route(
            "POST",
            "/items/{id}",
            Guarded::Allows("edit_item"),
            Some(own),
        ),
        Route(
            "GET",
            "/items/{id}",
            Guarded::Allows("view_item"),
            Some(own),
        ),
        Route("GET", "/items", Guarded::Lists("view_item"), Some(own)),
        Route("POST", "/swaps", Guarded::Asks("swap_items"), Some(own)),
        Route("GET", "/account", Guarded::SignedIn, Some(own)),
        Route(
            "GET",
            "/health",
            Guarded::Unguarded("a load balancer asks"),
            None,
        ),
        Route("-", "/assets", Guarded::Opaque("files"), None),
        Route("GET", "/reports", Guarded::Allows("view_item"), Some(other)),
    ]
}

#[test]
#[ignore = "a step of another test"]
fn step_matrix() {
    permit::assert_matrix!(User, &env::var(FILE).unwrap());
}

#[test]
#[ignore = "a step of another test"]
fn step_routes() {
    permit::assert_routes!(User, &env::var(FILE).unwrap(), routes());
}

#[test]
#[ignore = "a step of another test"]
fn step_routes_of_an_unlisted_action() {
    let subject = core::any::type_name::<User>();
    let route = Route("GET", "/", Guarded::Asks("fly"), Some(subject));
    permit::assert_routes!(User, &env::var(FILE).unwrap(), [route]);
}

/// Runs a step. The last is what it prints.
fn step(name: &str, file: &Path, update: Option<&str>) -> (bool, String) {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args([
        "--exact",
        "--ignored",
        "--nocapture",
        &format!("committed::{name}"),
    ]);
    command.env(FILE, file).env_remove("PERMIT_UPDATE");
    command.envs(update.map(|update| ("PERMIT_UPDATE", update)));
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let said = String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap();
    assert!(
        said.contains("1 passed") || said.contains("1 failed"),
        "{said}"
    );
    (status.success(), said)
}

/// A file of a test, which is not there yet.
fn file(name: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_file(&place);
    place
}

#[test]
fn a_missing_file_says_how_it_is_made() {
    for name in ["step_matrix", "step_routes"] {
        let file = file(&format!("missing-{name}.md"));
        let (passed, said) = step(name, &file, None);
        assert!(!passed && !file.exists(), "{said}");
        assert!(said.contains("there is no file"), "{said}");
        assert!(said.contains("`PERMIT_UPDATE=1 cargo test`"), "{said}");
    }
}

#[test]
fn a_file_is_written_only_if_the_environment_says_so() {
    for name in ["step_matrix", "step_routes"] {
        let file = file(&format!("written-{name}.md"));
        for update in ["0", ""] {
            let (passed, said) = step(name, &file, Some(update));
            assert!(!passed && said.contains("there is no file"), "{said}");
        }
        let (passed, said) = step(name, &file, Some("yes"));
        assert!(
            !passed && said.contains("`PERMIT_UPDATE` is `1`, or is not set"),
            "{said}"
        );
        assert!(!file.exists());
        let (passed, said) = step(name, &file, Some("1"));
        assert!(passed && said.contains("Written: "), "{said}");
        assert!(step(name, &file, None).0);
        // As git has it on some systems.
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replace('\n', "\r\n")).unwrap();
        assert!(step(name, &file, None).0);
    }
}

#[test]
fn a_change_without_its_file_fails_with_the_difference_in_words() {
    let file = file("changed.md");
    assert!(step("step_matrix", &file, Some("1")).0);
    let text = fs::read_to_string(&file).unwrap();
    let old = text
        .replace(
            "- `Seller`: `allow if trained && unsold`",
            "- `Seller`: `deny`",
        )
        .replace(
            "- `Anonymous`, `Shopper`, `Seller`, `Support`, `Job`: `allow`",
            "- `Anonymous`, `Shopper`, `Seller`, `Support`, `Job`: `allow`\n",
        );
    let narrowed = old.replacen(
        "- `Anonymous`, `Shopper`, `Job`: `deny`",
        "- `Shopper`, `Job`: `deny`\n- `Anonymous`: `allow`",
        1,
    );
    fs::write(&file, narrowed).unwrap();
    let (passed, said) = step("step_matrix", &file, None);
    assert!(!passed);
    let expected = "does not say what the code says. The code\n\
                    allows more:\n  \
                      `Seller` may now `refund_order`, only if `trained && unsold`\n\
                    allows less:\n  \
                      `Anonymous` may no longer `edit_item`; before always\n\
                    help: if the code is right, write the file and commit it: `PERMIT_UPDATE=1 cargo test`";
    assert!(said.contains(expected), "{said}");
    // Writing it says what is accepted.
    let (passed, said) = step("step_matrix", &file, Some("1"));
    assert!(
        passed && said.contains("`Seller` may now `refund_order`"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn a_file_that_means_the_same_and_is_written_in_another_way_fails() {
    let file = file("form.md");
    assert!(step("step_matrix", &file, Some("1")).0);
    let text = fs::read_to_string(&file).unwrap();
    let other = text.replace("owner && unsold", "unsold && owner");
    assert_ne!(other, text);
    fs::write(&file, other).unwrap();
    let (passed, said) = step("step_matrix", &file, None);
    assert!(
        !passed && said.contains("means what the code says, and is written in another way"),
        "{said}"
    );
    assert!(
        said.contains("it has      `- `Seller`: `allow if flag(\"editing\") && unsold && owner``"),
        "{said}"
    );
}

#[test]
fn a_file_that_was_broken_by_hand_fails_with_its_line() {
    for (name, from) in [
        ("step_matrix", "# Permissions of"),
        ("step_routes", "# Routes of"),
    ] {
        let file = file(&format!("broken-{name}.md"));
        assert!(step(name, &file, Some("1")).0);
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replace(from, "# Notes about")).unwrap();
        let (passed, said) = step(name, &file, None);
        assert!(
            !passed && said.contains(&format!(", line 3: expected `{from}`")),
            "{said}"
        );
        assert!(step(name, &file, Some("1")).0, "it is written again");
    }
}

#[test]
fn a_route_for_an_action_that_is_not_listed_fails() {
    let file = file("unlisted.md");
    let (passed, said) = step("step_routes_of_an_unlisted_action", &file, Some("1"));
    assert!(!passed && !file.exists());
    assert!(
        said.contains("`GET /` asks for `fly`, which the catalogue of `User` does not list"),
        "{said}"
    );
}

#[test]
fn routes_are_read_from_what_is_written_of_them() {
    let text = include_str!("routes.md");
    let routes = RouteMatrix::from_markdown(text).unwrap();
    assert_eq!(routes.routes.len(), 8);
    assert!(text.ends_with(&routes.markdown()));
    assert!(RouteMatrix::diff(&routes, &routes).is_empty());
}

#[test]
fn a_change_of_a_route_is_told_what_widens_first() {
    use ChangeKind::{Narrowing, Other, Widening};
    let old = RouteMatrix::from_markdown(include_str!("routes.md")).unwrap();
    let told = |change: &dyn Fn(&mut RouteMatrix)| {
        let mut new = old.clone();
        change(&mut new);
        let changes = RouteMatrix::diff(&old, &new);
        let told = changes.iter().map(|one| (one.kind, one.words.clone()));
        told.collect::<Vec<_>>()
    };
    let at = |endpoint: &str| {
        old.routes
            .iter()
            .position(|one| one.endpoint == endpoint)
            .unwrap()
    };
    let (edit, view, list) = (
        at("POST /items/{id}"),
        at("GET /items/{id}"),
        at("GET /items"),
    );
    let opened = told(&|routes| {
        routes.routes[edit].guard = "unguarded: a test".to_owned();
        routes.routes[edit].cells = vec!["allow".parse().unwrap(); 5];
    });
    assert_eq!(opened.len(), 6);
    assert_eq!(
        opened[0],
        (
            Widening,
            "`POST /items/{id}` has another guard: `unguarded: a test`; before `allows edit_item`"
                .to_owned()
        )
    );
    assert_eq!(
        opened[1],
        (
            Widening,
            "`Anonymous` may now `POST /items/{id}`".to_owned()
        )
    );
    let asked = told(&|routes| routes.routes[view].guard = "asks view_item".to_owned());
    assert_eq!(
        asked.iter().map(|one| one.0).collect::<Vec<_>>(),
        [Widening]
    );
    let allowed = told(&|routes| routes.routes[list].guard = "allows view_item".to_owned());
    assert_eq!(allowed.iter().map(|one| one.0).collect::<Vec<_>>(), [Other]);
    let gone = told(&|routes| drop(routes.routes.remove(view)));
    assert_eq!(gone.len(), 6);
    assert!(gone.iter().all(|one| one.0 != Widening), "{gone:?}");
    assert_eq!(
        gone[0],
        (
            Narrowing,
            "`Anonymous` may no longer `GET /items/{id}`; before always".to_owned()
        )
    );
    assert_eq!(gone[5].0, Other);
    let twice = told(&|routes| {
        let route = routes.routes[edit].clone();
        routes.routes.push(route);
    });
    assert_eq!(
        twice.last().unwrap(),
        &(
            Other,
            "`POST /items/{id}` is a new route: `allows edit_item`".to_owned()
        )
    );
    let moved = told(&|routes| routes.routes.swap(0, 1));
    assert_eq!(
        moved,
        [(
            Other,
            "the user types or the routes are in another order".to_owned()
        )]
    );
}
