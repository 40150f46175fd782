//! What is done around every request.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use data_driver::Kind;

use crate::Event;
use crate::answer::{Problem, Reported};
use crate::app::App;
use crate::metrics::route;
use crate::request_id;

/// Who may ask without a token: whatever watches over the process.
const OPEN: [&str; 2] = ["/livez", "/readyz"];

/// How many characters of a path stand in the log.
const SHOWN: usize = 200;

pub(super) async fn around(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let id = app.ids.of(request.headers().get(request_id::HEADER));
    let matched = request.extensions().get::<MatchedPath>();
    let route = route(matched.map(MatchedPath::as_str));
    let method = request.method().clone();
    let path: String = request.uri().path().chars().take(SHOWN).collect();

    let is_known = match &app.settings.token {
        Some(token) => OPEN.contains(&route) || token.is_in(request.headers()),
        None => true,
    };
    let mut response = match is_known {
        true => next.run(request).await,
        false => unknown().into_response(),
    };

    response
        .headers_mut()
        .insert(request_id::HEADER, id.clone());
    let time = start.elapsed();
    let status = response.status().as_u16();
    app.metrics.answered(route, status, time);
    if let Some(Reported(kind)) = response.extensions().get() {
        app.metrics.failed(*kind);
    }
    (app.tell)(&Event::Answered {
        id: id.to_str().unwrap_or_default(),
        method: method.as_str(),
        path: &path,
        status,
        time,
    });
    response
}

fn unknown() -> Problem {
    let message = "expected the header Authorization: Bearer, with the server's token";
    Problem::new(StatusCode::UNAUTHORIZED, Kind::InvalidInput, message)
}
