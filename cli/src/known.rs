//! The drivers that are part of the command.

/// A driver's name, its file, and the one beside it.
type Known = (&'static str, &'static [u8], Option<&'static str>);

static KNOWN: &[Known] = include!(concat!(env!("OUT_DIR"), "/known.rs"));

/// The driver of that name.
pub(crate) fn find(name: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|(known, ..)| *known == name)
}

/// The names.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    KNOWN.iter().map(|(name, ..)| *name)
}
