//! The page of operators in a browser: by the keyboard alone, and without scripts.

use std::{path::Path, process::Command};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{layout::browser, stage::Stage};

#[tokio::test]
async fn operators_block_lift_and_open_by_the_keyboard_alone_and_without_scripts() {
    let Some(browser) = browser() else { return };
    let stage = Stage::new().await;
    let profile = TempDir::new().unwrap();
    let asked = json!({
        "browser": browser,
        "origin": stage.origin(),
        "cookie": stage.cookie(6),
        "profile": profile.path(),
    });
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts/keyboard.mjs");
    let mut node = Command::new("node");
    node.arg(script).arg(asked.to_string());
    // The marketplace runs in this process, so this thread does not wait.
    let output = tokio::task::spawn_blocking(move || node.output())
        .await
        .unwrap();
    let Ok(output) = output else {
        let required = std::env::var_os("PERMIT_REQUIRE_NODE");
        assert!(
            required.is_none_or(|value| value != "1"),
            "node is not installed"
        );
        return;
    };
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let shown: Value = serde_json::from_slice(&output.stdout).unwrap();
    let shown = |name: &str| shown[name].as_str().unwrap().to_owned();
    for words in [
        "blocked edit_item/Seller until ",
        "Callers are told: ",
        "Editing is paused.",
        ": fraud wave",
    ] {
        assert!(shown("blocked").contains(words), "{}", shown("blocked"));
    }
    assert!(shown("lifted").contains("Nothing is blocked or opened"));
    for words in [
        "open beyond the code edit_item/Shopper until ",
        "allow, where the code says deny",
    ] {
        assert!(shown("opened").contains(words), "{}", shown("opened"));
    }
    assert_eq!(stage.get(2, "/items/102/edit").await.status(), 200);
    assert_eq!(stage.get(1, "/items/102/edit").await.status(), 200);
}
