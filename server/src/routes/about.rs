//! What drivers say of themselves.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use data_driver::Kind;
use serde_json::{Value, json};

use crate::answer::{self, Problem, Result};
use crate::app::App;
use crate::entry::Entry;
use crate::openapi;

/// The OpenAPI document of what any driver can be asked.
pub(super) async fn server() -> Response {
    answer::json(openapi::of_server().to_string())
}

/// All drivers.
pub(super) async fn list(State(app): State<Arc<App>>) -> Response {
    let served = app.shelf.served();
    let drivers: Vec<&Value> = served.drivers.values().map(|entry| &entry.row).collect();
    let refused = served.refused.iter();
    let refused: Vec<Value> = refused
        .map(|(name, report)| json!({ "name": name, "error": report }))
        .collect();
    answer::json(json!({ "drivers": drivers, "refused": refused }).to_string())
}

type Named = std::result::Result<Path<String>, PathRejection>;

pub(super) async fn driver(
    State(app): State<Arc<App>>,
    path: Named,
    headers: HeaderMap,
) -> Result<Response> {
    let entry = app.entry(&named(path)?)?;
    Ok(tagged(&entry, &headers, entry.about.clone()))
}

pub(super) async fn schema(
    State(app): State<Arc<App>>,
    path: Named,
    headers: HeaderMap,
) -> Result<Response> {
    let entry = app.entry(&named(path)?)?;
    let text = entry.schema.clone().ok_or_else(|| lacking(&entry))?;
    Ok(tagged(&entry, &headers, text))
}

pub(super) async fn openapi(
    State(app): State<Arc<App>>,
    path: Named,
    headers: HeaderMap,
) -> Result<Response> {
    let entry = app.entry(&named(path)?)?;
    let text = entry.openapi.clone().ok_or_else(|| lacking(&entry))?;
    Ok(tagged(&entry, &headers, text))
}

fn named(path: Named) -> Result<String> {
    let Path(name) = path.map_err(|error| Problem::input(error.body_text()))?;
    Ok(name)
}

fn lacking(entry: &Entry) -> Problem {
    let message = format!(
        "the driver {:?} has no schema that describes types",
        entry.name
    );
    Problem::new(StatusCode::NOT_FOUND, Kind::Unsupported, message)
}

/// An answer that stays the same for as long as the driver's file does.
fn tagged(entry: &Entry, headers: &HeaderMap, text: Bytes) -> Response {
    let known = headers.get_all(header::IF_NONE_MATCH).iter();
    let mut response = match known.into_iter().any(|value| names(value, &entry.tag)) {
        true => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response
        }
        false => answer::json(text),
    };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, entry.tag.clone());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// Whether a list of entity tags names this one, or is `*`.
pub(super) fn names(list: &HeaderValue, tag: &HeaderValue) -> bool {
    let list = list.to_str().unwrap_or_default();
    let mut tags = list.split(',').map(str::trim);
    tags.any(|one| one == "*" || one.trim_start_matches("W/").as_bytes() == tag.as_bytes())
}
