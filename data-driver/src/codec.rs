//! Wire formats: what turns a described type into bytes and back.
//!
//! A codec is a pair of functions over JSON text, so a declaration can name any; the framework
//! knows no single format.

use alloc::string::String;
use alloc::vec::Vec;

use crate::Error;

/// Turns JSON text into bytes.
pub type Encode = fn(json: &str) -> Result<Vec<u8>, Error>;

/// Appends the JSON text of what the bytes hold.
pub type Decode = fn(bytes: &[u8], out: &mut String) -> Result<(), Error>;

/// rkyv 0.7 with 32-bit relative pointers, the format of Dusk's contracts. The default.
pub mod rkyv {
    use bytecheck::CheckBytes;
    use rkyv::ser::serializers::AllocSerializer;
    use rkyv::validation::validators::DefaultValidator;
    use rkyv::{Archive, Deserialize, Infallible};
    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use super::{Error, String, Vec};
    use crate::describe::Describe;
    use crate::json::{self, Integers};

    /// The codec's id in a driver's schema.
    pub const ID: &str = "rkyv-0.7";

    /// The archive of a value given in JSON.
    ///
    /// # Errors
    /// The text is not a value of the type.
    pub fn encode<T>(json: &str) -> Result<Vec<u8>, Error>
    where
        T: Describe + DeserializeOwned + rkyv::Serialize<AllocSerializer<1024>>,
    {
        crate::to_rkyv(&json::from_str_described::<T>(json)?)
    }

    /// Appends the JSON text of an archived value; integers of 64 bits and more are decimal strings.
    ///
    /// # Errors
    /// The bytes are not an archive of the type.
    pub fn decode<T>(bytes: &[u8], out: &mut String) -> Result<(), Error>
    where
        T: Serialize + Archive,
        for<'a> T::Archived: CheckBytes<DefaultValidator<'a>> + Deserialize<T, Infallible>,
    {
        crate::rkyv_to_text::<T>(bytes, Integers::WideAsText, out)
    }
}
