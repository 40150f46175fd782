//! Connections: how many, and for how long.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

use crate::answer::{Problem, RETRY};
use crate::app::App;
use crate::stalled::Stalled;

/// How long to wait before the next connection where the system has no room for one.
const PAUSE: Duration = Duration::from_millis(50);

/// What a connection gets for which there is no room. It is short enough to be written at once.
fn full() -> String {
    let report = Problem::full("connection").report;
    let body = serde_json::to_string(&report).unwrap_or_default();
    format!(
        "HTTP/1.1 503 Service Unavailable\r\nretry-after: {RETRY}\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Takes connections until it is told to stop, and then waits for the requests that have begun.
pub(crate) async fn serve(
    app: &Arc<App>,
    router: Router,
    listener: TcpListener,
    stop: impl Future<Output = ()>,
) {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(app.settings.head_time);
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let Ok((stream, _)) = accepted else {
            // Too many files are open, or the other end is gone already.
            sleep(PAUSE).await;
            continue;
        };
        let Some(counted) = Counted::new(app) else {
            app.metrics
                .refused_connections
                .fetch_add(1, Ordering::Relaxed);
            refuse(stream);
            continue;
        };
        // Answers are written as a whole.
        let _ = stream.set_nodelay(true);
        let io = TokioIo::new(Stalled::new(stream, app.settings.write_time));
        let service = TowerToHyperService::new(router.clone());
        let connection = graceful.watch(builder.serve_connection(io, service));
        tokio::spawn(async move {
            // What goes wrong with a connection is the other end's business.
            let _ = connection.await;
            drop(counted);
        });
    }
    app.is_stopping.store(true, Ordering::Relaxed);
    drop(listener);
    // Connections on which nothing is going on are closed at once.
    let _ = timeout(app.settings.stop_time, graceful.shutdown()).await;
}

/// Says why in so far as that takes no time.
fn refuse(stream: TcpStream) {
    if let Ok(mut stream) = stream.into_std() {
        let _ = stream.write_all(full().as_bytes());
        let _ = stream.shutdown(std::net::Shutdown::Write);
    }
}

/// A connection that is counted.
struct Counted(Arc<App>);

impl Counted {
    fn new(app: &Arc<App>) -> Option<Self> {
        let count: &AtomicUsize = &app.connections;
        let one = Self(Arc::clone(app));
        (count.fetch_add(1, Ordering::Relaxed) < app.settings.connections).then_some(one)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.connections.fetch_sub(1, Ordering::Relaxed);
    }
}
