//! Writes a driver whose types use everything that `#[data]` takes: attributes, nestings, keys, enums of
//! every form.
//!
//! What compiles is true: each of these types comes back as it was written, through bytes and JSON, as
//! its schema and its declaration in TypeScript say, in every host. The program is the same for the same
//! seed, and its output is committed in `generated/src/generated.rs`.

#![allow(
    clippy::explicit_auto_deref,
    reason = "a choice from texts without it is inferred to be one from unsized elements"
)]

mod definition;
mod expression;
mod names;
mod random;

use definition::Definition;
use random::Random;

/// Where the source stands, from this package's folder.
pub const PATH: &str = "../generated/src/generated.rs";

/// The seed of what is committed.
pub const SEED: u64 = 7;

/// How many types there are.
const TYPES: usize = 150;

/// How many of them a function has for parameters.
const PARAMS: usize = 3;

/// What is written once, as chance would hardly find it.
const FIXED: &str = include_str!("fixed.rs.txt");

/// The fixed types, each of which a function takes.
const FIXED_TYPES: [&str; 14] = [
    "Tree", "Grove", "Rose", "Path", "Walk", "Wide", "Numbers", "Keys", "Omitted", "Empty",
    "Nothing", "Message", "Span", "Adapted",
];

/// The source of the driver.
#[must_use]
pub fn generate(seed: u64) -> String {
    let mut random = Random::new(seed);
    let mut known: Vec<Definition> = Vec::new();
    for index in 0..TYPES {
        let definition = Definition::draw(index, &known, &mut random);
        known.push(definition);
    }
    let mut out = String::from(HEAD);
    for definition in &known {
        out.push('\n');
        out.push_str(&definition.text);
    }
    out.push('\n');
    out.push_str(FIXED);
    out.push_str(&contract(&known));
    out
}

const HEAD: &str = "//! Written by `cargo run -p generator`.
#![allow(
    missing_docs,
    non_snake_case,
    unreachable_pub,
    clippy::all,
    clippy::pedantic,
    reason = \"generated\"
)]

use std::collections::{BTreeMap, VecDeque};

use data_driver::data;
";

fn contract(known: &[Definition]) -> String {
    let mut out = String::from(
        "\ndata_driver::contract! {\n    /// Everything that compiles.\n    pub GeneratedDriver(\"Generated\") {\n",
    );
    for (index, types) in known.chunks(PARAMS).enumerate() {
        let params: Vec<String> = types
            .iter()
            .enumerate()
            .map(|(i, ty)| format!("{}: {}", ["a", "b", "c"][i], ty.name))
            .collect();
        out.push_str(&format!(
            "        transaction fn group{index}({});\n",
            params.join(", ")
        ));
    }
    for name in FIXED_TYPES {
        let function = name.to_lowercase();
        out.push_str(&format!(
            "        query fn {function}(value: {name}) -> {name};\n"
        ));
        out.push_str(&format!("        event \"{function}\": {name};\n"));
    }
    let twelve: Vec<String> = [
        "u8", "i8", "u16", "i16", "u32", "i32", "u64", "i64", "u128", "i128", "bool", "String",
    ]
    .iter()
    .enumerate()
    .map(|(i, ty)| format!("p{i}: {ty}"))
    .collect();
    out.push_str(&format!(
        "        transaction fn twelve({});\n",
        twelve.join(", ")
    ));
    out.push_str("    }\n}\n\ndata_driver::export!(GeneratedDriver);\n");
    out
}
