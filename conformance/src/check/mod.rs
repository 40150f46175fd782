//! Looking at a driver's file, whoever made it.

mod bytes;
mod description;
mod interface;
mod layout;
mod unsaid;
mod values;
mod vectors;
mod verdict;

use data_driver_build::budget::Budget;
use data_driver_build::vectors::Vector;
use data_driver_cost::Program;
use data_driver_host::{Host, inspect};
use serde_json::Value;

pub use verdict::{Finding, Outcome, Verdict};

/// A driver's file and what stands beside it.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The driver's file.
    pub wasm: &'a [u8],
    /// The file of golden vectors beside it, if it is there.
    pub beside: Option<&'a str>,
    /// The [lock file](data_driver_build::layout) of the crate, if it is there.
    pub lock: Option<&'a str>,
}

/// Looks at everything that can be looked at: the interface in both dialects, what the file says of
/// itself, golden vectors, values made from the schema, changed values, changed bytes, and what calls
/// cost. `progress` hears of each step that takes time.
#[must_use]
pub fn check(subject: Subject<'_>, progress: &mut dyn FnMut(&str)) -> Verdict {
    let mut verdict = Verdict::default();
    let Subject { wasm, .. } = subject;
    if !interface::exports(wasm, &mut verdict) {
        return verdict;
    }
    progress("compiling");
    let driver = match Host::shared().and_then(|host| host.load(wasm)) {
        Ok(driver) => driver,
        Err(error) => {
            verdict.wrong("load", error.to_string());
            return verdict;
        }
    };
    verdict.good(
        "load",
        format!("the host loads it; version {:?}", driver.version()),
    );
    let program = match Program::new(wasm) {
        Ok(program) => program,
        Err(error) => {
            verdict.wrong("load", format!("{error:#}"));
            return verdict;
        }
    };
    let dialect = interface::dialects(&program, &mut verdict);
    interface::refusals(&driver, &mut verdict);
    let document = description::look(subject, &driver, &mut verdict);
    layout::look(subject, document.as_ref(), &mut verdict);
    let vectors = vectors::replay(subject, &driver, &mut verdict);
    if let Some(document) = &document {
        progress("values made from the schema");
        values::come_back(&driver, document, &mut verdict);
        progress("changed values");
        values::are_refused(&driver, document, &mut verdict);
    }
    progress("changed bytes");
    let tried = Tried {
        document: document.as_ref(),
        vectors: &vectors,
        stated: budget(wasm),
    };
    bytes::never_trap(&program, dialect, &driver, &tried, &mut verdict);
    verdict
}

/// What there is to try a driver with.
struct Tried<'a> {
    document: Option<&'a Value>,
    vectors: &'a [Vector],
    /// What the file states of what calls take.
    stated: Budget,
}

fn budget(wasm: &[u8]) -> Budget {
    let meta = inspect(wasm).ok().and_then(|found| found.meta);
    Budget::of_meta(meta.unwrap_or_default())
}

/// What fits in a sentence.
fn short(text: &str) -> String {
    match text.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
