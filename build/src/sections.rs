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

/// The names of the module's custom sections and how many bytes each holds, in the order of the file.
///
/// # Errors
/// [`Malformed`] when the bytes are not a WebAssembly module.
pub fn sizes(wasm: &[u8]) -> Result<Vec<(String, usize)>, Malformed> {
    let mut sizes = Vec::new();
    module::walk(wasm, |payload| {
        if let Payload::CustomSection(section) = payload {
            sizes.push((section.name().to_owned(), section.data().len()));
        }
        Ok(())
    })?;
    Ok(sizes)
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

#[cfg(test)]
mod tests {
    use wasm_encoder::{MemorySection, MemoryType, Module};

    use super::*;

    /// A module with a memory between two custom sections.
    fn module() -> Vec<u8> {
        let mut module = Module::new();
        let custom = |name, data| CustomSection {
            name: Cow::Borrowed(name),
            data: Cow::Borrowed(data),
        };
        let mut memory = MemorySection::new();
        memory.memory(MemoryType {
            minimum: 1,
            maximum: Some(2),
            memory64: false,
            shared: false,
            page_size_log2: None,
        });
        module.section(&custom("first", b"1"));
        module.section(&memory);
        module.section(&custom("last", b"2"));
        module.finish()
    }

    #[test]
    fn what_is_written_can_be_read() {
        let wasm = write(
            &module(),
            &[("a", b"some data"), ("b", b""), ("c", &[0xff; 300])],
        )
        .unwrap();
        assert_eq!(read(&wasm, "a").unwrap(), Some(&b"some data"[..]));
        assert_eq!(read(&wasm, "b").unwrap(), Some(&b""[..]));
        assert_eq!(read(&wasm, "c").unwrap(), Some(&[0xff; 300][..]));
        assert_eq!(read(&wasm, "d").unwrap(), None);
        assert_eq!(names(&wasm).unwrap(), ["first", "last", "a", "b", "c"]);
        wasmparser::validate(&wasm).unwrap();
    }

    #[test]
    fn writing_replaces() {
        let once = write(&module(), &[("first", b"new")]).unwrap();
        assert_eq!(names(&once).unwrap(), ["last", "first"]);
        assert_eq!(read(&once, "first").unwrap(), Some(&b"new"[..]));
        assert_eq!(write(&once, &[("first", b"new")]).unwrap(), once);
    }

    #[test]
    fn nothing_to_write_changes_nothing() {
        assert_eq!(write(&module(), &[]).unwrap(), module());
    }

    #[test]
    fn removing_leaves_the_rest() {
        let wasm = write(&module(), &[("a", b"x")]).unwrap();
        assert_eq!(remove(&wasm, &["a", "absent"]).unwrap(), module());
    }

    #[test]
    fn two_sections_of_one_name_are_refused() {
        let mut module = Module::new();
        for data in [b"1", b"2"] {
            module.section(&CustomSection {
                name: Cow::Borrowed("a"),
                data: Cow::Borrowed(data),
            });
        }
        let wasm = module.finish();
        assert_eq!(
            read(&wasm, "a").unwrap_err().what,
            "two custom sections named `a`"
        );
        assert_eq!(read(&wasm, "b").unwrap(), None);
        // Writing makes it one again.
        let written = write(&wasm, &[("a", b"3")]).unwrap();
        assert_eq!(read(&written, "a").unwrap(), Some(&b"3"[..]));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        let refused = |bytes: &[u8]| {
            let error = read(bytes, "a").unwrap_err();
            assert_eq!(write(bytes, &[("a", b"")]).unwrap_err(), error);
            assert_eq!(names(bytes).unwrap_err(), error);
            error
        };
        assert_eq!(refused(b"").offset, 0);
        assert_eq!(refused(b"\x7fELF\x02\x01\x01\x00").offset, 0);
        assert_eq!(refused(b"\0asm\x02\0\0\0").offset, 4);
        // A custom section that says it is 16 bytes long, of which 1 is there.
        assert!(refused(b"\0asm\x01\0\0\0\0\x10\0").offset >= 8);
        // A name longer than its section, and one that is not UTF-8.
        assert!(refused(b"\0asm\x01\0\0\0\0\x02\x05a").offset >= 8);
        assert!(refused(b"\0asm\x01\0\0\0\0\x02\x01\xff").offset >= 8);
        // A size that does not fit into 32 bits.
        assert!(refused(b"\0asm\x01\0\0\0\0\xff\xff\xff\xff\xff\x01").offset >= 8);

        let component = refused(b"\0asm\x0d\0\x01\0");
        assert!(component.to_string().contains("component"), "{component}");
    }

    #[test]
    fn damage_never_panics() {
        let wasm = write(&module(), &[("a", b"some data")]).unwrap();
        for length in 0..wasm.len() {
            let _ = write(&wasm[..length], &[("a", b"")]);
        }
        for index in 0..wasm.len() {
            for bit in 0..8 {
                let mut damaged = wasm.clone();
                damaged[index] ^= 1 << bit;
                let _ = write(&damaged, &[("a", b"")]);
            }
        }
    }
}
