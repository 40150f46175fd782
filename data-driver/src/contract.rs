//! The trait that a driver implements.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::report::Place;
use crate::{Error, JsonValue};

/// The version of a driver that gives none.
pub(crate) const NO_VERSION: &str = "0.0.0";

/// What a conversion from bytes to JSON is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decode {
    /// A function's arguments.
    Input,
    /// A function's result.
    Output,
    /// An event's data.
    Event,
}

impl Decode {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Input, Self::Output, Self::Event];

    /// The stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Output => "output",
            Self::Event => "event",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.as_str() == name)
    }

    /// The function or event of that name.
    #[must_use]
    pub const fn place(self, name: &str) -> Place<'_> {
        match self {
            Self::Input | Self::Output => Place::Function(name),
            Self::Event => Place::Event(name),
        }
    }
}

/// Translates between one contract's bytes and JSON.
///
/// A driver author implements this trait, or has it implemented by a declaration. A driver that a
/// host loaded from WebAssembly implements it too, so code can be generic over both.
///
/// Several arguments are a JSON array in the order of the parameters, one argument is the value
/// itself, none is `null`.
pub trait ConvertibleContract {
    /// Turns a function's arguments, as JSON text, into the bytes the contract takes.
    ///
    /// # Errors
    /// The function is not known, or the text is not what it takes.
    fn encode_input_fn(&self, fn_name: &str, json: &str) -> Result<Vec<u8>, Error>;

    /// Turns the bytes of a function's arguments into JSON.
    ///
    /// # Errors
    /// The function is not known, or the bytes are not what it takes.
    fn decode_input_fn(&self, fn_name: &str, bytes: &[u8]) -> Result<JsonValue, Error>;

    /// Turns the bytes of a function's result into JSON.
    ///
    /// # Errors
    /// The function is not known, or the bytes are not what it returns.
    fn decode_output_fn(&self, fn_name: &str, bytes: &[u8]) -> Result<JsonValue, Error>;

    /// Turns the bytes of an event's data into JSON.
    ///
    /// # Errors
    /// The event is not known, or the bytes are not what it carries.
    fn decode_event(&self, event_name: &str, bytes: &[u8]) -> Result<JsonValue, Error>;

    /// The document that describes the contract's functions, events and types, or an empty string.
    fn get_schema(&self) -> String;

    /// The driver's version. The default is one that no release has, so that a driver which gives
    /// none does not pass for another; [`export!`](crate::export!) puts the version of the driver's
    /// crate in its place.
    fn get_version(&self) -> &'static str {
        NO_VERSION
    }

    /// Appends the JSON text of a decoded value to `out`.
    ///
    /// This is the way the exports take. It gives the text of the value that `decode_input_fn`,
    /// `decode_output_fn` or `decode_event` returns; a driver that can write it without building the
    /// value first overrides this method. After an error `out` may hold a part of the text.
    ///
    /// # Errors
    /// As the three methods.
    fn decode_to_text(
        &self,
        what: Decode,
        name: &str,
        bytes: &[u8],
        out: &mut String,
    ) -> Result<(), Error> {
        let value = match what {
            Decode::Input => self.decode_input_fn(name, bytes),
            Decode::Output => self.decode_output_fn(name, bytes),
            Decode::Event => self.decode_event(name, bytes),
        }?;
        out.push_str(&value.to_string());
        Ok(())
    }
}

/// The value whose text a driver writes, for a driver whose one table is `decode_to_text`.
///
/// # Errors
/// As [`ConvertibleContract::decode_to_text`].
pub fn decode_to_value<D: ConvertibleContract + ?Sized>(
    driver: &D,
    what: Decode,
    name: &str,
    bytes: &[u8],
) -> Result<JsonValue, Error> {
    let mut text = String::new();
    driver.decode_to_text(what, name, bytes, &mut text)?;
    Ok(serde_json::from_str(&text)?)
}
