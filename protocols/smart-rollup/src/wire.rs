//! Tezos' data-encoding: integers big-endian, lengths of 32 bits in bytes, tags of one byte.
//!
//! <https://octez.tezos.com/docs/shell/data_encoding.html>

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use data_driver::abi::MAX_JSON_DEPTH;
use data_driver::codec::{Codec, Convert};
use data_driver::{Error, Kind};

/// How deep the JSON of a value may nest: one level less than the framework reads, as `serde_json` reads one
/// less. So whatever is decoded can be encoded again.
pub const MAX_LEVELS: usize = MAX_JSON_DEPTH - 1;

/// The wire format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataEncoding;

impl Codec for DataEncoding {
    const ID: &'static str = "tezos-data-encoding";
}

impl<T: Wire> Convert<T> for DataEncoding {
    fn to_bytes(value: &T) -> Result<Vec<u8>, Error> {
        let mut writer = Writer::default();
        value.write(&mut writer)?;
        Ok(writer.bytes)
    }

    fn from_bytes(bytes: &[u8]) -> Result<T, Error> {
        let mut reader = Reader::new(bytes);
        let value = T::read(&mut reader)?;
        reader.finish()?;
        Ok(value)
    }
}

/// A value that has bytes in this format.
pub trait Wire: Sized {
    /// Reads a value.
    ///
    /// # Errors
    /// The bytes that stand next are none; the error tells where.
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error>;

    /// Appends the value.
    ///
    /// # Errors
    /// The value has no bytes.
    fn write(&self, writer: &mut Writer) -> Result<(), Error>;
}

impl Wire for () {
    fn read(_reader: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(())
    }

    fn write(&self, _writer: &mut Writer) -> Result<(), Error> {
        Ok(())
    }
}

/// A position in bytes, and how far what is being read may go.
#[derive(Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The end of what is being read, which may be a part of the bytes.
    end: usize,
    /// How many levels of JSON are open around what is being read.
    pub(crate) levels: usize,
}

impl<'a> Reader<'a> {
    /// The beginning of the bytes.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            end: bytes.len(),
            levels: 0,
        }
    }

    /// The offset of what stands next.
    #[must_use]
    pub const fn offset(&self) -> usize {
        self.at
    }

    /// How many bytes are left.
    #[must_use]
    pub const fn left(&self) -> usize {
        self.end - self.at
    }

    /// Nothing must be left.
    ///
    /// # Errors
    /// Something is.
    pub fn finish(&self) -> Result<(), Error> {
        match self.left() {
            0 => Ok(()),
            more => Err(self.wrong(
                Kind::WrongLength,
                "the end of the bytes",
                format!("{more} more"),
            )),
        }
    }

    /// The error of what stands next.
    #[cold]
    #[must_use]
    pub fn wrong(
        &self,
        kind: Kind,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Error {
        Error::bytes(kind, self.at, expected, found)
    }

    /// Another reader at the same place, to look at what follows.
    pub(crate) const fn clone_at(&self) -> Self {
        Self { ..*self }
    }

    /// The next bytes.
    ///
    /// # Errors
    /// There are fewer.
    pub fn take(&mut self, length: usize, what: &str) -> Result<&'a [u8], Error> {
        if length > self.left() {
            return Err(self.too_short(length, what));
        }
        let start = self.at;
        self.at += length;
        Ok(&self.bytes[start..self.at])
    }

    #[cold]
    fn too_short(&self, length: usize, what: &str) -> Error {
        let plural = if length == 1 { "" } else { "s" };
        let expected = format!("{length} byte{plural} of {what}");
        self.wrong(Kind::WrongLength, expected, format!("{}", self.left()))
    }

    /// So many bytes.
    ///
    /// # Errors
    /// There are fewer.
    pub fn array<const N: usize>(&mut self, what: &str) -> Result<[u8; N], Error> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N, what)?);
        Ok(array)
    }

    /// One byte.
    ///
    /// # Errors
    /// There is none.
    pub fn byte(&mut self, what: &str) -> Result<u8, Error> {
        self.array::<1>(what).map(|[byte]| byte)
    }

    /// All that is left.
    pub fn rest(&mut self) -> &'a [u8] {
        let rest = &self.bytes[self.at..self.end];
        self.at = self.end;
        rest
    }

    /// A length of 32 bits, and that there are as many bytes.
    ///
    /// # Errors
    /// There are fewer, or fewer are allowed.
    pub fn length(&mut self, most: usize, what: &str) -> Result<usize, Error> {
        let start = self.at;
        if self.left() < 4 {
            return Err(self.too_short(4, &format!("the length of {what}")));
        }
        let length = u32::from_be_bytes(self.array(what)?);
        let left = self.left();
        match usize::try_from(length) {
            Ok(length) if length <= left && length <= most => Ok(length),
            _ => {
                let expected = format!("a length of {what} of at most {}", left.min(most));
                let found = format!("{length}");
                Err(Error::bytes(Kind::WrongLength, start, expected, found))
            }
        }
    }

    /// Bytes with their length in front.
    ///
    /// # Errors
    /// There are fewer.
    pub fn dynamic(&mut self, what: &str) -> Result<&'a [u8], Error> {
        let length = self.length(usize::MAX, what)?;
        self.take(length, what)
    }

    /// Text with its length in front.
    ///
    /// # Errors
    /// There are fewer bytes, or they are not UTF-8.
    pub fn text(&mut self, most: usize, what: &str) -> Result<&'a str, Error> {
        let length = self.length(most, what)?;
        let start = self.at;
        let bytes = self.take(length, what)?;
        core::str::from_utf8(bytes).map_err(|error| {
            let at = start + error.valid_up_to();
            let found = match self.bytes.get(at) {
                Some(byte) => format!("the byte {byte:02x}"),
                None => "the end of the bytes".into(),
            };
            Error::bytes(Kind::InvalidBytes, at, format!("{what} in UTF-8"), found)
        })
    }

    /// As many elements as fill a number of bytes, which stands in front of them.
    ///
    /// # Errors
    /// One is none, or the bytes do not end where an element ends.
    pub fn list<T: Wire>(&mut self, most: usize, what: &str) -> Result<Vec<T>, Error> {
        let length = self.length(most, what)?;
        let end = self.enter(length);
        let mut elements = Vec::new();
        self.levels += 1;
        while self.left() > 0 {
            elements.push(T::read(self)?);
        }
        self.levels -= 1;
        self.leave(end);
        Ok(elements)
    }

    /// Goes into so many bytes, which are there, and gives the end of what is around them.
    pub(crate) fn enter(&mut self, length: usize) -> usize {
        core::mem::replace(&mut self.end, self.at + length)
    }

    /// Goes out of the bytes that were entered.
    pub(crate) const fn leave(&mut self, end: usize) {
        self.end = end;
    }

    /// The bytes from an offset to here.
    pub(crate) fn since(&self, start: usize) -> &'a [u8] {
        &self.bytes[start..self.at]
    }

    /// Reads what is so many levels of JSON further inside.
    ///
    /// # Errors
    /// As what is read.
    pub fn inside<T>(
        &mut self,
        levels: usize,
        read: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.levels += levels;
        let value = read(self);
        self.levels -= levels;
        value
    }

    /// A tag that is none of those there are. It was the last byte that was read.
    #[cold]
    #[must_use]
    pub fn unknown_tag(&self, tag: u8, expected: &str) -> Error {
        let at = self.at.saturating_sub(1);
        Error::bytes(Kind::InvalidBytes, at, expected, format!("{tag}"))
    }

    /// The whole is no longer than that.
    ///
    /// # Errors
    /// It is.
    pub fn check_size(&self, most: usize, what: &str) -> Result<(), Error> {
        check_size(self.left(), most, what)
    }
}

/// Bytes that grow.
#[derive(Debug, Default)]
pub struct Writer {
    /// Those that are written.
    pub bytes: Vec<u8>,
    /// How many levels of JSON are open around what is being written.
    pub(crate) levels: usize,
}

impl Writer {
    /// Appends a byte.
    pub fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Appends bytes.
    pub fn put(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Appends what `write` appends, with its length in front.
    ///
    /// # Errors
    /// As `write`, or the length has more than 32 bits.
    pub fn measured(
        &mut self,
        write: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let start = self.bytes.len();
        self.put(&[0; 4]);
        write(self)?;
        set_length(&mut self.bytes, start)
    }

    /// Appends bytes with their length in front.
    ///
    /// # Errors
    /// The length has more than 32 bits.
    pub fn dynamic(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.measured(|writer| {
            writer.put(bytes);
            Ok(())
        })
    }

    /// Appends elements with their length in bytes in front.
    ///
    /// # Errors
    /// One has no bytes, or the length has more than 32 bits.
    pub fn list<T: Wire>(&mut self, elements: &[T]) -> Result<(), Error> {
        self.measured(|writer| {
            writer.inside(1, |writer| {
                elements
                    .iter()
                    .try_for_each(|element| element.write(writer))
            })
        })
    }

    /// Writes what is so many levels of JSON further inside.
    ///
    /// # Errors
    /// As what is written.
    pub fn inside(
        &mut self,
        levels: usize,
        write: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.levels += levels;
        let written = write(self);
        self.levels -= levels;
        written
    }
}

/// Writes the number of bytes behind a place for it to that place.
pub(crate) fn set_length(bytes: &mut [u8], start: usize) -> Result<(), Error> {
    let length = bytes.len() - start - 4;
    let length = u32::try_from(length).map_err(|_| {
        let reason = format!("expected at most {} bytes, found {length}", u32::MAX);
        Error::new(Kind::LimitExceeded, reason)
    })?;
    bytes[start..start + 4].copy_from_slice(&length.to_be_bytes());
    Ok(())
}

/// A message is no longer than that.
pub(crate) fn check_size(length: usize, most: usize, what: &str) -> Result<(), Error> {
    if length <= most {
        return Ok(());
    }
    let expected = format!("at most {most} bytes of {what}");
    let found = format!("{length} bytes");
    Err(Error::bytes(Kind::WrongLength, most, expected, found))
}

/// Reads and writes integers of a fixed number of bytes.
macro_rules! integers {
    ($($ty:ty: $what:literal,)*) => {
        $(impl Wire for $ty {
            fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
                reader.array($what).map(Self::from_be_bytes)
            }

            fn write(&self, writer: &mut Writer) -> Result<(), Error> {
                writer.put(&self.to_be_bytes());
                Ok(())
            }
        })*
    };
}

integers! {
    u8: "an integer",
    u16: "an integer",
    i16: "an integer",
    i32: "an integer",
    i64: "an integer",
}

/// Reads and writes the members of a struct one behind the other; in JSON they are an object.
macro_rules! members {
    ($ty:ty { $($member:ident),* $(,)? }) => {
        impl $crate::wire::Wire for $ty {
            fn read(reader: &mut $crate::wire::Reader<'_>) -> Result<Self, data_driver::Error> {
                reader.inside(1, |reader| {
                    Ok(Self { $($member: $crate::wire::Wire::read(reader)?,)* })
                })
            }

            fn write(&self, writer: &mut $crate::wire::Writer) -> Result<(), data_driver::Error> {
                writer.inside(1, |writer| {
                    $($crate::wire::Wire::write(&self.$member, writer)?;)*
                    Ok(())
                })
            }
        }
    };
}

pub(crate) use members;
