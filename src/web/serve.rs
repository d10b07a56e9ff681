//! Listening: bounded connections, bounded headers, slow clients cut, and a graceful end. HTTP/1.1 alone: browsers speak to the proxy
//! that holds the certificate, and telling the two versions apart doubles the read buffer of every open stream.

use axum::Router;
use hyper::server::conn::http1::Builder;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

/// Connections served at once; the rest wait in the listen queue.
const CONNECTIONS_MAX: usize = 20_000;
/// Headers of a request: how many, and how many bytes with the request line. What was read in one go may be half as much again.
const HEADERS_MAX: usize = 64;
const HEADER_BYTES_MAX: usize = 16 * 1024;
/// A client that takes longer than this to send its headers is cut.
const HEADER_PATIENCE: Duration = Duration::from_secs(15);
/// Answers under way are given this long to finish when the server stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// The network address a request came from, found among its extensions.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub std::net::IpAddr);

/// Serves until `stop` is cancelled, then lets the answers under way finish.
///
/// # Errors
/// Fails when the address cannot be listened on.
pub async fn run(router: Router, addr: SocketAddr, stop: CancellationToken, ready: impl FnOnce(SocketAddr)) -> std::io::Result<()> {
    let listener = TcpListener::bind(addr).await?;
    ready(listener.local_addr()?);
    let mut builder = Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEADER_PATIENCE).max_headers(HEADERS_MAX).max_buf_size(HEADER_BYTES_MAX);
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let graceful = GracefulShutdown::new();
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { break };
        let (stream, from) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(e) => {
                    tracing::warn!(error = %e, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = stop.cancelled() => break,
        };
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(router.clone());
        let peer = Peer(from.ip());
        let service = hyper::service::service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(peer);
            hyper::service::Service::call(&service, request)
        });
        let watcher = graceful.watcher();
        let connection = builder.serve_connection(TokioIo::new(stream), service);
        tokio::spawn(async move {
            if let Err(e) = watcher.watch(connection).await {
                tracing::debug!(error = %e, "a connection ended early");
            }
            drop(place);
        });
    }
    if tokio::time::timeout(FAREWELL, graceful.shutdown()).await.is_err() {
        tracing::warn!("some answers did not finish in time");
    }
    Ok(())
}

/// Cancelled by Ctrl-C or SIGTERM.
pub fn stop_on_signal() -> CancellationToken {
    let stop = CancellationToken::new();
    let trigger = stop.clone();
    tokio::spawn(async move {
        let interrupt = tokio::signal::ctrl_c();
        #[cfg(unix)]
        let terminate = async {
            match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
                Ok(mut signal) => signal.recv().await,
                Err(_) => std::future::pending().await,
            }
        };
        #[cfg(not(unix))]
        let terminate = std::future::pending::<Option<()>>();
        tokio::select! {
            _ = interrupt => {}
            _ = terminate => {}
        }
        trigger.cancel();
    });
    stop
}
