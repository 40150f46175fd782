//! The inputs file: the messages of each level.

use data_driver::codec::Convert;
use serde_json::Value;
use smart_rollup::DataEncoding;
use smart_rollup::hash::RollupAddress;
use smart_rollup::inbox::{InboxMessage, MAX_MESSAGE};
use smart_rollup_host::Message;

/// The messages of levels, out of JSON: an array of arrays of messages, as the document of Octez has them.
///
/// A transfer that names no rollup is for `rollup`.
///
/// # Errors
/// The JSON is another; the sentence names the place.
pub fn parse(json: &[u8], rollup: RollupAddress) -> Result<Vec<Vec<Message>>, String> {
    let levels: Value = serde_json::from_slice(json).map_err(|error| error.to_string())?;
    let expected = |place: String, what: &str| format!("{place}: expected {what}");
    let levels = levels
        .as_array()
        .ok_or("expected an array of levels, each an array of messages")?;
    let level = |(index, level): (usize, &Value)| {
        let place = format!("/{index}");
        let messages = level
            .as_array()
            .ok_or_else(|| expected(place.clone(), "an array of messages"))?;
        let message = |(index, message): (usize, &Value)| {
            read(message, rollup).map_err(|error| format!("{place}/{index}: {error}"))
        };
        messages.iter().enumerate().map(message).collect()
    };
    levels.iter().enumerate().map(level).collect()
}

fn read(message: &Value, rollup: RollupAddress) -> Result<Message, String> {
    // Octez' debugger takes any bytes here, those of no message among them: a kernel must live with what it gets.
    if let Some(hex) = message.get("serialized").and_then(Value::as_str)
        && let Ok(bytes) = hex::decode(hex)
    {
        if bytes.len() > MAX_MESSAGE {
            return Err(format!(
                "expected at most {MAX_MESSAGE} bytes, found {}",
                bytes.len()
            ));
        }
        return Ok(bytes.into());
    }
    let mut message = message.clone();
    if let Value::Object(members) = &mut message
        && members.contains_key("payload")
        && !members.contains_key("destination")
    {
        members.insert("destination".to_owned(), rollup.to_base58().into());
    }
    let message: InboxMessage = data_driver::json::from_str_described(&message.to_string())
        .map_err(|error| error.to_string())?;
    let bytes = DataEncoding::to_bytes(&message).map_err(|error| error.to_string())?;
    Ok(bytes.into())
}
