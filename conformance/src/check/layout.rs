//! How the driver's archives are laid out.

use data_driver_build::layout::{FILE, Fingerprints};
use data_driver_host::inspect;
use serde_json::Value;

use super::Subject;
use super::verdict::Verdict;

/// How the format is called whose bytes are archives.
const ARCHIVES: &str = "rkyv-";

/// Whether the file says how its archives are laid out, and what the lock file says.
pub(super) fn look(subject: Subject<'_>, document: Option<&Value>, verdict: &mut Verdict) {
    let found = inspect(subject.wasm).ok().and_then(|found| found.meta);
    let found = Fingerprints::of_meta(found.unwrap_or_default());
    let codec = document.and_then(|document| document["codec"].as_str());
    if found.is_empty() {
        if codec.is_some_and(|codec| codec.starts_with(ARCHIVES)) {
            verdict.lacks(
                "layout",
                "the file has no fingerprints of its archives, so that no one sees when a byte moves",
            );
        }
        return;
    }
    let Some(lock) = subject.lock else {
        return verdict.good(
            "layout",
            format!("the file has the fingerprints of {} values", found.len()),
        );
    };
    let lock = Fingerprints::of_lock(lock);
    let moved: Vec<_> = found.moved(&lock).collect();
    for (what, name) in &moved {
        verdict.wrong(
            "layout",
            format!("the {what} {name:?} is laid out in another way than {FILE} says"),
        );
    }
    if moved.is_empty() {
        verdict.good(
            "layout",
            format!("{} values are laid out as {FILE} says", found.len()),
        );
    }
}
