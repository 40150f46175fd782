//! An input: the first bytes choose a driver and one of its functions or events, the rest is for it.

use data_driver::Decode;

use crate::drivers::{DRIVERS, Native};

/// The bytes that choose.
pub const HEADER: usize = 3;

/// An input that has been read.
pub struct Case<'a> {
    /// The driver.
    pub native: &'static Native,
    /// What the name is of.
    pub what: Decode,
    /// The function or event.
    pub name: &'static str,
    /// The rest.
    pub data: &'a [u8],
}

impl<'a> Case<'a> {
    /// Reads an input; `None` where it is too short to choose. Any other bytes choose something.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let (&[driver, low, high], data) = bytes.split_first_chunk::<HEADER>()?;
        let native = &DRIVERS[usize::from(driver) % DRIVERS.len()];
        let part = usize::from(u16::from_le_bytes([low, high])) % native.parts.len();
        let (what, name) = &native.parts[part];
        Some(Self {
            native,
            what: *what,
            name,
            data,
        })
    }

    /// The input that chooses this part of a driver; `None` where the driver has no such part.
    #[must_use]
    pub fn write(driver: &str, what: Decode, name: &str, data: &[u8]) -> Option<Vec<u8>> {
        let index = DRIVERS.iter().position(|one| one.name == driver)?;
        let parts = &DRIVERS[index].parts;
        let part = parts
            .iter()
            .position(|(of, part)| *of == what && part == name)?;
        let [low, high] = u16::try_from(part).ok()?.to_le_bytes();
        Some([&[u8::try_from(index).ok()?, low, high], data].concat())
    }
}
