//! Requests' bodies: how large, how many together, and how long they may take.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;

use axum::body::{Body, HttpBody as _};
use axum::http::{HeaderMap, StatusCode, header};
use data_driver::Kind;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::Settings;
use crate::answer::{Problem, Result};

/// What memory for bodies is counted in.
const UNIT: usize = 1 << 10;

/// The memory for all bodies.
#[derive(Debug)]
pub(crate) struct Bodies {
    room: Arc<Semaphore>,
    settings: Settings,
}

/// A body, and the room that it takes.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) bytes: Vec<u8>,
    _room: OwnedSemaphorePermit,
}

impl Bodies {
    pub(crate) fn new(settings: &Settings) -> Self {
        let units = (settings.bodies / UNIT).min(Semaphore::MAX_PERMITS);
        Self {
            room: Arc::new(Semaphore::new(units)),
            settings: settings.clone(),
        }
    }

    /// Reads a body of at most so many bytes.
    pub(crate) async fn read(&self, headers: &HeaderMap, body: Body, limit: usize) -> Result<Read> {
        let said = headers.get(header::CONTENT_LENGTH);
        let said = said
            .and_then(|value| value.to_str().ok())
            .and_then(|text| text.parse::<usize>().ok());
        if said.is_some_and(|said| said > limit) {
            return Err(Problem::too_large(limit));
        }
        // A body of unknown length may be as long as all may.
        let units = said.unwrap_or(limit).div_ceil(UNIT);
        let units = u32::try_from(units).map_err(|_| Problem::too_large(limit))?;
        let room = Arc::clone(&self.room).try_acquire_many_owned(units);
        let room = room.map_err(|_| Problem::full("request of this size"))?;
        match timeout(self.settings.body_time, collect(body, limit)).await {
            Ok(bytes) => Ok(Read {
                bytes: bytes?,
                _room: room,
            }),
            Err(_) => Err(Problem::new(
                StatusCode::REQUEST_TIMEOUT,
                Kind::Timeout,
                format!(
                    "the request took longer to come than {:?}",
                    self.settings.body_time
                ),
            )),
        }
    }
}

async fn collect(mut body: Body, limit: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let frame = frame.map_err(|_| Problem::input("the request broke off"))?;
        if let Some(data) = frame.data_ref() {
            if data.len() > limit - bytes.len() {
                return Err(Problem::too_large(limit));
            }
            bytes.extend_from_slice(data);
        }
    }
    Ok(bytes)
}

/// The type of a body, without its parameters.
pub(crate) fn kind(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    let kind = value.split(';').next().unwrap_or(value);
    Some(kind.trim().to_ascii_lowercase())
}

/// Checks that a body is of one of these types.
pub(crate) fn check_kind(headers: &HeaderMap, wanted: &[&str]) -> Result<String> {
    let kind = kind(headers);
    match kind {
        Some(kind) if wanted.contains(&kind.as_str()) => Ok(kind),
        _ => {
            let found = kind.map_or_else(|| "none".to_owned(), |kind| format!("{kind:?}"));
            let message = format!(
                "expected a Content-Type of {}, found {found}",
                wanted.join(" or ")
            );
            let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
            Err(Problem::new(status, Kind::InvalidInput, message))
        }
    }
}
