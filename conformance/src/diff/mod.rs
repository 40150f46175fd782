//! What a new version of a driver changes for those who use the old one.

mod compare;
mod replay;

use std::fmt;

use data_driver::Decode;
use data_driver_build::layout::Fingerprints;
use data_driver_build::schema::{Document, Function, Schema};
use data_driver_build::vectors::Vector;
use data_driver_host::Driver;

use compare::Comparison;

/// What a change means for those who use the old driver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Nothing but words changed, if anything.
    Identical,
    /// Whatever worked still works, and whatever is read can still be read.
    Compatible,
    /// Some of what worked does not, or values may come that readers do not know.
    Partly,
    /// What worked does not work, or bytes have another layout.
    Breaking,
}

impl Change {
    /// The stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::Compatible => "compatible",
            Self::Partly => "partly",
            Self::Breaking => "breaking",
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

/// One entry of both documents.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// What it is about: `input of stake`, `event reward`, `function stake`.
    pub subject: String,
    /// What the change means.
    pub change: Change,
    /// Why.
    pub reasons: Vec<String>,
    /// Whether the layout of the bytes changed.
    pub layout: bool,
}

/// Compares the documents of two drivers, entry by entry.
#[must_use]
pub fn diff(old: &Document, new: &Document) -> Vec<Entry> {
    let mut entries = Vec::new();
    if old.codec != new.codec {
        let reason = format!(
            "the format of the bytes was {:?} and is {:?}",
            old.codec, new.codec
        );
        entries.push(whole("codec".into(), Change::Breaking, vec![reason], true));
    }
    for function in &old.functions {
        let Some(now) = new.functions.iter().find(|one| one.name == function.name) else {
            entries.push(gone(format!("function {}", function.name)));
            continue;
        };
        entries.extend(kind(function, now));
        for (what, was, is) in [
            (Decode::Input, &function.input_schema, &now.input_schema),
            (Decode::Output, &function.output_schema, &now.output_schema),
        ] {
            let subject = format!("{} of {}", what.as_str().to_owned(), function.name);
            entries.push(values(what, subject, (old, was), (new, is)));
        }
    }
    for event in &old.events {
        match new.events.iter().find(|one| one.topic == event.topic) {
            Some(now) => {
                let subject = format!("event {}", event.topic);
                let (was, is) = ((old, &event.data_schema), (new, &now.data_schema));
                entries.push(values(Decode::Event, subject, was, is));
            }
            None => entries.push(gone(format!("event {}", event.topic))),
        }
    }
    let is_new = |name: &str| !old.functions.iter().any(|one| one.name == name);
    for function in new.functions.iter().filter(|one| is_new(&one.name)) {
        entries.push(added(format!("function {}", function.name)));
    }
    let is_new = |topic: &str| !old.events.iter().any(|one| one.topic == topic);
    for event in new.events.iter().filter(|one| is_new(&one.topic)) {
        entries.push(added(format!("event {}", event.topic)));
    }
    entries
}

/// Adds what the files say of the layout of archives, which their documents do not show.
pub fn diff_layouts(entries: &mut Vec<Entry>, old: &Fingerprints, new: &Fingerprints) {
    for (what, name) in old.moved(new) {
        let subject = match what {
            "event" => format!("event {name}"),
            what => format!("{what} of {name}"),
        };
        let reason = "its bytes are laid out in another way".to_owned();
        match entries.iter_mut().find(|entry| entry.subject == subject) {
            // The document shows why.
            Some(entry) if entry.layout => {}
            Some(entry) => {
                entry.change = Change::Breaking;
                entry.layout = true;
                entry.reasons.push(reason);
            }
            None => entries.push(whole(subject, Change::Breaking, vec![reason], true)),
        }
    }
}

/// Holds the new driver to the old one's golden vectors: each that it reads or writes otherwise.
#[must_use]
pub fn diff_vectors(vectors: &[Vector], new: &Driver) -> Vec<Entry> {
    vectors
        .iter()
        .filter_map(|vector| replay::replay(vector, new))
        .collect()
}

fn whole(subject: String, change: Change, reasons: Vec<String>, layout: bool) -> Entry {
    Entry {
        subject,
        change,
        reasons,
        layout,
    }
}

fn gone(subject: String) -> Entry {
    whole(subject, Change::Breaking, vec!["it is gone".into()], false)
}

fn added(subject: String) -> Entry {
    whole(subject, Change::Compatible, vec!["it is new".into()], false)
}

/// What a function is for.
fn kind(old: &Function, new: &Function) -> Option<Entry> {
    if old.kind == new.kind {
        return None;
    }
    let change = match (old.kind.as_str(), new.kind.as_str()) {
        // Its result stands one behind the other.
        ("feed", _) | (_, "feed") => Change::Breaking,
        _ => Change::Partly,
    };
    let reason = format!("it was a {} and is a {}", old.kind, new.kind);
    Some(whole(
        format!("function {}", old.name),
        change,
        vec![reason],
        false,
    ))
}

fn values(
    what: Decode,
    subject: String,
    old: (&Document, &Schema),
    new: (&Document, &Schema),
) -> Entry {
    let mut comparison = Comparison::new(old.0, new.0);
    comparison.compare(old.1, new.1, "");
    let Comparison {
        wider,
        narrower,
        layout,
        reasons,
        ..
    } = comparison;
    // Callers write arguments, and read all else.
    let change = match (what, wider, narrower) {
        _ if layout => Change::Breaking,
        (_, false, false) => Change::Identical,
        (_, true, true) => Change::Breaking,
        (Decode::Input, true, false) | (Decode::Output | Decode::Event, false, true) => {
            Change::Compatible
        }
        (Decode::Input, false, true) | (Decode::Output | Decode::Event, true, false) => {
            Change::Partly
        }
    };
    whole(subject, change, reasons, layout)
}
