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

/// An integer whose archive has its least byte first, as contracts write it.
#[diagnostic::on_unimplemented(
    message = "rkyv's feature `archive_be` is on, with which archives are not those of contracts",
    label = "integers are archived with the greatest byte first",
    note = "features add up over everything that is compiled together: `cargo tree -e features -i rkyv` shows who asks for `archive_be`"
)]
trait LeastByteFirst {}

#[cfg(target_endian = "little")]
impl LeastByteFirst for u32 {}
impl LeastByteFirst for rkyv::rend::LittleEndian<u32> {}

const fn archives_are_as_contracts_write_them<T: LeastByteFirst>() {}
const _: () = archives_are_as_contracts_write_them::<rkyv::Archived<u32>>();

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
    const INLINE_SIZE: Option<usize> = Some(size_of::<T::Archived>());
    const ALIGN: Option<usize> = Some(align_of::<T::Archived>());

    fn to_bytes(value: &T) -> Result<Vec<u8>, Error> {
        to_rkyv(value)
    }

    fn from_bytes(bytes: &[u8]) -> Result<T, Error> {
        from_rkyv(bytes)
    }
}
