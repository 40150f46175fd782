//! Custom sections: reading them without instantiating, writing and replacing them.

use std::borrow::Cow;

use wasm_encoder::CustomSection;
use wasmparser::Payload;

use crate::module::{self, Edit, Malformed};

/// The contents of the custom section `name`, or `None` where the module has none.
///
/// # Errors
/// [`Malformed`] when the bytes are not a WebAssembly module, or when two sections have that name:
/// two readers could then see two different things.
pub fn read<'a>(wasm: &'a [u8], name: &str) -> Result<Option<&'a [u8]>, Malformed> {
    let mut found = None;
    module::walk(wasm, |payload| {
        let Payload::CustomSection(section) = payload else {
            return Ok(());
        };
        if section.name() != name {
            return Ok(());
        }
        if found.replace(section.data()).is_some() {
            return Err(Malformed {
                what: format!("two custom sections named `{name}`"),
                offset: section.range().start as u64,
            });
        }
        Ok(())
    })?;
    Ok(found)
}

/// The names of the module's custom sections, in the order of the file.
///
/// # Errors
/// [`Malformed`] when the bytes are not a WebAssembly module.
pub fn names(wasm: &[u8]) -> Result<Vec<&str>, Malformed> {
    let mut names = Vec::new();
    module::walk(wasm, |payload| {
        if let Payload::CustomSection(section) = payload {
            names.push(section.name());
        }
        Ok(())
    })?;
    Ok(names)
}

/// The module with the given custom sections at its end, in the given order.
///
/// Sections of the same names that it had before are gone; everything else is copied as it is. The
/// same arguments give the same bytes, and writing twice equals writing once.
///
/// # Errors
/// [`Malformed`] when the bytes are not a WebAssembly module.
pub fn write(wasm: &[u8], sections: &[(&str, &[u8])]) -> Result<Vec<u8>, Malformed> {
    let mut module = module::rewrite(wasm, |payload| {
        Ok(match payload {
            Payload::CustomSection(old) if sections.iter().any(|(name, _)| *name == old.name()) => {
                Edit::Drop
            }
            _ => Edit::Keep,
        })
    })?;
    for (name, data) in sections {
        module.section(&CustomSection {
            name: Cow::Borrowed(name),
            data: Cow::Borrowed(data),
        });
    }
    Ok(module.finish())
}

/// The module without the custom sections of the given names.
///
/// # Errors
/// [`Malformed`] when the bytes are not a WebAssembly module.
pub fn remove(wasm: &[u8], names: &[&str]) -> Result<Vec<u8>, Malformed> {
    let module = module::rewrite(wasm, |payload| {
        Ok(match payload {
            Payload::CustomSection(old) if names.contains(&old.name()) => Edit::Drop,
            _ => Edit::Keep,
        })
    })?;
    Ok(module.finish())
}
