//! Connections, and their orderly end.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tower::ServiceExt;

use crate::faults::unless_dropped;

/// How long requests in flight may take once the server has been told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(20);
/// Accepting fails when the process is out of file descriptors: wait for some to come back.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Serves until `stop`, then finishes the requests in flight and returns.
///
/// Not `axum::serve`, because closing a connection without an answer takes a service that
/// fails. `keep_alive: false` closes every connection after its answer: a browser silently sends
/// a request again if a connection that it used before closes without an answer, and a fault
/// that drops one would be met twice.
pub async fn serve<F>(listener: TcpListener, router: Router, keep_alive: bool, stop: F)
where
    F: Future<Output = ()>,
{
    let connections = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let stream = match accepted {
            Ok((stream, _)) => stream,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection keeps its delay");
        }
        let router = router.clone();
        let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
            let answer = router.clone().oneshot(request.map(Body::new));
            async move { unless_dropped(answer.await) }
        });
        let connection = http1::Builder::new()
            .keep_alive(keep_alive)
            .serve_connection(TokioIo::new(stream), service);
        let connection = connections.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(LAST_REQUESTS, connections.shutdown()).await.is_err() {
        tracing::warn!("some requests were still in flight at the end");
    }
}
