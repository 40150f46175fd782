//! How the server is.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::answer::of_type;
use crate::app::App;
use crate::metrics::Now;

const TEXT: &str = "text/plain; charset=utf-8";
const PROMETHEUS: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Whether it runs.
pub(super) async fn live() -> Response {
    of_type(TEXT, "ok\n")
}

/// Whether it is to be sent requests.
pub(super) async fn ready(State(app): State<Arc<App>>) -> Response {
    if app.is_ready() {
        return of_type(TEXT, "ok\n");
    }
    let mut response = of_type(TEXT, "stopping\n");
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response
}

pub(super) async fn metrics(State(app): State<Arc<App>>) -> Response {
    let served = app.shelf.served();
    let now = Now {
        drivers: served.drivers.len(),
        refused: served.refused.len(),
        connections: app.connections.load(Ordering::Relaxed),
        running: app.calls.running(),
        waiting: app.calls.waiting(),
        host: app.shelf.stats(),
    };
    of_type(PROMETHEUS, app.metrics.text(&now))
}
