//! Values for people to look at, always the same for the same seed.
//!
//! The rules are few and use 32-bit arithmetic and decimal digits alone, so that other languages can
//! follow them: the JavaScript package gives the same text for the same document, schema and seed.
//! `below(n)` is the remainder of the next number of the generator by `n`; what is not said draws
//! nothing.
//!
//! | schema | value |
//! |---|---|
//! | reference to a definition of which there are [pools](crate::arbitrary::pool) | one of the pool: `below(length)` |
//! | other reference | a value of the definition, one level deeper |
//! | `const`; `enum` | it; one of them: `below(length)` |
//! | option (`anyOf`) | deeper than 4 levels `null`; else `null` where `below(4)` is 0, or the value |
//! | `oneOf` | one of the variants, of what is decoded without those that are `writeOnly`, deeper than 4 levels of those without a reference if there are any: `below(length)` |
//! | integer with a `unit` of d ≤ 15 decimals, 64 bits or more | `1 + below(1000)`, and d zeros |
//! | other integer of N bits | `below(10^d)` with `d = 1 + below(m)`, m = 2 for 8 bits, 4 for 16, and 6 otherwise; of a signed one negative where `below(4)` is 0 then |
//! | float | `(2 * below(20000) - 19999) / 4` |
//! | `null`; boolean | it; `below(2)` is 1 |
//! | text of one character | one of `a`…`z`: `below(26)` |
//! | other text | words, `1 + below(3)` of them, each [`WORDS`] at `below(8)` |
//! | bytes in hex or base58 | `byteLength` of them, or `1 + below(16)`, each `below(256)`, at most 1,024 in base58 |
//! | bytes in base58check | one of the [pool](crate::arbitrary::base58check) of its prefix and `byteLength`: `below(length)` |
//! | `decimal` | `below(10^d)` with `d = 1 + below(6)` |
//! | `timestamp` | `YYYY-MM-DDThh:mm:ssZ`: `2020 + below(10)`, `1 + below(12)`, `1 + below(28)`, `below(24)`, `below(60)`, `below(60)` |
//! | `entrypoint`; `annotation` | one of [`WORDS`] at `below(8)`; the same behind `%` |
//! | list | as many as `minItems` says where `maxItems` says the same, deeper than 4 levels none, else `1 + below(2)` |
//! | tuple | a value of each |
//! | object | each member in its order; one that is not required where `below(2)` is 1 |
//! | map | `1 + below(2)` members, each a name and a value; a name that is there already is not put there again; an integer's is `below(100)` |
//!
//! Members are in the order of the document and of drawing, but those first whose names are numbers up
//! to 2^32 - 2 without zeros in front, the least before all: that is the order of JavaScript's objects.
//!
//! Integers of more than 32 bits are decimal strings, bytes are in hex or base58: as drivers write
//! them. A value consists of at most 1,000,000 values and bytes: each schema that a value is drawn of,
//! references included, counts one, and bytes in hex or base58 count as many as they are.
//!
//! A driver takes a value of its schema, unless it asks for more than the schema can say: what a text in
//! another language says, or which of all bytes are a message.

mod draw;
mod random;

use std::collections::HashMap;

use data_driver::Decode;
use data_driver_build::schema::{Document, Schema};

use draw::Drawing;
use random::Random;

/// Of what a document describes there is something of which no value can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no value can be made: {0}")]
pub struct NoSample(String);

/// The words that texts consist of.
pub const WORDS: [&str; 8] = [
    "amber", "birch", "cedar", "dune", "ember", "fjord", "grove", "harbor",
];

/// The JSON text of a value of one of the document's schemas: of `what` it is.
///
/// # Errors
/// The schema refers to a definition that is not there, is of a kind that documents do not have, has no
/// end, or is of values that are too large.
pub fn sample(
    document: &Document,
    schema: &Schema,
    what: Decode,
    seed: u32,
) -> Result<String, NoSample> {
    let mut drawing = Drawing {
        document,
        random: Random::new(seed),
        is_decoded: what != Decode::Input,
        left: draw::MOST,
        out: String::new(),
        required: HashMap::new(),
        refers: HashMap::new(),
    };
    drawing.value(schema, None, 0)?;
    Ok(drawing.out)
}
