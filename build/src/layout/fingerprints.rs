//! What stands in a driver's file of the layout of its values.

use std::collections::BTreeMap;

use data_driver::Decode;
use serde_json::{Value, json};

/// The fingerprints of archives, as a file's section or its lock file has them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fingerprints(BTreeMap<(&'static str, String), String>);

impl Fingerprints {
    pub(super) fn new(all: impl Iterator<Item = ((Decode, String), String)>) -> Self {
        let all = all.map(|((what, name), of)| ((what.as_str(), name), of));
        Self(all.collect())
    }

    /// Those in the section [`META`](data_driver::abi::sections::META), none where it has none or is no JSON.
    #[must_use]
    pub fn of_meta(meta: &str) -> Self {
        let meta: Value = serde_json::from_str(meta).unwrap_or_default();
        let of = |what: Decode| {
            let found = meta["layout"][what.as_str()].as_object();
            let found = found.into_iter().flatten();
            found
                .filter_map(move |(name, of)| Some(((what, name.clone()), of.as_str()?.to_owned())))
        };
        Self::new(Decode::ALL.into_iter().flat_map(of))
    }

    /// Those in the text of a lock file.
    #[must_use]
    pub fn of_lock(text: &str) -> Self {
        let lines = text
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>());
        let found = lines.filter_map(|words| match words[..] {
            [what, name, .., "align", _, of] => {
                Some(((Decode::named(what)?, name.to_owned()), of.to_owned()))
            }
            _ => None,
        });
        Self::new(found)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The values that both know and of which the fingerprints differ: what they are and their names.
    pub fn moved<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (&'static str, &'a str)> {
        let is_other = |((what, name), of): &(&(&str, String), &String)| {
            let mut known = other.0.iter();
            let known = known.find(|(key, _)| key.0 == *what && word(&key.1) == word(name));
            known.is_some_and(|(_, known)| known != *of)
        };
        let moved = self.0.iter().filter(is_other);
        moved.map(|((what, name), _)| (*what, name.as_str()))
    }

    /// As the section has them.
    pub(crate) fn json(&self) -> Value {
        let mut json = json!({});
        for ((what, name), of) in &self.0 {
            json[*what][name.as_str()] = of.as_str().into();
        }
        json
    }
}

/// A name as it stands in a lock file, between white space.
pub(super) fn word(name: &str) -> String {
    let mut word = String::new();
    for sign in name.chars() {
        match sign.is_whitespace() {
            true => word.extend(sign.escape_unicode()),
            false => word.push(sign),
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_the_same_in_section_and_lock_file() {
        let lock = "# words\n\ninput   pay    Option<u64>    16 bytes, align 8  0e8bccb8\n\
            event   paid    u8    1 bytes, align 1  00112233\ninput   other    { a: u8 }\n\nPay   16 bytes, align 8\n";
        let lock = Fingerprints::of_lock(lock);
        assert_eq!(lock.len(), 2);
        let meta = json!({ "abi": 1, "layout": lock.json() }).to_string();
        assert_eq!(Fingerprints::of_meta(&meta), lock);
        assert_eq!(lock.moved(&lock).count(), 0);
        let other = Fingerprints::of_meta(&meta.replace("0e8b", "ffff"));
        assert_eq!(other.moved(&lock).collect::<Vec<_>>(), [("input", "pay")]);

        let spaced = Fingerprints::of_meta(r#"{"layout":{"event":{"a b":"00"}}}"#);
        let line = format!("event   {}  T    8 bytes, align 8  01", word("a b"));
        assert_eq!(
            spaced
                .moved(&Fingerprints::of_lock(&line))
                .collect::<Vec<_>>(),
            [("event", "a b")]
        );
    }

    #[test]
    fn what_has_none_has_none() {
        for meta in [
            "",
            "{}",
            "[1]",
            r#"{"layout":1}"#,
            r#"{"layout":{"input":[1]}}"#,
        ] {
            assert!(Fingerprints::of_meta(meta).is_empty(), "{meta}");
        }
        assert!(Fingerprints::of_lock("input a: b\n").is_empty());
    }
}
