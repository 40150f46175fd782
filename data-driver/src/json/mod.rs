//! JSON text to typed values and back, directed by the type.
//!
//! * [`from_str`] reads a value of a type. Where the type is an integer, a number and a decimal
//!   string are both taken, at every depth; where it is bytes, hex (with or without `0x`) and an
//!   array of numbers. Unknown and duplicate members are errors, and every error knows its place.
//! * [`write()`] appends a value's text. Members stand in the order of their declaration.
//!
//! `serde_json` is not used for this: it keeps neither the path to a mistake nor a duplicate member,
//! its errors count lines instead of bytes, and its `no_std` form cannot be told how to write an
//! integer.

mod de;
mod de_ahead;
mod de_bytes;
mod de_numbers;
mod enums;
mod error;
mod escape;
mod expected;
mod from_text;
mod guide;
mod hex;
mod int;
mod key;
mod number;
mod objects;
mod read;
mod ser;
mod ser_compound;
mod ser_key;
mod untagged;
mod value;

pub(crate) use escape::write_string;
pub use from_text::{from_str, from_str_described, from_str_with};
pub(crate) use hex::decode as hex_bytes;
pub use ser::{Integers, write, write_with};
pub(crate) use ser::{room, write_within};
pub use value::to_json;
