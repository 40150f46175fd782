//! rkyv 0.7 with 32-bit relative pointers (`size_32`), the format of Dusk's contracts.
//!
//! The root object stands at the end of the bytes, what it points to before it.

mod convert;
mod error;

use alloc::vec::Vec;

use bytecheck::CheckBytes;
pub use convert::{
    from_rkyv, json_to_rkyv, json_to_rkyv_pair_u64, json_to_rkyv_u64, rkyv_to_json,
    rkyv_to_json_pair_u64, rkyv_to_json_u64, rkyv_to_text, to_rkyv,
};
use rkyv::ser::serializers::AllocSerializer;
use rkyv::validation::validators::DefaultValidator;
use rkyv::{Archive, Deserialize, Infallible};

use crate::Error;
use crate::codec::{Codec, Convert};

/// rkyv 0.7 with 32-bit relative pointers, the codec of a contract that names none.
///
/// A type that has bytes in it has rkyv's three traits, and its archived form has `CheckBytes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rkyv;

impl Codec for Rkyv {
    const ID: &'static str = "rkyv-0.7";
}

// Without this the compiler names rkyv's traits in turn, never the cure.
#[diagnostic::do_not_recommend]
impl<T> Convert<T> for Rkyv
where
    T: Archive + rkyv::Serialize<AllocSerializer<1024>>,
    for<'a> T::Archived: CheckBytes<DefaultValidator<'a>> + Deserialize<T, Infallible>,
{
    fn to_bytes(value: &T) -> Result<Vec<u8>, Error> {
        to_rkyv(value)
    }

    fn from_bytes(bytes: &[u8]) -> Result<T, Error> {
        from_rkyv(bytes)
    }
}
