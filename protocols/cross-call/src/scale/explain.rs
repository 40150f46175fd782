//! What is wrong with bytes, in facts.
//!
//! `parity-scale-codec` can say it in words, at the cost of a tenth of the driver, and says nothing of the
//! place. What was read tells both.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;

use super::{Bytes, Fault, FaultKind};

/// The error for bytes that are no value of a type.
#[cold]
#[inline(never)]
pub(super) fn explain(input: &Bytes<'_>) -> Fault {
    if let Some(wanted) = input.wanted() {
        return too_few(wanted, input);
    }
    let tag = input.tag();
    let tagged = input.from(tag);
    if let (Some(start), Some(length)) = (input.counted(), Length::read(tagged)) {
        return if start == input.at() {
            too_few(length.value, input)
        } else {
            no_text(start, input)
        };
    }
    if input.at() > tag + 1 || Length::read(tagged).is_some_and(|length| !length.is_shortest()) {
        let size = input.at() - tag;
        let expected = "a length of at most 32 bits in its shortest form";
        let found = hex(tagged.get(..size).unwrap_or(tagged));
        return fault(FaultKind::Value, tag, expected, found);
    }
    let expected = "the index of a variant, which is 00 or 01 in an Option, a Result or a bool";
    let found = hex(tagged.get(..1).unwrap_or_default());
    fault(FaultKind::Value, tag, expected, found)
}

fn fault(
    kind: FaultKind,
    offset: usize,
    expected: impl Into<String>,
    found: impl Into<String>,
) -> Fault {
    Fault {
        kind,
        offset,
        expected: expected.into(),
        found: found.into(),
    }
}

fn too_few(wanted: usize, input: &Bytes<'_>) -> Fault {
    let bytes = |count: usize| match count {
        0 => "none".to_owned(),
        1 => "1 byte".to_owned(),
        count => format!("{count} bytes"),
    };
    let found = bytes(input.rest().len());
    fault(FaultKind::Length, input.at(), bytes(wanted), found)
}

/// The bytes between these are text, but no UTF-8.
fn no_text(start: usize, input: &Bytes<'_>) -> Fault {
    let text = input.from(start);
    let text = text.get(..input.at() - start).unwrap_or(text);
    let valid = core::str::from_utf8(text).map_or_else(|error| error.valid_up_to(), str::len);
    let rest = text.get(valid..).unwrap_or_default();
    let found = hex(&rest[..rest.len().min(4)]);
    fault(FaultKind::Value, start + valid, "text in UTF-8", found)
}

/// A length, as a compact integer.
struct Length {
    value: usize,
    /// How many bytes it takes.
    size: usize,
}

impl Length {
    /// The one that the bytes begin with.
    fn read(bytes: &[u8]) -> Option<Self> {
        let size = match bytes.first()? % 4 {
            0 => 1,
            1 => 2,
            2 => 4,
            _ => 5,
        };
        let mut wide = [0; 8];
        wide[..size].copy_from_slice(bytes.get(..size)?);
        let value = u64::from_le_bytes(wide) >> if size == 5 { 8 } else { 2 };
        Some(Self {
            value: usize::try_from(value).unwrap_or(usize::MAX),
            size,
        })
    }

    fn is_shortest(&self) -> bool {
        let shortest = match self.value {
            0..=0x3f => 1,
            0x40..=0x3fff => 2,
            0x4000..=0x3fff_ffff => 4,
            _ => 5,
        };
        self.size == shortest
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
