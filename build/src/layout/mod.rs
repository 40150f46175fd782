//! How the bytes of a contract's values are laid out: a lock file for reviews, and fingerprints for the driver's file.
//!
//! An archive of rkyv 0.7 is a Rust struct as it stands in memory, and nothing promises where the compiler puts
//! its fields. A driver whose compiler puts them elsewhere than the contract's decodes wrong values without an
//! error. So the sizes, alignments and offsets of every value's archive, evaluated by the compiler for WebAssembly,
//! stand in `layout.lock` beside the manifest, and a build in which one of them differs fails by name.
//!
//! ```text
//! input   tip            Tip                64 bytes, align 8  0e8bccb8
//!
//! Tip                                       64 bytes, align 8
//!      0 +24  note: Note
//!     24 +8   amount: u64
//! ```
//!
//! Behind a value stands its fingerprint, over all sizes, alignments, offsets and names of members in it. These travel in the driver's
//! [file](Fingerprints), so that two files can be compared of which neither is at hand as source.
//!
//! Of a type whose fields are private to another crate only bytes and alignment are known, and the types that its
//! description names. That nothing moves inside of it the golden [vectors](crate::vectors) tell, which are replayed
//! in every build: rkyv writes fields where they are, and no other way to ask for their places costs a driver nothing.
//!
//! Drivers for tests alone have no lock file.
//!
//! Other wire formats write members in the order of their declaration, so that the described shape, in order,
//! stands in the lock file in place of offsets.

mod compare;
mod fingerprints;
mod lock;
mod read;
mod shape;
mod text;

use data_driver::Decode;
use sha2::{Digest, Sha256};

pub use compare::Moved;
pub use fingerprints::Fingerprints;
pub use lock::FILE;
pub(crate) use lock::hold;
pub use read::Unreadable;

use crate::schema::Document;

/// How many bytes of a hash are a fingerprint. It tells of mistakes; whoever forges one can forge the driver.
const FINGERPRINT: usize = 4;

/// How the bytes of a contract's values are laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// The contract's name.
    contract: String,
    /// The wire format.
    codec: String,
    values: Vec<Value>,
    types: Vec<Type>,
}

/// A value of the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Value {
    what: Decode,
    name: String,
    /// The name of its type.
    ty: String,
    measure: Option<Measure>,
    /// The types in it, by their places in the list.
    holds: Vec<usize>,
}

/// Bytes and alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Measure {
    size: usize,
    align: usize,
}

/// A type.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Type {
    name: String,
    measure: Option<Measure>,
    /// What is known of its inside, a line for each part.
    lines: Vec<Line>,
    holds: Vec<usize>,
}

/// A line about the inside of a type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    /// As the lock file has it.
    shown: String,
    /// As the fingerprint has it: what types are called moves no byte.
    hashed: String,
}

impl Layout {
    /// What the compiler left in a module, and what the schema describes of all else.
    ///
    /// # Errors
    /// [`Unreadable`] where the compiler left something else.
    pub(crate) fn new(archives: Option<&str>, document: &Document) -> Result<Self, Unreadable> {
        let mut layout = match archives {
            Some(text) => read::read(text, &document.name)?,
            None => Self::default(),
        };
        layout.contract.clone_from(&document.name);
        layout.codec.clone_from(&document.codec);
        // Without a size it is no archive.
        layout.values.retain(|value| value.measure.is_some());
        shape::add(&mut layout, document);
        Ok(layout)
    }

    /// The fingerprint of each archive, by what it is and its name. `()` has none, as it has no bytes.
    pub(crate) fn fingerprints(&self) -> Fingerprints {
        let archives = self.values.iter().filter(|value| value.ty != "()");
        let with = archives.filter_map(|value| {
            let fingerprint = self.fingerprint(value)?;
            Some(((value.what, value.name.clone()), fingerprint))
        });
        Fingerprints::new(with)
    }

    /// The hash of all sizes, alignments, offsets and names of members in an archive.
    fn fingerprint(&self, value: &Value) -> Option<String> {
        let mut hash = Sha256::new();
        hash.update(text::measure(value.measure?));
        let mut seen = value.holds.clone();
        let mut next = 0;
        while let Some(ty) = seen.get(next).and_then(|number| self.types.get(*number)) {
            hash.update(ty.measure.map_or_else(String::new, text::measure));
            for line in &ty.lines {
                hash.update(&line.hashed);
                hash.update("\n");
            }
            for one in &ty.holds {
                if !seen.contains(one) {
                    seen.push(*one);
                }
            }
            next += 1;
        }
        Some(hex(&hash.finalize()[..FINGERPRINT]))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fingerprint of a call whose argument holds a list of pairs.
    fn fingerprint(pair: &str) -> String {
        let document = r#"{"name":"C","version":"1","functions":[],"events":[],"$defs":{}}"#;
        let document = Document::read(document).unwrap().unwrap();
        let text = format!(
            "contract\tC\t\nvalue\tinput\tpay\tPay\t8\t4\t0\t\ntype\t0\tPay\t8\t4\t1\t\n\
             field\tpairs\tVec<Pair>\t0\t8\t\n{pair}"
        );
        let layout = Layout::new(Some(&text), &document).unwrap();
        layout.fingerprint(&layout.values[0]).unwrap()
    }

    #[test]
    fn a_fingerprint_is_of_all_that_can_move() {
        let pair = "type\t1\tPair\t16\t8\t\nfield\ta\tu64\t0\t8\t\nfield\tb\tu64\t8\t8\t\n";
        let known = fingerprint(pair);
        assert_eq!(known.len(), 8);
        // What a type is called moves nothing, nor does the order in which fields are told.
        assert_eq!(fingerprint(&pair.replace("Pair", "Couple")), known);
        let told = "type\t1\tPair\t16\t8\t\nfield\tb\tu64\t8\t8\t\nfield\ta\tu64\t0\t8\t\n";
        assert_eq!(fingerprint(told), known);
        for (from, to) in [
            ("field\ta\tu64\t0", "field\ta\tu64\t8"),
            ("field\ta", "field\tc"),
            ("16\t8", "16\t16"),
            ("16\t8", "24\t8"),
            ("8\t8\t\n", "8\t4\t\n"),
            ("field\ta\tu64\t0\t8\t\n", "opaque\t\n"),
        ] {
            assert_ne!(fingerprint(&pair.replace(from, to)), known, "{from} {to}");
        }
    }
}
