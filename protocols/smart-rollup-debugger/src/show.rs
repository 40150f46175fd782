//! What a session has, shown.

use data_driver::ConvertibleContract as _;
use serde_json::{Value, json};
use smart_rollup::reveal::RevealRequest;
use smart_rollup_driver::SmartRollupDriver;
use smart_rollup_host::durable::{Change, Changes, Entry, Key};
use smart_rollup_host::reveal::Missing;
use smart_rollup_host::{Frame, Status, TrapReport};

use crate::answer::{Answer, shown};
use crate::command::Show;
use crate::kind::Kind;
use crate::messages;
use crate::session::Session;

/// The most messages, keys and changes that are listed.
pub const MAX_LISTED: usize = 1_000;

/// The most bytes of a value or of memory that are shown.
pub const MAX_SHOWN: usize = 64 << 10;

/// How many bytes of a value stand in a list.
const PREVIEW: usize = 24;

pub(crate) fn show(session: &Session, what: &Show) -> Result<Answer, String> {
    match what {
        Show::Status => Ok(status(session)),
        Show::Inbox => Ok(inbox(session)),
        Show::Outbox(level) => outbox(session, *level),
        Show::Storage => Ok(storage(session)),
        Show::Subkeys(key) => subkeys(session, key),
        Show::Key(key, kind) => value(session, key, kind),
        Show::Memory(address, length, kind) => memory(session, *address, *length, kind),
        Show::Metadata => metadata(session),
        Show::Changes => Ok(changes(session)),
    }
}

/// What the rollup waits for, and what it does inside.
pub(crate) fn status(session: &Session) -> Answer {
    let (status, internal) = words(session);
    let mut text = format!("Status: {status}\nInternal state: {internal}\n");
    if let Status::Paused(paused) = session.now.rollup.status() {
        text.push_str(&format!("Fuel so far: {}\n", paused.fuel));
    }
    Answer::new(text, status_value(session))
}

pub(crate) fn status_value(session: &Session) -> Value {
    let (status, internal) = words(session);
    let rollup = &session.now.rollup;
    let mut value = json!({
        "status": status,
        "internal_state": internal,
        "next_level": rollup.next_level(),
        "unread": rollup.state().inbox.unread().len(),
        "version": rollup.version().name(),
    });
    if let Status::Evaluated(evaluated) = rollup.status()
        && let Some(trap) = &evaluated.trap
    {
        value["trap"] = json!({
            "message": trap.message,
            "frames": trap.frames.iter().map(|frame| json!({
                "function": name(frame),
                "index": frame.index,
                "offset": frame.offset,
            })).collect::<Vec<_>>(),
        });
    }
    value
}

fn words(session: &Session) -> (String, String) {
    let evaluating = || "Evaluating".to_owned();
    match session.now.rollup.status() {
        Status::Collect => ("Waiting for input".to_owned(), "Collect".to_owned()),
        Status::Snapshot => (evaluating(), "Snapshot".to_owned()),
        Status::Paused(_) => (evaluating(), "Eval".to_owned()),
        Status::Reveal(_, missing) => (
            format!("Waiting for reveal: {}", request(missing)),
            "Eval".to_owned(),
        ),
        Status::Evaluated(evaluated) => {
            let internal = match &evaluated.trap {
                None => "Evaluation succeeded".to_owned(),
                Some(trap) => format!("Evaluation failed ({})", trap.message),
            };
            (evaluating(), internal)
        }
        Status::Stuck(reason) => ("Waiting for input".to_owned(), format!("Stuck ({reason})")),
    }
}

fn request(missing: &Missing) -> String {
    match &missing.request {
        RevealRequest::RawData { .. } => format!("preimage {}", Session::wanted(&missing.request)),
        other => serde_json::to_string(other).unwrap_or_default(),
    }
}

/// What is said of something that cannot be revealed.
pub(crate) fn missing(missing: &Missing) -> String {
    match &missing.request {
        RevealRequest::RawData { .. } => {
            let name = Session::wanted(&missing.request);
            // That there is no file is what a person expects to hear; anything else is told.
            if missing.reason.ends_with("is not there") {
                return format!("Preimage for hash {name} not found.");
            }
            format!("Preimage for hash {name} not found: {}.", missing.reason)
        }
        _ => format!("Not found: {} ({}).", request(missing), missing.reason),
    }
}

fn name(frame: &Frame) -> String {
    let name = frame.name.as_deref().map(shown);
    name.map_or_else(|| format!("function {}", frame.index), Into::into)
}

/// Where a trap happened.
pub(crate) fn trap(trap: &TrapReport) -> String {
    let mut text = format!("The kernel trapped: {}\n", trap.message);
    for frame in trap.frames.iter().take(20) {
        let offset = frame
            .offset
            .map_or_else(String::new, |offset| format!(" at byte {offset:#x}"));
        text.push_str(&format!("  in {}{offset}\n", name(frame)));
    }
    if trap.frames.len() > 20 {
        text.push_str(&format!("  and {} more\n", trap.frames.len() - 20));
    }
    text
}

fn inbox(session: &Session) -> Answer {
    let inputs = session.now.rollup.state().inbox.unread();
    let count = inputs.len();
    let mut text = format!("Inbox has {count} messages:\n");
    let mut list = Vec::new();
    for input in inputs.take(MAX_LISTED) {
        let (payload, json) = messages::input(input.payload);
        text.push_str(&format!(
            "{{ raw_level: {};\n  counter: {}\n  payload: {} }}\n",
            input.level,
            input.id,
            shown(&payload)
        ));
        list.push(json!({ "raw_level": input.level, "counter": input.id, "payload": json }));
    }
    let more = count.saturating_sub(MAX_LISTED);
    if more > 0 {
        text.push_str(&format!("and {more} more\n"));
    }
    Answer::new(text, json!({ "messages": list, "more": more > 0 }))
}

fn outbox(session: &Session, level: Option<i32>) -> Result<Answer, String> {
    let outbox = &session.now.rollup.state().outbox;
    let level = level
        .or(outbox.level())
        .ok_or("no outbox yet: no level has begun")?;
    let messages = outbox
        .messages(level)
        .ok_or_else(|| format!("No outbox found at level {level}"))?;
    let before = session.history.back();
    let before = before.and_then(|moment| moment.rollup.state().outbox.messages(level));
    let seen = before.map_or(0, <[_]>::len);
    let mut text = format!("Outbox has {} messages:\n", messages.len());
    let mut list = Vec::new();
    for (index, message) in messages.iter().enumerate() {
        let (lines, json) = messages::output(message);
        text.push_str(&shown(&lines));
        text.push('\n');
        list.push(json!({ "index": index, "message": json, "new": index >= seen }));
    }
    Ok(Answer::new(
        text,
        json!({ "level": level, "messages": list }),
    ))
}

fn changed(session: &Session) -> Changes {
    let durable = &session.now.rollup.state().durable;
    let before = session.history.back();
    before.map_or_else(Changes::default, |before| {
        durable.changes_since(&before.rollup.state().durable, MAX_LISTED)
    })
}

const fn mark(change: Change) -> (char, &'static str) {
    match change {
        Change::Added => ('+', "added"),
        Change::Changed => ('*', "changed"),
        Change::Removed => ('-', "removed"),
    }
}

fn changes(session: &Session) -> Answer {
    let changes = changed(session);
    let mut text = String::new();
    let mut list = Vec::new();
    for (key, change) in &changes.list {
        let (sign, word) = mark(*change);
        text.push_str(&format!("{sign} {key}\n"));
        list.push(json!({ "key": key, "change": word }));
    }
    if changes.more {
        text.push_str("and more\n");
    }
    if list.is_empty() {
        text.push_str("Nothing has changed since the last step\n");
    }
    Answer::new(text, json!({ "changes": list, "more": changes.more }))
}

fn storage(session: &Session) -> Answer {
    let durable = &session.now.rollup.state().durable;
    let changes = changed(session);
    let mut text = String::new();
    let mut list = Vec::new();
    let mut entries = durable.entries(Key::ROOT);
    for Entry { key, value } in entries.by_ref().take(MAX_LISTED) {
        let start = value.to_vec(PREVIEW);
        let more = if value.len() > PREVIEW { "…" } else { "" };
        let change = changes.of(&key).map(mark);
        let sign = change.map_or(' ', |(sign, _)| sign);
        let length = value.len();
        text.push_str(&format!(
            "{sign} {key}\n    {length} bytes  {}{more}\n",
            hex::encode(&start)
        ));
        list.push(
            json!({ "key": key, "length": length, "start": hex::encode(&start),
            "change": change.map(|(_, word)| word) }),
        );
    }
    let more = entries.next().is_some();
    if more {
        text.push_str(&format!("and more than {MAX_LISTED}\n"));
    }
    for (key, _) in changes
        .list
        .iter()
        .filter(|(_, change)| *change == Change::Removed)
    {
        text.push_str(&format!("- {key}\n"));
    }
    Answer::new(text, json!({ "values": list, "more": more }))
}

fn key(text: &str) -> Result<Key<'_>, String> {
    Key::new(text).map_err(|_| {
        "invalid key: expected / and a name of letters, digits, `.`, `-`, `_`, and again, at most 240 bytes".to_owned()
    })
}

fn subkeys(session: &Session, text: &str) -> Result<Answer, String> {
    let place = if text == "/" { Key::ROOT } else { key(text)? };
    let durable = &session.now.rollup.state().durable;
    if durable.list_size(place) == 0 && place != Key::ROOT {
        return Err(format!(
            "The path {text} is not available in the durable storage"
        ));
    }
    let mut names = durable.names(place);
    let listed: Vec<_> = names.by_ref().take(MAX_LISTED).collect();
    let mut text: String = listed.iter().map(|name| format!("/{name}\n")).collect();
    let more = names.next().is_some();
    if more {
        text.push_str(&format!("and more than {MAX_LISTED}\n"));
    }
    Ok(Answer::new(
        text,
        json!({ "subkeys": listed, "more": more }),
    ))
}

fn value(session: &Session, text: &str, kind: &Kind) -> Result<Answer, String> {
    let durable = &session.now.rollup.state().durable;
    let value = durable.value(key(text)?).ok_or("Key not found")?;
    let bytes = value.to_vec(MAX_SHOWN);
    let length = value.len();
    let (mut text, note) = display(kind, &bytes);
    if length > bytes.len() {
        text.push_str(&format!(
            "\n({length} bytes, of which the first {MAX_SHOWN} are shown)"
        ));
    }
    let json = json!({ "length": length, "value": text, "note": note });
    let note = note.map_or_else(String::new, |note| format!("{note}\n"));
    Ok(Answer::new(format!("{note}{}\n", shown(&text)), json))
}

/// Bytes as what they are taken for, or in hex with the reason why not.
fn display(kind: &Kind, bytes: &[u8]) -> (String, Option<String>) {
    match kind.show(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let note = format!("Error: {error}. Defaulting to hexadecimal value");
            (hex::encode(bytes), Some(note))
        }
    }
}

fn memory(session: &Session, address: u32, length: u32, kind: &Kind) -> Result<Answer, String> {
    let Some(memory) = session.now.rollup.memory() else {
        let (_, internal) = words(session);
        return Err(format!(
            "Cannot inspect memory during internal state {internal}: `step result` stops before it is gone"
        ));
    };
    let (start, length) = (address as usize, length as usize);
    if length > MAX_SHOWN {
        return Err(format!("expected at most {MAX_SHOWN} bytes"));
    }
    let bytes = memory
        .get(start..start.saturating_add(length))
        .ok_or_else(|| {
            format!(
                "expected a place inside of the memory, which has {} bytes",
                memory.len()
            )
        })?;
    let (text, note) = display(kind, bytes);
    let json = json!({ "address": address, "length": length, "value": text, "note": note });
    let note = note.map_or_else(String::new, |note| format!("{note}\n"));
    Ok(Answer::new(format!("{note}{}\n", shown(&text)), json))
}

fn metadata(session: &Session) -> Result<Answer, String> {
    let metadata = &session.reveals.metadata;
    let json = serde_json::to_value(metadata).map_err(|error| error.to_string())?;
    let text = format!(
        "Rollup: {}\nOrigination level: {}\n",
        metadata.raw_rollup_address.to_base58(),
        metadata.origination_level
    );
    Ok(Answer::new(text, json))
}

/// The JSON that the driver makes of bytes.
pub(crate) fn decode(function: &str, bytes: &[u8]) -> Option<Value> {
    SmartRollupDriver.decode_input_fn(function, bytes).ok()
}
