//! What all requests share.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use axum::http::StatusCode;
use data_driver::Kind;

use crate::answer::{Problem, Result};
use crate::body::Bodies;
use crate::calls::Calls;
use crate::entry::Entry;
use crate::metrics::Metrics;
use crate::request_id::RequestIds;
use crate::shelf::Shelf;
use crate::{Event, Settings};

pub(crate) type Tell = dyn Fn(&Event<'_>) + Send + Sync;

/// What all requests share.
pub(crate) struct App {
    pub(crate) settings: Settings,
    pub(crate) shelf: Shelf,
    pub(crate) calls: Calls,
    pub(crate) bodies: Bodies,
    pub(crate) metrics: Metrics,
    pub(crate) ids: RequestIds,
    pub(crate) tell: Arc<Tell>,
    /// Whether no new requests are wanted.
    pub(crate) is_stopping: AtomicBool,
    /// How many connections there are.
    pub(crate) connections: AtomicUsize,
}

impl App {
    /// Whether the server is to be sent requests.
    pub(crate) fn is_ready(&self) -> bool {
        !self.is_stopping.load(Ordering::Relaxed)
    }

    /// The driver of that name.
    pub(crate) fn entry(&self, name: &str) -> Result<Arc<Entry>> {
        let served = self.shelf.served();
        if let Some(entry) = served.drivers.get(name) {
            return Ok(Arc::clone(entry));
        }
        if let Some(report) = served.refused.get(name) {
            let message = format!("the file of {name:?} is no driver: {}", report.message);
            return Err(Problem::new(StatusCode::NOT_FOUND, Kind::Load, message));
        }
        let shown: String = name.chars().take(100).collect();
        let message = format!("there is no driver {shown:?}");
        Err(Problem::new(StatusCode::NOT_FOUND, Kind::Load, message))
    }
}
