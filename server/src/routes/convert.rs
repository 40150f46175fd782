//! Encoding and decoding.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use data_driver::{Decode, Kind};
use data_driver_host::object;
use serde::Deserialize;

use super::about::names;
use crate::answer::{self, Problem, Result};
use crate::app::App;
use crate::batch::{self, from_hex};
use crate::body::check_kind;
use crate::entry::Entry;

const JSON: &str = "application/json";
const BYTES: &str = "application/octet-stream";
const LINES: [&str; 3] = [
    "application/x-ndjson",
    "application/ndjson",
    "application/jsonl",
];

/// The header that names the driver which answers.
const DRIVER: &str = "data-driver-integrity";

pub(super) type Named = std::result::Result<Path<(String, String)>, PathRejection>;

pub(super) async fn encode(
    State(app): State<Arc<App>>,
    path: Named,
    request: Request,
) -> Result<Response> {
    let (driver, function) = named(path)?;
    let entry = app.entry(&driver)?;
    let (parts, body) = request.into_parts();
    check_driver(&entry, &parts.headers)?;
    check_kind(&parts.headers, &[JSON])?;
    let read = app.bodies.read(&parts.headers, body, app.settings.body);
    let read = read.await?;
    let leave = app.calls.leave().await?;
    let called = Arc::clone(&entry);
    let encoded = app.calls.run(leave, move || -> Result<Vec<u8>> {
        let json = str::from_utf8(&read.bytes).map_err(|error| {
            let message = format!("the request is not UTF-8 at byte {}", error.valid_up_to());
            Problem::new(StatusCode::BAD_REQUEST, Kind::InvalidJson, message)
        })?;
        Ok(called.driver.encode_input(&function, json)?)
    });
    let bytes = encoded.await??;
    let wants_bytes = parts
        .headers
        .get(header::ACCEPT)
        .is_some_and(|value| value.as_bytes() == BYTES.as_bytes());
    Ok(of(
        &entry,
        match wants_bytes {
            true => answer::of_type(BYTES, bytes),
            false => answer::json(format!("{{\"bytes\":\"{}\"}}", hex::encode(bytes))),
        },
    ))
}

/// Bytes as JSON.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    bytes: String,
}

pub(super) async fn decode(
    State(app): State<Arc<App>>,
    path: Named,
    what: Decode,
    request: Request,
) -> Result<Response> {
    let (driver, name) = named(path)?;
    let entry = app.entry(&driver)?;
    let (parts, body) = request.into_parts();
    check_driver(&entry, &parts.headers)?;
    let kind = check_kind(&parts.headers, &[JSON, BYTES])?;
    let read = app.bodies.read(&parts.headers, body, app.settings.body);
    let read = read.await?;
    let leave = app.calls.leave().await?;
    let called = Arc::clone(&entry);
    let decoded = app.calls.run(leave, move || -> Result<String> {
        let given;
        let bytes = match kind == BYTES {
            true => &read.bytes,
            false => {
                given = from_json(&read.bytes)?;
                &given
            }
        };
        Ok(called.driver.decode_text(what, &name, bytes)?)
    });
    let text = decoded.await?;
    Ok(of(&entry, answer::json(text?)))
}

fn from_json(text: &[u8]) -> Result<Vec<u8>> {
    let given: Given = object::read(text).map_err(|found| {
        let message = format!("expected {{\"bytes\": hex}}, {found}");
        Problem::new(StatusCode::BAD_REQUEST, Kind::InvalidJson, message)
    })?;
    from_hex(&given.bytes).map_err(|report| Problem {
        status: StatusCode::BAD_REQUEST,
        report,
        allow: None,
    })
}

pub(super) async fn batch(
    State(app): State<Arc<App>>,
    path: std::result::Result<Path<String>, PathRejection>,
    request: Request,
) -> Result<Response> {
    let Path(driver) = path.map_err(|error| Problem::input(error.body_text()))?;
    let entry = app.entry(&driver)?;
    let (parts, body) = request.into_parts();
    check_driver(&entry, &parts.headers)?;
    check_kind(&parts.headers, &LINES)?;
    let read = app.bodies.read(&parts.headers, body, app.settings.batch);
    let read = read.await?;
    let body = batch::run(Arc::clone(&app), Arc::clone(&entry), read).await?;
    Ok(of(&entry, answer::of_type(LINES[0], body)))
}

fn named(path: Named) -> Result<(String, String)> {
    let Path(names) = path.map_err(|error| Problem::input(error.body_text()))?;
    Ok(names)
}

/// Whether it is the driver that the caller wants to ask: `If-Match` names its hash.
fn check_driver(entry: &Entry, headers: &HeaderMap) -> Result<()> {
    let mut wanted = headers.get_all(header::IF_MATCH).iter().peekable();
    if wanted.peek().is_none() || wanted.any(|value| names(value, &entry.tag)) {
        return Ok(());
    }
    let message = format!(
        "the driver {:?} is another: {}",
        entry.name, entry.integrity
    );
    let status = StatusCode::PRECONDITION_FAILED;
    Err(Problem::new(status, Kind::Load, message))
}

fn of(entry: &Entry, mut response: Response) -> Response {
    // Base64 and a dash are fit for a header.
    if let Ok(value) = HeaderValue::from_str(&entry.integrity) {
        response.headers_mut().insert(DRIVER, value);
    }
    response
}
