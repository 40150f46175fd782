//! What a file says about itself.

use data_driver_host::{Integrity, LoadError, MAX_SCHEMA, inspect};

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
fn a_section_has_a_longest_text() {
    for name in [
        "data-driver",
        "data-driver-schema",
        "data-driver-types",
        "data-driver-vectors",
    ] {
        let text = "1".repeat(MAX_SCHEMA + 1);
        let longest = with_sections(&[(name, &text.as_bytes()[1..])]);
        assert!(inspect(&longest).is_ok(), "{name}");
        let error = inspect(&with_sections(&[(name, text.as_bytes())])).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("the section {name}: it has more than 1 MiB")
        );
    }
    let other = "1".repeat(MAX_SCHEMA + 1);
    assert!(inspect(&with_sections(&[("name of another", other.as_bytes())])).is_ok());
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
fn the_hash_of_further_vectors_is_read() {
    const EMPTY: &str = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    let beside = |meta: &str| {
        let wasm = with_sections(&[("data-driver", meta.as_bytes())]);
        inspect(&wasm).unwrap().vectors_beside()
    };
    let meta = format!(r#"{{"abi":1,"vectors":{{"integrity":"{EMPTY}"}}}}"#);
    assert_eq!(beside(&meta).unwrap(), Some(Integrity::of(b"")));
    assert_eq!(beside(r#"{"abi":1}"#).unwrap(), None);
    assert_eq!(
        inspect(&Wat::new().wasm())
            .unwrap()
            .vectors_beside()
            .unwrap(),
        None
    );
    for (meta, says) in [
        ("{", "it is not JSON"),
        (r#"{"vectors":[]}"#, "it has no hash of the vectors"),
        (
            r#"{"vectors":{"integrity":"sha256-"}}"#,
            "it has no hash of the vectors",
        ),
    ] {
        let error = beside(meta).unwrap_err().to_string();
        assert_eq!(error, format!("the section data-driver: {says}"));
    }
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
