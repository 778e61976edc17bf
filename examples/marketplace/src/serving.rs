//! Serves the application over HTTP/1.1, with a limit on how long the head of a request may take. axum's
//! own `serve` has none.

use std::{io, time::Duration};

use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use permit_axum::Router;
use tokio::{net::TcpListener, sync::oneshot, time::sleep};

/// How long to wait after a connection could not be accepted, for example because too many are open.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until it is told to stop, and then finishes the requests in progress.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    head: Duration,
    mut stopped: oneshot::Receiver<()>,
) -> io::Result<()> {
    let (mut http, connections) = (http1::Builder::new(), GracefulShutdown::new());
    http.timer(TokioTimer::new()).header_read_timeout(head);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            // Dropping the sender stops it as well.
            _ = &mut stopped => break,
        };
        let Ok((stream, _)) = accepted else {
            sleep(PAUSE).await;
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        let connection = http.serve_connection(TokioIo::new(stream), service);
        let connection = connections.watch(connection);
        tokio::spawn(async move {
            // The other side went away, or it was too slow. That concerns this connection alone.
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended");
            }
        });
    }
    drop(listener);
    connections.shutdown().await;
    Ok(())
}
