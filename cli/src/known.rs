//! The drivers that are part of the command.

/// Names and files.
static KNOWN: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/known.rs"));

/// The driver of that name.
pub(crate) fn find(name: &str) -> Option<&'static [u8]> {
    let known = KNOWN.iter().find(|(known, _)| *known == name);
    known.map(|(_, wasm)| *wasm)
}

/// The names.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    KNOWN.iter().map(|(name, _)| *name)
}
