//! The number of a row that was deleted never names another one.

use reqwest::{Method, StatusCode, header::LOCATION};

use crate::stage::Stage;

#[tokio::test]
async fn the_number_of_a_deleted_item_never_names_another() {
    let stage = Stage::new().await;
    let mut seen = Vec::new();
    for _ in 0..3 {
        let item = "title=Lamp&description=&price=1&listed=yes";
        let answer = stage.send(2, Method::POST, "/items", item).await;
        let path = answer.headers()[LOCATION].to_str().unwrap().to_owned();
        assert!(!seen.contains(&path), "{path} again");
        let answer = stage
            .send(2, Method::POST, &format!("{path}/delete"), "")
            .await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        seen.push(path);
    }
}

#[tokio::test]
async fn the_number_of_a_disconnected_application_or_an_ended_session_never_names_another() {
    let stage = Stage::new().await;
    let last = async |table: &str| {
        let query = format!("SELECT max(id) FROM {table}");
        let id: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(query))
            .fetch_one(&stage.pool)
            .await
            .unwrap();
        id
    };
    let (mut apps, mut sessions) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        let form = "name=x&days=1&scope=items:read";
        stage.send(2, Method::POST, "/accounts/2/apps", form).await;
        let app = last("connected_apps").await;
        assert!(!apps.contains(&app));
        apps.push(app);
        let path = format!("/apps/{app}/disconnection");
        let answer = stage.send(2, Method::POST, &path, "").await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);

        stage.sign_in(1).await;
        let session = last("sessions").await;
        assert!(!sessions.contains(&session));
        sessions.push(session);
        sqlx::query("DELETE FROM sessions WHERE id = ?")
            .bind(session)
            .execute(&stage.pool)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn every_table_with_ids_gives_each_id_once() {
    let stage = Stage::new().await;
    let tables: Vec<(String, String)> = sqlx::query_as(
        "SELECT name, sql FROM sqlite_schema
         WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlx_%'",
    )
    .fetch_all(&stage.pool)
    .await
    .unwrap();
    let mut with_ids = 0;
    for (name, sql) in tables {
        if sql.contains("INTEGER PRIMARY KEY") {
            assert!(sql.contains("PRIMARY KEY AUTOINCREMENT"), "{name}");
            with_ids += 1;
        } else {
            assert!(["settings", "meta"].contains(&name.as_str()), "{name}");
        }
    }
    assert_eq!(with_ids, 7);
}
