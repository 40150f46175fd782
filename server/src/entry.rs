//! A driver that is served.

use axum::body::Bytes;
use axum::http::HeaderValue;
use data_driver_build::schema::brief;
use data_driver_build::types::Components;
use data_driver_host::{Driver, Error, Host, inspect};
use serde_json::{Value, json};

use crate::openapi;

/// A driver that is served, and what is said of it.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) driver: Driver,
    /// The hash of the file, as `sha256-…`.
    pub(crate) integrity: String,
    /// The same as an entity tag.
    pub(crate) tag: HeaderValue,
    /// One of the list of all drivers.
    pub(crate) row: Value,
    /// What the driver says of itself.
    pub(crate) about: Bytes,
    /// The document, if it has one.
    pub(crate) schema: Option<Bytes>,
    /// The OpenAPI document of its functions and events, if its schema describes types.
    pub(crate) openapi: Option<Bytes>,
}

impl Entry {
    /// Loads a driver. This compiles it, which takes a while.
    pub(crate) fn load(host: &Host, name: &str, wasm: &[u8]) -> Result<Self, Error> {
        let driver = host.load(wasm)?;
        let sections = inspect(wasm)?;
        // A driver that fails to give one may do all else.
        let schema = match sections.schema {
            Some(schema) => Some(schema.to_owned()),
            None => driver.schema_text().ok().flatten().map(str::to_owned),
        };
        let meta: Value = parse(sections.meta);
        let document: Value = parse(schema.as_deref());
        let integrity = driver.integrity().to_string();
        let row = json!({
            "name": name,
            "contract": text(&meta["contract"]).or(text(&document["name"])),
            "version": driver.version(),
            "integrity": integrity,
            "size": wasm.len(),
        });
        let mut about = row.clone();
        about["codec"] = json!(text(&meta["codec"]).or(text(&document["codec"])));
        about["abi"] = meta["abi"].clone();
        about["functions"] = brief::functions(&document);
        about["events"] = brief::events(&document);
        let openapi = schema
            .as_deref()
            .and_then(|schema| openapi::of_driver(name, schema))
            .map(|document| Bytes::from(Components::text(&document)));
        // Base64 and a dash are fit for a header.
        let tag = HeaderValue::from_str(&format!("\"{integrity}\""));
        Ok(Self {
            name: name.to_owned(),
            driver,
            tag: tag.map_err(|_| Error::Host("a hash is no header".to_owned()))?,
            integrity,
            row,
            about: Bytes::from(about.to_string()),
            schema: schema.map(Bytes::from),
            openapi,
        })
    }
}

fn parse(text: Option<&str>) -> Value {
    text.and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default()
}

fn text(value: &Value) -> Option<&str> {
    value.as_str()
}
