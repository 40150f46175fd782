//! Wire formats: what turns values into bytes and back.
//!
//! A contract has one, named once in its declaration, which holds for every parameter, tuple, `()`,
//! output and event:
//!
//! ```
//! use data_driver::codec::{Codec, Convert};
//! use data_driver::{ConvertibleContract, Error, Kind};
//!
//! /// Borsh, as NEAR's contracts use it.
//! pub struct Borsh;
//!
//! impl Codec for Borsh {
//!     const ID: &'static str = "borsh";
//! }
//!
//! impl<T: borsh::BorshSerialize + borsh::BorshDeserialize> Convert<T> for Borsh {
//!     fn to_bytes(value: &T) -> Result<Vec<u8>, Error> {
//!         borsh::to_vec(value).map_err(|error| Error::Other(error.to_string()))
//!     }
//!
//!     fn from_bytes(bytes: &[u8]) -> Result<T, Error> {
//!         let mut rest = bytes;
//!         let value = T::deserialize(&mut rest);
//!         let at = bytes.len() - rest.len();
//!         let value = value.map_err(|error| Error::bytes(Kind::InvalidBytes, at, "a value in Borsh", error.to_string()))?;
//!         if rest.is_empty() {
//!             Ok(value)
//!         } else {
//!             Err(Error::bytes(Kind::WrongLength, at, "the end of the bytes", format!("{} more", rest.len())))
//!         }
//!     }
//! }
//!
//! data_driver::contract! {
//!     /// Keeps a count.
//!     pub CounterDriver("Counter", codec = Borsh) {
//!         /// Adds to the count, with a reason.
//!         transaction fn add(amount: u32, reason: String);
//!     }
//! }
//!
//! let bytes = CounterDriver.encode_input_fn("add", r#"[5, "hi"]"#)?;
//! assert_eq!(bytes, [5, 0, 0, 0, 2, 0, 0, 0, b'h', b'i']);
//!
//! let error = CounterDriver.decode_input_fn("add", &[5, 0, 0, 0, 0, 0, 0, 0, 9]).unwrap_err();
//! assert_eq!(error.to_string(), "add: at byte 8: expected the end of the bytes, found 1 more");
//! # Ok::<_, Error>(())
//! ```
//!
//! A single type of a contract can have another one, by two functions over JSON text: `#[codec(path)]`
//! in front of it names the module or type that has [`encode`](Encode) and [`decode`](Decode).

use alloc::string::String;
use alloc::vec::Vec;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Error;
use crate::describe::{Describe, Fault, Type};
use crate::foreign::ForeignTypes;
use crate::json::{self, Integers};
use crate::layout::Layout;

#[cfg(feature = "rkyv")]
pub use crate::archive::Rkyv;

/// Turns JSON text into bytes.
pub type Encode = fn(json: &str) -> Result<Vec<u8>, Error>;

/// Appends the JSON text of what the bytes hold.
pub type Decode = fn(bytes: &[u8], out: &mut String) -> Result<(), Error>;

/// A wire format.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no wire format",
    label = "this is named as the contract's `codec`",
    note = "a wire format implements `data_driver::codec::Codec`, and `data_driver::codec::Convert<T>` for the types that have bytes in it; \
            a module with `encode` and `decode` stands in front of a single type: `#[codec(path)]`"
)]
pub trait Codec {
    /// What the format is called in a driver's schema and sections, with its version where versions
    /// differ in bytes: `rkyv-0.7`.
    const ID: &'static str;
}

/// A wire format that has bytes for values of a type.
#[diagnostic::on_unimplemented(
    message = "`{T}` has no bytes in the contract's wire format, `{Self}`",
    label = "this type has no bytes in `{Self}`",
    note = "put `#[data_driver::data]` on a type of yours that shall be an archive of rkyv; for another format, derive its traits"
)]
pub trait Convert<T>: Codec {
    /// How many bytes a value takes whose parts all stand where it stands, none elsewhere as the
    /// elements of a list do. `None` where the number depends on the value. Feeds whose items have a
    /// size can be split into them.
    const INLINE_SIZE: Option<usize> = None;

    /// Not public API: what that many bytes are aligned to, where they are as a type stands in memory.
    #[doc(hidden)]
    const ALIGN: Option<usize> = None;

    /// The bytes of a value.
    ///
    /// # Errors
    /// The value has none.
    fn to_bytes(value: &T) -> Result<Vec<u8>, Error>;

    /// The value that the bytes are, all of them.
    ///
    /// # Errors
    /// They are none, or some are left over. [`Error::bytes`] says where, and what was expected and
    /// found there.
    fn from_bytes(bytes: &[u8]) -> Result<T, Error>;
}

/// How many bytes each value of a type takes, where that is the same for all; `inline` is what the
/// wire format says.
#[must_use]
pub const fn item_size(inline: Option<usize>, ty: &Type) -> Option<usize> {
    if ty.is_inline() { inline } else { None }
}

/// A type that a contract can have whose wire format is `F`, where types of other crates are among those
/// that `C` knows: it has a description, a form in JSON, and bytes.
///
/// It is never implemented by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not ready to be a type of this contract",
    label = "has no description, no form in JSON or no bytes",
    note = "put `#[data_driver::data]` on a type of yours, and on the types of its members; a type that has its derives by hand needs `data_driver::Describe`, \
            serde's `Serialize` and `Deserialize`, and for its bytes rkyv's three with `#[archive(check_bytes)]`, or those of the contract's codec",
    note = "a type of another crate must have serde's traits and those of the codec, often behind features of that crate, and a marker that \
            describes it: `contract! {{ pub Driver(\"Name\", types = path::to::Marker) {{ … }} }}`"
)]
pub trait Value<F, C>: Sized {
    /// What it looks like.
    const TYPE: &'static Type;

    /// Not public API: why values would not come back.
    #[doc(hidden)]
    const FAULT: Fault;

    /// Not public API: what the wire format says of its size.
    #[doc(hidden)]
    const INLINE_SIZE: Option<usize>;

    /// Not public API: bytes and alignment of what it is in an archive.
    #[doc(hidden)]
    const MEASURE: Option<[usize; 2]>;

    /// Not public API: how the archives of the types in it are laid out.
    #[doc(hidden)]
    const LAYOUT: &'static Layout;

    /// Turns JSON text into the bytes of a value.
    const ENCODE: Encode;

    /// Appends the JSON text of what bytes hold; integers of 64 bits and more are decimal strings.
    const DECODE: Decode;
}

// Without this the compiler names the traits in turn, never the cure.
#[diagnostic::do_not_recommend]
impl<F, C, T> Value<F, C> for T
where
    F: Convert<T>,
    C: ForeignTypes,
    T: Describe<C> + Serialize + DeserializeOwned,
{
    const TYPE: &'static Type = <T as Describe<C>>::TYPE;
    const FAULT: Fault = <T as Describe<C>>::FAULT;
    const INLINE_SIZE: Option<usize> = <F as Convert<T>>::INLINE_SIZE;
    const MEASURE: Option<[usize; 2]> =
        match (<F as Convert<T>>::INLINE_SIZE, <F as Convert<T>>::ALIGN) {
            (Some(size), Some(align)) => Some([size, align]),
            _ => None,
        };
    const LAYOUT: &'static Layout = <T as Describe<C>>::LAYOUT;
    const ENCODE: Encode = |json| F::to_bytes(&json::from_str_with::<C, T>(json)?);
    const DECODE: Decode = |bytes, out| {
        let value = F::from_bytes(bytes)?;
        json::write_within::<C, T>(&value, Integers::WideAsText, json::room(bytes.len()), out)
    };
}
