//! The old driver's golden vectors, read and written by the new one.

use data_driver::Decode;
use data_driver_build::vectors::Vector;
use data_driver_host::Driver;
use serde_json::Value;

use super::{Change, Entry};

/// What the new driver does instead, if anything.
pub(super) fn replay(vector: &Vector, new: &Driver) -> Option<Entry> {
    let Vector {
        what,
        name,
        json,
        bytes,
        case,
        ..
    } = vector;
    let entry = |change, reason: String, layout| {
        let what = what.as_str();
        let case = case
            .as_deref()
            .map(|case| format!(".{case}"))
            .unwrap_or_default();
        Some(Entry {
            subject: format!("golden {what} {name}{case}"),
            change,
            reasons: vec![reason],
            layout,
        })
    };
    match new.decode_text(*what, name, bytes) {
        Err(error) => {
            return entry(
                Change::Breaking,
                format!("the old bytes are refused: {error}"),
                true,
            );
        }
        Ok(text) if text != *json => {
            let read = |text: &str| serde_json::from_str::<Value>(text).ok();
            return match read(&text) == read(json) {
                true => entry(
                    Change::Compatible,
                    "the old bytes are the same value in another text".into(),
                    false,
                ),
                false => entry(
                    Change::Breaking,
                    format!("the old bytes are another value: {text} instead of {json}"),
                    true,
                ),
            };
        }
        Ok(_) => {}
    }
    if *what != Decode::Input {
        return None;
    }
    match new.encode_input(name, json) {
        Ok(encoded) if encoded == *bytes => None,
        Ok(_) => entry(
            Change::Breaking,
            "the old value has other bytes".into(),
            true,
        ),
        Err(error) => entry(
            Change::Breaking,
            format!("the old value is refused: {error}"),
            false,
        ),
    }
}
