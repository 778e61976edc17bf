//! Only our own pages, under our own names, change something for a session.

use reqwest::{
    Method, StatusCode,
    header::{CONTENT_TYPE, HOST, ORIGIN, SET_COOKIE},
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::stage::Stage;

#[tokio::test]
async fn a_form_from_another_or_an_unknown_site_is_refused() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        let before = stage.content().await;
        let own = stage.origin();
        for path in [
            "/items/102/delete",
            "/logout",
            "/impersonation/end",
            "/login",
            "/settings",
        ] {
            for person in [0, 2, 6] {
                let asked = || {
                    stage
                        .bare(person, Method::POST, path)
                        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                        .body("account=6&notice=Hello")
                };
                let foreign = [
                    asked(),
                    asked().header(ORIGIN, "null"),
                    asked().header(ORIGIN, "http://evil.example"),
                    asked().header(ORIGIN, "http://127.0.0.1"),
                    asked().header(ORIGIN, format!("{own}.evil.example")),
                    asked().header(ORIGIN, &own).header(HOST, "evil.example"),
                    asked().header(ORIGIN, &own).header(ORIGIN, &own),
                ];
                for request in foreign {
                    let answer = request.send().await.unwrap();
                    // Another host is refused before its form is looked at.
                    let expected = [StatusCode::FORBIDDEN, StatusCode::MISDIRECTED_REQUEST];
                    assert!(expected.contains(&answer.status()), "{path}");
                    assert!(!answer.headers().contains_key(SET_COOKIE), "{path}");
                }
            }
        }
        assert_eq!(before, stage.content().await);
    }
}

#[tokio::test]
async fn a_request_for_another_host_is_refused() {
    for stage in [Stage::new().await, Stage::on_actix().await] {
        let before = stage.content().await;
        let address = stage.running.address();
        let port = address.port();
        for host in [
            "evil.example",
            &format!("evil.example:{port}"),
            "127.0.0.1",
            "localhost",
            &format!("127.0.0.1.evil.example:{port}"),
            &format!("127.0.0.2:{port}"),
            "",
        ] {
            for (method, path) in [
                (Method::GET, "/"),
                (Method::GET, "/style.css"),
                (Method::GET, "/api/items"),
                (Method::GET, "/nowhere"),
                (Method::POST, "/items/102/delete"),
                (Method::POST, "/logout"),
            ] {
                let asked = stage.asked(2, method.clone(), path, "").await;
                let asked = asked
                    .header(HOST, host)
                    .header(ORIGIN, format!("http://{host}"));
                let answer = asked.send().await.unwrap();
                let expected = [StatusCode::MISDIRECTED_REQUEST, StatusCode::BAD_REQUEST];
                assert!(expected.contains(&answer.status()), "{host}: {path}");
            }
        }
        assert_eq!(before, stage.content().await);
        for host in [format!("localhost:{port}"), format!("LOCALHOST:{port}")] {
            let asked = stage.bare(0, Method::GET, "/").header(HOST, &host);
            let answer = asked.send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::OK, "{host}");
        }
        // Two names, or none: it is not known which one counts.
        for hosts in ["", &format!("host: {address}\r\nhost: {address}\r\n")] {
            let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
            let text = format!("GET / HTTP/1.1\r\n{hosts}connection: close\r\n\r\n");
            stream.write_all(text.as_bytes()).await.unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            let refused = answer.starts_with("HTTP/1.1 421") || answer.starts_with("HTTP/1.1 400");
            assert!(refused, "{hosts}: {answer}");
        }
    }
}

#[tokio::test]
async fn a_host_that_is_configured_is_answered_and_its_forms_are_accepted() {
    let Stage {
        running,
        pool,
        folder,
        cookies,
        ..
    } = Stage::new().await;
    pool.close().await;
    running.stop().await.unwrap();
    let config = marketplace::Config {
        hosts: vec!["shop.example".to_owned()],
        ..crate::stage::config(&folder)
    };
    let stage = Stage::configured(folder, cookies, config).await;
    for (origin, status) in [
        ("https://shop.example", StatusCode::SEE_OTHER),
        ("https://other.example", StatusCode::FORBIDDEN),
    ] {
        let asked = stage.bare(2, Method::POST, "/items/102/delete");
        let asked = asked
            .header(HOST, "shop.example")
            .header(ORIGIN, origin)
            .header("made-for", "2");
        assert_eq!(asked.send().await.unwrap().status(), status, "{origin}");
        stage.reset().await;
    }
}
