//! The bytes of a call's arguments, read one argument after the other.

use parity_scale_codec::Decode;

use crate::scale::Bytes;
use crate::{Call, DispatchError};

/// What a dispatcher reads.
#[derive(Debug)]
pub struct Arguments<'a> {
    call: &'static Call,
    bytes: Bytes<'a>,
    /// How many have been read.
    read: usize,
}

impl<'a> Arguments<'a> {
    /// The arguments of a call, which are these bytes.
    #[must_use]
    pub const fn new(call: &'static Call, bytes: &'a [u8]) -> Self {
        Self {
            call,
            bytes: Bytes::new(bytes),
            read: 0,
        }
    }

    /// The next argument.
    ///
    /// # Errors
    /// The bytes are none of its type.
    ///
    /// # Panics
    /// The call has no more arguments.
    pub fn read<T: Decode>(&mut self) -> Result<T, DispatchError> {
        let argument = &self.call.arguments[self.read];
        self.read += 1;
        self.bytes
            .decode()
            .map_err(|fault| DispatchError::Argument {
                call: self.call,
                argument,
                fault,
            })
    }

    /// Nothing may be left over.
    ///
    /// # Errors
    /// Something is.
    pub fn finish(&self) -> Result<(), DispatchError> {
        self.bytes
            .finish()
            .map_err(|fault| DispatchError::TrailingBytes {
                call: self.call,
                fault,
            })
    }
}
