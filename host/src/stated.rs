//! What a driver's file states of the memory that its calls need.

use data_driver::JsonValue;
use data_driver::abi::sections;
use wasmparser::{Chunk, Parser, Payload};

/// A section longer than this many bytes states nothing. The longest of the known drivers has 5 kB.
const LONGEST: usize = 64 << 10;

/// At most so many bytes, and so many more for each byte of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stated {
    base: u64,
    per_byte: u64,
}

impl Stated {
    /// What the file states; `None` where it states nothing that can be read. To state nothing gains a stranger
    /// nothing: the host's own limits hold.
    pub(crate) fn of(wasm: &[u8]) -> Option<Self> {
        let meta = meta(wasm).filter(|meta| meta.len() <= LONGEST)?;
        let meta: JsonValue = serde_json::from_slice(meta).ok()?;
        let memory = &meta["memory"];
        Some(Self {
            base: memory["base"].as_u64()?,
            per_byte: memory["perByte"].as_u64()?,
        })
    }

    /// The bound for input of this length.
    pub(crate) fn bytes(self, length: usize) -> usize {
        let more = self.per_byte.saturating_mul(length as u64);
        usize::try_from(self.base.saturating_add(more)).unwrap_or(usize::MAX)
    }
}

/// The section, without a look at the code: a driver out of the cache is loaded in less time than that takes.
fn meta(wasm: &[u8]) -> Option<&[u8]> {
    let mut parser = Parser::new(0);
    let mut rest = wasm;
    loop {
        let Chunk::Parsed { consumed, payload } = parser.parse(rest, true).ok()? else {
            return None;
        };
        rest = rest.get(consumed..)?;
        match payload {
            Payload::CodeSectionStart { size, .. } => {
                parser.skip_section();
                rest = rest.get(usize::try_from(size).ok()?..)?;
            }
            Payload::CustomSection(section) if section.name() == sections::META => {
                return Some(section.data());
            }
            Payload::End(_) => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(meta: &str) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        let mut section = vec![u8::try_from(sections::META.len()).unwrap()];
        section.extend_from_slice(sections::META.as_bytes());
        section.extend_from_slice(meta.as_bytes());
        wasm.push(0);
        let mut length = section.len();
        while length >= 0x80 {
            wasm.push(u8::try_from(length & 0x7f).unwrap() | 0x80);
            length >>= 7;
        }
        wasm.push(u8::try_from(length).unwrap());
        wasm.extend(section);
        wasm
    }

    #[test]
    fn it_is_read_from_the_section() {
        let stated = Stated::of(&module(r#"{"memory":{"base":100,"perByte":3}}"#)).unwrap();
        assert_eq!((stated.bytes(0), stated.bytes(10)), (100, 130));
        let most = Stated {
            base: 1,
            per_byte: u64::MAX,
        };
        assert_eq!(most.bytes(2), usize::MAX);
    }

    #[test]
    fn what_states_nothing_is_none() {
        for meta in ["", "[]", "{}", r#"{"memory":{"base":"1","perByte":1}}"#] {
            assert_eq!(Stated::of(&module(meta)), None, "{meta}");
        }
        let stated = r#"{"memory":{"base":100,"perByte":3}}"#;
        let spaces = " ".repeat(LONGEST - stated.len());
        assert!(Stated::of(&module(&format!("{stated}{spaces}"))).is_some());
        assert_eq!(Stated::of(&module(&format!("{stated}{spaces} "))), None);
        for wasm in [&b""[..], b"\0asm\x01\0\0\0", b"\0asm\x01\0\0\0\x0a\xff"] {
            assert_eq!(Stated::of(wasm), None);
        }
    }
}
