//! A person who knows only the document of the Pink runtime finds its terms in the crate's documentation.

/// What the document calls things, in the sections about the two layers.
const TERMS: [&str; 21] = [
    "ecalls",
    "ocalls",
    "cross_call",
    "cross_call_mut",
    "CrossCall",
    "CrossCallMut",
    "Executing",
    "execute_mut",
    "dispatch",
    "executor",
    "srv",
    "input",
    "output",
    "call_id",
    "caller's side",
    "callee's side",
    "generic implementation",
    "call dispatch function",
    "read-only",
    "read-write",
    "ECallsRo",
];

/// What it says of mistakes.
const WORDS: [&str; 3] = ["Decode failed", "Failed to decode args", "Unknown call id"];

#[test]
fn the_documents_terms_are_explained() {
    let documentation = include_str!("../README.md");
    for term in TERMS.into_iter().chain(WORDS) {
        assert!(documentation.contains(term), "{term}");
    }
}
