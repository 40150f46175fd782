//! What a file says about itself.

use data_driver_host::{LoadError, inspect};

use crate::support::Wat;

fn with_sections(sections: &[(&str, &[u8])]) -> Vec<u8> {
    let parts: String = sections
        .iter()
        .map(|(name, data)| {
            let data: String = data.iter().map(|byte| format!("\\{byte:02x}")).collect();
            format!("(@custom \"{name}\" \"{data}\")")
        })
        .collect();
    Wat::new().part("zz", parts).wasm()
}

#[test]
fn sections_are_found() {
    let wasm = with_sections(&[
        ("name of another", b"\xff"),
        ("data-driver", br#"{"abi":1}"#),
        ("data-driver-vectors", b"[]"),
        ("data-driver-schema", "{\"name\":\"ü\"}".as_bytes()),
        ("data-driver-types", b"export {}"),
    ]);
    let sections = inspect(&wasm).unwrap();
    assert_eq!(sections.meta, Some(r#"{"abi":1}"#));
    assert_eq!(sections.schema, Some("{\"name\":\"ü\"}"));
    assert_eq!(sections.types, Some("export {}"));
    assert_eq!(sections.vectors, Some("[]"));
}

#[test]
fn a_driver_without_sections_has_none() {
    let wasm = Wat::new().wasm();
    let sections = inspect(&wasm).unwrap();
    assert_eq!(
        (
            sections.meta,
            sections.schema,
            sections.types,
            sections.vectors
        ),
        (None, None, None, None)
    );
}

#[test]
fn a_section_that_is_no_text_is_an_error() {
    let error = inspect(&with_sections(&[("data-driver-types", b"\xff")])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the section data-driver-types: it is not UTF-8"
    );
}

#[test]
fn a_section_must_not_stand_there_twice() {
    let wasm = with_sections(&[("data-driver", b"1"), ("data-driver", b"2")]);
    let error = inspect(&wasm).unwrap_err();
    assert_eq!(error.to_string(), "the section data-driver: there are two");
}

#[test]
fn other_files_are_refused() {
    let wasm = Wat::new().wasm();
    for bytes in [
        &b""[..],
        b"(module)",
        b"\0asm\x0d\0\x01\0",
        &wasm[..wasm.len() - 1],
    ] {
        let error = inspect(bytes).unwrap_err();
        assert!(matches!(error, LoadError::Invalid(_)), "{bytes:?}: {error}");
    }
}
