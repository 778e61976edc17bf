//! Nothing waits without a bound: readers for writers, the marketplace for a slow caller.

use std::time::{Duration, Instant};

use marketplace::{Config, web::TimeLimits};
use reqwest::{
    Method, StatusCode,
    header::{CONTENT_TYPE, ORIGIN},
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

use crate::stage::{Stage, config};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_do_not_wait_for_writers() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        // A long write of another process, and more writers that wait than there are readers.
        let mut long = stage.pool.begin_with("BEGIN IMMEDIATE").await.unwrap();
        sqlx::query("UPDATE items SET price = 1 WHERE id = 102")
            .execute(&mut *long)
            .await
            .unwrap();
        let writers: Vec<_> = (0..24)
            .map(|_| {
                let asked = stage.bare(2, Method::POST, "/items/102/delete");
                let asked = asked
                    .header(ORIGIN, stage.origin())
                    .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .body("made_for=2");
                tokio::spawn(asked.send())
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(300)).await;
        let asked = Instant::now();
        for path in ["/", "/items/102", "/orders", "/accounts/2"] {
            let answer = timeout(Duration::from_secs(2), stage.get(2, path)).await;
            assert_eq!(answer.unwrap().status(), StatusCode::OK, "{path}");
        }
        let took = asked.elapsed();
        assert!(writers.iter().all(|one| !one.is_finished()), "they wait");
        assert!(took < Duration::from_secs(2), "{took:?}");
        println!("four pages beside 24 writers that wait: {took:?}");
        // What was read is from before the write, which is not committed.
        let page = stage.page(2, "/items/102").await;
        assert!(page.contains("€50.00"), "{page}");
        long.rollback().await.unwrap();
        let mut done = 0;
        for writer in writers {
            let status = writer.await.unwrap().unwrap().status();
            done += usize::from(status == StatusCode::SEE_OTHER);
        }
        assert_eq!(done, 1, "the item was deleted once");
    }
}

#[tokio::test]
async fn the_connections_that_read_cannot_write() {
    let folder = TempDir::new().unwrap();
    let stage = Stage::again(folder, vec![String::new()]).await;
    let path = crate::stage::file(&stage.folder);
    let state = marketplace::open(&Config::new(path)).await.unwrap();
    let written = sqlx::query("UPDATE items SET price = 1")
        .execute(state.database.pool())
        .await;
    let error = written.unwrap_err().to_string();
    assert!(error.contains("readonly"), "{error}");
    state.database.close().await;
}

/// Short limits, on each of the two frameworks. The clock of actix-web has steps of half a second.
async fn hasty() -> [Stage; 2] {
    let hasty = |folder: &TempDir| Config {
        limits: TimeLimits {
            head: Duration::from_millis(1200),
            body: Duration::from_millis(400),
        },
        ..config(folder)
    };
    let folder = TempDir::new().unwrap();
    let limited = hasty(&folder);
    let on_axum = Stage::configured(folder, vec![String::new()], limited).await;
    let mut on_actix = Stage::new().await;
    on_actix.running.stop().await.unwrap();
    let limited = hasty(&on_actix.folder);
    on_actix.running = marketplace::actix::start(limited).await.unwrap();
    [on_axum, on_actix]
}

/// Sends the beginning of a request, and returns what is answered until the connection is closed.
async fn begin(stage: &Stage, text: &str) -> String {
    let mut stream = TcpStream::connect(stage.running.address()).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let closed = timeout(Duration::from_secs(8), stream.read_to_end(&mut answer)).await;
    assert!(closed.is_ok(), "the connection stays open: {text}");
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_head_that_does_not_arrive_in_time_ends_the_connection() {
    for stage in hasty().await {
        for text in ["GET / HTTP/1.1\r\nHo", "GET / HTTP/1.1\r\nhost: a\r\n", "G"] {
            let answer = begin(&stage, text).await;
            assert!(!answer.contains("200 OK"), "{answer}");
        }
        assert_eq!(stage.get(0, "/").await.status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn a_body_that_does_not_arrive_in_time_is_answered_with_408() {
    for stage in hasty().await {
        let host = stage.running.address();
        let text = format!(
            "POST /items HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: 9999\r\n\r\ntitle=x"
        );
        let mut stream = TcpStream::connect(host).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        let mut answer = [0; 32];
        let read = timeout(Duration::from_secs(8), stream.read(&mut answer)).await;
        let read = read.expect("it is answered").unwrap();
        let answer = String::from_utf8_lossy(&answer[..read]);
        assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        for (form, status) in [
            ("x".repeat(60 * 1024), StatusCode::UNPROCESSABLE_ENTITY),
            ("x".repeat(64 * 1024), StatusCode::PAYLOAD_TOO_LARGE),
        ] {
            let answer = stage.send(2, Method::POST, "/items", &form).await;
            assert_eq!(answer.status(), status);
        }
    }
}
