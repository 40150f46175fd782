//! Values from the command line, from files and from standard input: `VALUE`, `@file` and `-`.

use std::fs::File;
use std::io::{self, Read};

use data_driver::Kind;
use data_driver::abi::MAX_JSON_OUTPUT;

use crate::failure::{Failure, Given, Result};

/// The most bytes that are read as a value: no driver writes a longer text, and bytes are two digits each.
const LONGEST: usize = 2 * MAX_JSON_OUTPUT;

/// The bytes that an argument names: those of a file, of standard input, or its own. A value that
/// begins with `@` itself is written `@@…`.
pub(crate) fn bytes(argument: &str) -> Result<Vec<u8>> {
    match argument.strip_prefix('@') {
        Some(rest) if rest.starts_with('@') => Ok(rest.as_bytes().to_vec()),
        Some(path) => match File::open(path) {
            Ok(file) => all(file, path, &format!("cannot read {path}")),
            Err(error) => Err(Failure::io(&format!("cannot read {path}"), &error)),
        },
        None if argument == "-" => all(io::stdin().lock(), "standard input", "standard input"),
        None => Ok(argument.as_bytes().to_vec()),
    }
}

/// All that there is to read, if that is no more than [`LONGEST`].
fn all(from: impl Read, name: &str, failed: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // A byte more tells that the end was not reached.
    from.take(LONGEST as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::io(failed, &error))?;
    if bytes.len() > LONGEST {
        let message = format!("{name} has more than {LONGEST} bytes");
        return Err(Failure::value(Kind::LimitExceeded, message));
    }
    Ok(bytes)
}

/// The text that an argument names, without the line break at a file's end.
pub(crate) fn text(argument: &str) -> Result<String> {
    let text = String::from_utf8(bytes(argument)?).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let failure = Failure::value(
            Kind::InvalidInput,
            format!("the text is not UTF-8 at byte {at}"),
        );
        failure.with(|| Given::Bytes(error.into_bytes()))
    })?;
    let is_own = argument != "-" && (!argument.starts_with('@') || argument.starts_with("@@"));
    if is_own {
        return Ok(text);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.strip_suffix('\n').unwrap_or(text);
    Ok(text.strip_suffix('\r').unwrap_or(text).to_owned())
}
