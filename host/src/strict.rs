//! Inputs that are the very bytes that encoding their value gives.

use data_driver::abi::Code;
use data_driver::{Decode, Kind, Report};

use crate::instance::{Conversion, Instance};
use crate::{Cause, Error, Fault};

/// Decodes an input, encodes what came out, and compares.
pub(crate) fn decode_input<T>(
    instance: &mut Instance,
    name: &str,
    data: &[u8],
    read: impl FnOnce(&[u8]) -> Result<T, Cause>,
) -> Result<T, Error> {
    let decode = Conversion::Decode(Decode::Input);
    let json = instance.convert(decode, name, data, |text| Ok(text.to_vec()))?;
    let difference = instance
        .convert(Conversion::Encode, name, &json, |bytes| {
            Ok(difference(bytes, data))
        })
        .map_err(|error| refused(error, name))?;
    match difference {
        Some(report) => Err(Error::Rejected(Box::new(report))),
        None => read(&json).map_err(|cause| Fault::new(decode.export(), cause).into()),
    }
}

/// What is wrong with bytes that should have been others.
fn difference(expected: &[u8], found: &[u8]) -> Option<Report> {
    let pairs = expected.iter().zip(found);
    let (offset, expected, found) = match pairs.clone().position(|(a, b)| a != b) {
        Some(at) => (
            at,
            format!("0x{:02x} at byte {at}", expected[at]),
            format!("0x{:02x}", found[at]),
        ),
        None if expected.len() == found.len() => return None,
        None => (
            pairs.len(),
            format!("{} bytes", expected.len()),
            format!("{} bytes", found.len()),
        ),
    };
    let message = format!(
        "the bytes are not those that encoding their value gives: expected {expected}, found {found}"
    );
    let mut report = Report::new(Code::OperationError, Kind::InvalidBytes, message);
    report.offset = u32::try_from(offset).ok();
    report.expected = Some(expected);
    report.found = Some(found);
    Some(report)
}

/// The driver shows a value that it does not take.
fn refused(error: Error, name: &str) -> Error {
    match error {
        Error::Rejected(mut report) => {
            let words = report.message.strip_prefix(name);
            let words = words.and_then(|words| words.strip_prefix(": "));
            let words = words.unwrap_or(&report.message);
            report.message = format!("the bytes hold a value that is refused: {words}");
            report.kind = Kind::InvalidBytes;
            // Put in front of the new words again.
            (report.function, report.event) = (None, None);
            // It counts bytes of a text that nobody has seen.
            report.offset = None;
            Error::Rejected(report)
        }
        error => error,
    }
}
