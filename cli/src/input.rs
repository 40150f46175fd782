//! Values from the command line, from files and from standard input: `VALUE`, `@file` and `-`.

use std::io::{self, Read as _};

use data_driver::Kind;

use crate::failure::{Failure, Given, Result};

/// The bytes that an argument names: those of a file, of standard input, or its own. A value that
/// begins with `@` itself is written `@@…`.
pub(crate) fn bytes(argument: &str) -> Result<Vec<u8>> {
    match argument.strip_prefix('@') {
        Some(rest) if rest.starts_with('@') => Ok(rest.as_bytes().to_vec()),
        Some(path) => {
            std::fs::read(path).map_err(|error| Failure::io(&format!("cannot read {path}"), &error))
        }
        None if argument == "-" => {
            let mut bytes = Vec::new();
            let read = io::stdin().lock().read_to_end(&mut bytes);
            read.map_err(|error| Failure::io("standard input", &error))?;
            Ok(bytes)
        }
        None => Ok(argument.as_bytes().to_vec()),
    }
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
