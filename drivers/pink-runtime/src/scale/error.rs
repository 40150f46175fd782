//! What is wrong with bytes, in facts.
//!
//! `parity-scale-codec` says it in words, the outer type first, and without the place; the place is known
//! from what was read.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::{String, ToString};

use data_driver::{Error, Kind};

use super::input::Bytes;

/// In front of the name of a type or member that could not be decoded.
const COULD_NOT: &str = "Could not decode `";

/// The error for bytes that `parity-scale-codec` refused.
#[cold]
pub(super) fn explain(refusal: &parity_scale_codec::Error, input: &Bytes<'_>) -> Error {
    let words = refusal.to_string();
    let reason = words.lines().next_back().unwrap_or_default().trim();
    let of = member(&words).map(|member| format!(" of {member}"));
    let of = of.as_deref().unwrap_or_default();
    if let Some(wanted) = input.wanted() {
        return too_few(input.at(), wanted, input, of);
    }
    let tag = input.tag();
    let byte = input.from(tag).first().copied().unwrap_or_default();
    if reason.contains("decode vector") {
        let wanted = length(input.from(tag)).map_or(0, |(wanted, _)| wanted);
        return too_few(input.at(), wanted, input, of);
    }
    if reason.contains("utf8") {
        return no_text(input, of);
    }
    if reason.contains("out of range") {
        let expected = format!("a compact integer of at most 32 bits in its shortest form{of}");
        let end = input.at().max(tag + 1) - tag;
        let found = hex(&input.from(tag)[..end]);
        return Error::bytes(Kind::InvalidBytes, tag, expected, found);
    }
    let expected = match (reason.strip_prefix(COULD_NOT), variant_of(reason)) {
        (_, Some(name)) => format!("the index of a variant of {name}"),
        _ if ["boolean", "Option", "Result"]
            .iter()
            .any(|one| reason.contains(one)) =>
        {
            format!("00 or 01{of}")
        }
        _ => {
            return Error::bytes(
                Kind::InvalidBytes,
                input.at(),
                format!("a value in SCALE{of}"),
                reason,
            );
        }
    };
    Error::bytes(Kind::InvalidBytes, tag, expected, format!("{byte:02x}"))
}

fn too_few(at: usize, wanted: usize, input: &Bytes<'_>, of: &str) -> Error {
    let bytes = |count: usize| match count {
        0 => "none".to_owned(),
        1 => "1 byte".to_owned(),
        count => format!("{count} bytes"),
    };
    let expected = format!("{}{of}", bytes(wanted));
    Error::bytes(Kind::WrongLength, at, expected, bytes(input.rest().len()))
}

/// Text, whose length is the last compact integer, is no UTF-8.
fn no_text(input: &Bytes<'_>, of: &str) -> Error {
    let text = input.from(input.tag());
    let (length, start) = length(text).unwrap_or_default();
    let text = text.get(start..).unwrap_or_default();
    let text = text.get(..length).unwrap_or(text);
    let valid = core::str::from_utf8(text).map_or_else(|error| error.valid_up_to(), str::len);
    let rest = &text[valid..];
    let found = hex(&rest[..rest.len().min(4)]);
    let at = input.tag() + start + valid;
    Error::bytes(Kind::InvalidBytes, at, format!("text in UTF-8{of}"), found)
}

/// The compact integer that the bytes begin with, and how many bytes it takes.
fn length(bytes: &[u8]) -> Option<(usize, usize)> {
    let size = match bytes.first()? % 4 {
        0 => 1,
        1 => 2,
        2 => 4,
        _ => 5,
    };
    let mut wide = [0; 8];
    wide[..size].copy_from_slice(bytes.get(..size)?);
    let value = u64::from_le_bytes(wide) >> if size == 5 { 8 } else { 2 };
    Some((usize::try_from(value).unwrap_or(usize::MAX), size))
}

/// The innermost member with a name in words that name what could not be decoded.
fn member(words: &str) -> Option<&str> {
    let mut names = words.lines().filter_map(|line| {
        let name = line.trim().strip_prefix(COULD_NOT)?;
        Some(name.split_once('`')?.0)
    });
    names.rfind(|name| name.contains("::"))
}

/// The enum that has no variant of an index.
fn variant_of(reason: &str) -> Option<&str> {
    let (name, what) = reason.strip_prefix(COULD_NOT)?.split_once('`')?;
    what.contains("variant").then_some(name)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
