//! Golden vectors.

use std::path::Path;

use data_driver::Decode;
use data_driver_build::vectors::{Vector, parse};
use data_driver_host::{Driver, Integrity, inspect};

use super::verdict::Verdict;
use super::{Subject, short};

/// How many that are wrong are shown.
const SHOWN: usize = 5;

/// Asks the driver whether its golden vectors are so, and gives those that can be read.
pub(super) fn replay(subject: Subject<'_>, driver: &Driver, verdict: &mut Verdict) -> Vec<Vector> {
    let Ok(found) = inspect(subject.wasm) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    let mut read = |text: &str, verdict: &mut Verdict| match parse(text, Path::new("vectors")) {
        Ok(vectors) => all.extend(vectors),
        Err(error) => verdict.wrong("vectors", error.to_string()),
    };
    match found.vectors {
        Some(text) => read(text, verdict),
        None => verdict.lacks("vectors", "there are none in the file"),
    }
    match (found.vectors_beside(), subject.beside) {
        (Err(error), _) => verdict.wrong("vectors", error.to_string()),
        (Ok(None), _) => {}
        (Ok(Some(_)), None) => verdict.lacks("vectors", "the file beside this one is not there"),
        (Ok(Some(hash)), Some(text)) if hash == Integrity::of(text.as_bytes()) => {
            read(text, verdict);
        }
        (Ok(Some(_)), Some(_)) => {
            verdict.wrong(
                "vectors",
                "the file beside this one has another hash than this one says",
            );
        }
    }
    let wrong: Vec<String> = all
        .iter()
        .filter_map(|vector| disagreement(driver, vector))
        .collect();
    for words in wrong.iter().take(SHOWN) {
        verdict.wrong("vectors", words);
    }
    if wrong.len() > SHOWN {
        verdict.wrong("vectors", format!("and {} more", wrong.len() - SHOWN));
    }
    if wrong.is_empty() && !all.is_empty() {
        verdict.good(
            "vectors",
            format!("all {} golden vectors are so", all.len()),
        );
    }
    all
}

/// What the driver does instead of what the vector says.
fn disagreement(driver: &Driver, vector: &Vector) -> Option<String> {
    let Vector {
        what,
        name,
        json,
        bytes,
        ..
    } = vector;
    let what_word = what.as_str();
    let says = |words: String| Some(format!("{what_word} of {name}: {words}"));
    match driver.decode_text(*what, name, bytes) {
        Ok(text) if text == *json => {}
        Ok(text) => {
            return says(format!(
                "expected {}, decoded {}",
                short(json),
                short(&text)
            ));
        }
        Err(error) => return says(format!("decoding fails: {error}")),
    }
    if *what != Decode::Input {
        return None;
    }
    match driver.encode_input(name, json) {
        Ok(encoded) if encoded == *bytes => None,
        Ok(encoded) => says(format!(
            "expected {}, encoded {}",
            short(&hex::encode(bytes)),
            short(&hex::encode(encoded))
        )),
        Err(error) => says(format!("encoding fails: {error}")),
    }
}
