//! Walking through the sections of a WebAssembly module.

use wasm_encoder::{ExportSection, Module, RawSection};
use wasmparser::{BinaryReaderError, Encoding, Parser, Payload};

/// The bytes are not a well-formed WebAssembly module.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a WebAssembly module: {what} (at byte {offset:#x})")]
pub struct Malformed {
    /// What is wrong.
    pub what: String,
    /// Where, counted in bytes from the start of the file.
    pub offset: u64,
}

impl From<BinaryReaderError> for Malformed {
    fn from(error: BinaryReaderError) -> Self {
        Self {
            what: error.message().to_owned(),
            offset: error.offset() as u64,
        }
    }
}

/// What every module begins with. The parser's own words for its lack take a dozen lines.
const BEGINNING: &[u8] = b"\0asm";

/// Whether the module begins as one.
pub(crate) fn check_beginning(module: &[u8]) -> Result<(), Malformed> {
    if module.starts_with(BEGINNING) {
        return Ok(());
    }
    let what = "it does not begin as one".to_owned();
    Err(Malformed { what, offset: 0 })
}

/// Calls `visit` with every part of the module, in order.
pub(crate) fn walk<'a>(
    module: &'a [u8],
    mut visit: impl FnMut(&Payload<'a>) -> Result<(), Malformed>,
) -> Result<(), Malformed> {
    check_beginning(module)?;
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::Version {
            encoding: Encoding::Component,
            range,
            ..
        } = &payload
        {
            let what = "it is a component, not a core module".to_owned();
            return Err(Malformed {
                what,
                offset: range.start as u64,
            });
        }
        visit(&payload)?;
    }
    Ok(())
}

/// What [`rewrite`] does with a section.
pub(crate) enum Edit {
    /// Copies it as it is.
    Keep,
    /// Leaves it out.
    Drop,
    /// Puts these exports in its place.
    Exports(ExportSection),
}

/// Copies the module section by section, each as `edit` says.
pub(crate) fn rewrite<'a>(
    module: &'a [u8],
    mut edit: impl FnMut(&Payload<'a>) -> Result<Edit, Malformed>,
) -> Result<Module, Malformed> {
    let mut out = Module::new();
    walk(module, |payload| {
        // Parts that are not sections of their own (function bodies, the end) have no id.
        let Some((id, range)) = payload.as_section() else {
            return Ok(());
        };
        match edit(payload)? {
            Edit::Keep => out.section(&RawSection {
                id,
                data: &module[range],
            }),
            Edit::Drop => return Ok(()),
            Edit::Exports(exports) => out.section(&exports),
        };
        Ok(())
    })?;
    Ok(out)
}
