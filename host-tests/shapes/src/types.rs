//! Types in which integers stand in every position.

use std::collections::BTreeMap;

use data_driver::data;

/// One integer of each type.
#[data]
#[derive(Debug, Clone)]
pub struct Integers {
    /// 8 bits.
    pub tiny: u8,
    /// 16 bits with a sign.
    pub short: i16,
    /// 32 bits.
    pub narrow: u32,
    /// 64 bits.
    pub wide: u64,
    /// 64 bits with a sign.
    pub wide_signed: i64,
    /// 128 bits.
    pub huge: u128,
    /// 128 bits with a sign.
    pub huge_signed: i128,
}

/// One of several.
#[data]
#[derive(Debug, Clone)]
pub enum Choice {
    /// Nothing.
    Nothing,
    /// An amount.
    Amount(u64),
    /// Text.
    Name(String),
    /// An amount and text.
    Both(i128, String),
    /// A range.
    Range {
        /// Where it starts.
        from: u64,
        /// Where it ends, if it does.
        to: Option<u64>,
    },
}

/// One of several, told apart by a member.
#[data]
#[derive(Debug, Clone)]
#[serde(tag = "kind")]
pub enum Tagged {
    /// The value is a number.
    Number {
        /// The number: 64 bits, which is what serde can hold while it looks for the tag.
        value: i64,
    },
    /// The value is text.
    Text {
        /// The text.
        text: String,
    },
    /// Of other types, in other positions.
    Mixed {
        /// Where there may be none.
        bound: Option<u64>,
        /// In a list where there may be none.
        list: Vec<Option<i64>>,
        /// Bytes.
        #[serde(with = "data_driver::hex")]
        bytes: Vec<u8>,
        /// One of several.
        side: Side,
        /// What may be left out.
        #[serde(default)]
        note: Option<String>,
    },
    /// The members of another type.
    Wrapped(Bytes),
    /// Nothing.
    Nothing,
}

/// One of several that have little in them.
#[data]
#[derive(Debug, Clone)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// To the left.
    FarLeft,
    /// To the right, so far.
    FarRight(u64),
}

/// What the other types do not have.
#[data]
#[derive(Debug, Clone)]
#[serde(rename_all = "camelCase")]
pub struct Others {
    /// 8 bits with a sign.
    pub signed_tiny: i8,
    /// 16 bits.
    pub unsigned_short: u16,
    /// 32 bits with a sign.
    pub signed_narrow: i32,
    /// One character.
    pub letter: char,
    /// A float.
    pub ratio: f64,
    /// Nothing.
    pub nothing: (),
    /// A struct without names.
    pub pair: Pair,
    /// By number with a sign.
    pub by_signed: BTreeMap<i16, bool>,
    /// As many bytes as a key has.
    #[serde(with = "data_driver::hex")]
    pub key: [u8; 33],
}

/// Two values.
#[data]
#[derive(Debug, Clone)]
pub struct Pair(pub i64, pub Option<String>);

/// A tree, which contains itself.
#[data]
#[derive(Debug, Clone)]
pub struct Tree {
    /// What hangs here.
    pub value: u64,
    /// What grows from here.
    #[describe(later)]
    pub branches: Vec<Tree>,
}

/// Bytes.
#[data]
#[derive(Debug, Clone)]
pub struct Bytes {
    /// Four bytes.
    #[serde(with = "data_driver::hex")]
    pub fixed: [u8; 4],
    /// Any number of bytes.
    #[serde(with = "data_driver::hex")]
    pub any: Vec<u8>,
}

/// Everything, in every position.
#[data]
#[derive(Debug, Clone)]
pub struct Everything {
    /// In members.
    pub integers: Integers,
    /// Where there may be none.
    pub maybe: Option<u128>,
    /// In a list.
    pub list: Vec<i64>,
    /// In a list of fixed length.
    pub array: [i128; 2],
    /// Beside text.
    pub tuple: (u64, String, i128),
    /// By name.
    pub by_name: BTreeMap<String, u64>,
    /// By number.
    pub by_number: BTreeMap<u64, Option<i128>>,
    /// In alternatives.
    pub choices: Vec<Choice>,
    /// Bytes.
    pub bytes: Bytes,
    /// Whether or not.
    pub flag: bool,
    /// What may be left out.
    #[serde(default)]
    pub note: Option<String>,
}
