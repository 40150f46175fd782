//! Integers of 128 bits as older compilers laid them out.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::describe::{Describe, Type};
#[cfg(not(feature = "rkyv"))]
use crate::layout::Fallback as _;
use crate::layout::{Archived, Layout, Probe, Shape};

/// A `u128` that is aligned to 8 bytes, as contracts have it that an older compiler built.
///
/// In WebAssembly, Rust aligns `u128` to 16 bytes since 1.86 and did to 8 before. So the archive of
/// `{ id: [u8; 32], supply: u128, height: u64 }` has 64 bytes with a compiler of today, which builds the
/// driver, and 56 with one of 2024, with which many contracts are built; nothing else tells the two
/// apart but the driver's `layout.lock`. A contract's types that were built with the old one have this type in place of `u128`. In
/// JSON and in schemas both are the same.
///
/// ```
/// use data_driver::U128Align8;
///
/// #[data_driver::data]
/// struct Supply {
///     id: [u8; 4],
///     supply: U128Align8,
/// }
///
/// let bytes = data_driver::to_rkyv(&Supply { id: [1; 4], supply: 7.into() })?;
/// assert_eq!(bytes.len(), 24);
/// # Ok::<_, data_driver::Error>(())
/// ```
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "rkyv",
    derive(rkyv::Archive, rkyv::Serialize, rkyv::Deserialize),
    archive(check_bytes)
)]
pub struct U128Align8([u64; 2]);

impl U128Align8 {
    /// The integer.
    #[must_use]
    pub const fn get(self) -> u128 {
        let [low, high] = self.0;
        (high as u128) << 64 | low as u128
    }
}

impl From<u128> for U128Align8 {
    #[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
    fn from(value: u128) -> Self {
        Self([value as u64, (value >> 64) as u64])
    }
}

impl From<U128Align8> for u128 {
    fn from(value: U128Align8) -> Self {
        value.get()
    }
}

impl<C> Describe<C> for U128Align8 {
    const TYPE: &'static Type = <u128 as Describe>::TYPE;
    const LAYOUT: &'static Layout = &Layout::Type(&Archived {
        name: "U128Align8",
        place: module_path!(),
        measure: Probe::<Self>::MEASURE,
        shape: Shape::Opaque,
        holds: &[],
    });
}

impl Serialize for U128Align8 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.get().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for U128Align8 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u128::deserialize(deserializer).map(Self::from)
    }
}
