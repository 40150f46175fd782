//! SCALE as the wire format of a contract.

use alloc::vec::Vec;

use data_driver::codec::{Codec, Convert};
use data_driver::{Error, Kind};
use parity_scale_codec::{Decode, Encode};

use super::explain::explain;
use super::{Bytes, Fault, FaultKind};

/// SCALE, as the codec of a data driver.
#[derive(Debug, Clone, Copy)]
pub struct Scale;

impl Codec for Scale {
    const ID: &'static str = "scale";
}

impl<T: Encode + Decode> Convert<T> for Scale {
    fn to_bytes(value: &T) -> Result<Vec<u8>, Error> {
        // Without a guess of the size, of which there would be code for every type.
        let mut bytes = Vec::new();
        value.encode_to(&mut bytes);
        Ok(bytes)
    }

    fn from_bytes(bytes: &[u8]) -> Result<T, Error> {
        // What does not depend on the type is called rather than repeated.
        let mut bytes = Bytes::new(bytes);
        match T::decode(&mut bytes) {
            Ok(value) => finished(&bytes).map(|()| value),
            Err(_) => Err(refused(&bytes)),
        }
    }
}

#[inline(never)]
fn finished(bytes: &Bytes<'_>) -> Result<(), Error> {
    bytes.finish().map_err(told)
}

#[cold]
#[inline(never)]
fn refused(bytes: &Bytes<'_>) -> Error {
    told(explain(bytes))
}

fn told(fault: Fault) -> Error {
    let kind = match fault.kind {
        FaultKind::Length => Kind::WrongLength,
        FaultKind::Value => Kind::InvalidBytes,
    };
    Error::bytes(kind, fault.offset, fault.expected, fault.found)
}
