//! Types in which integers stand in every position.

use std::collections::BTreeMap;

use bytecheck::CheckBytes;
use data_driver::Describe;
use rkyv::{Archive, Deserialize, Fallible, Serialize};

/// One integer of each type.
#[derive(
    Debug, Clone, Archive, Serialize, Deserialize, serde::Serialize, serde::Deserialize, Describe,
)]
#[archive_attr(derive(CheckBytes))]
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
#[derive(
    Debug, Clone, Archive, Serialize, Deserialize, serde::Serialize, serde::Deserialize, Describe,
)]
#[archive_attr(derive(CheckBytes))]
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
#[derive(
    Debug, Clone, Archive, Serialize, Deserialize, serde::Serialize, serde::Deserialize, Describe,
)]
#[archive_attr(derive(CheckBytes))]
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
#[derive(
    Debug, Clone, Archive, Serialize, Deserialize, serde::Serialize, serde::Deserialize, Describe,
)]
#[archive_attr(derive(CheckBytes))]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// To the left.
    FarLeft,
    /// To the right, so far.
    FarRight(u64),
}

/// What the other types do not have.
#[derive(
    Debug, Clone, Archive, Serialize, Deserialize, serde::Serialize, serde::Deserialize, Describe,
)]
#[archive_attr(derive(CheckBytes))]
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
#[derive(
    Debug, Clone, Archive, Serialize, Deserialize, serde::Serialize, serde::Deserialize, Describe,
)]
#[archive_attr(derive(CheckBytes))]
pub struct Pair(pub i64, pub Option<String>);

/// A tree, which contains itself.
#[derive(
    Debug, Clone, Archive, Serialize, Deserialize, serde::Serialize, serde::Deserialize, Describe,
)]
#[archive(bound(
    serialize = "__S: rkyv::ser::ScratchSpace + rkyv::ser::Serializer",
    deserialize = "__D: Fallible"
))]
#[archive_attr(derive(CheckBytes))]
#[archive_attr(check_bytes(
    bound = "__C: rkyv::validation::ArchiveContext, <__C as Fallible>::Error: bytecheck::Error"
))]
pub struct Tree {
    /// What hangs here.
    pub value: u64,
    /// What grows from here.
    #[describe(later)]
    #[omit_bounds]
    #[archive_attr(omit_bounds)]
    pub branches: Vec<Tree>,
}

/// Bytes.
#[derive(
    Debug, Clone, Archive, Serialize, Deserialize, serde::Serialize, serde::Deserialize, Describe,
)]
#[archive_attr(derive(CheckBytes))]
pub struct Bytes {
    /// Four bytes.
    #[serde(with = "data_driver::hex")]
    pub fixed: [u8; 4],
    /// Any number of bytes.
    #[serde(with = "data_driver::hex")]
    pub any: Vec<u8>,
}

/// Everything, in every position.
#[derive(
    Debug, Clone, Archive, Serialize, Deserialize, serde::Serialize, serde::Deserialize, Describe,
)]
#[archive_attr(derive(CheckBytes))]
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
