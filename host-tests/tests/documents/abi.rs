//! `docs/abi.md` names what the code names.

use data_driver::abi::{
    ABI_VERSION, ALLOC_ALIGN, Code, MAX_JSON_DEPTH, MAX_JSON_OUTPUT, MAX_MEMORY, exports, sections,
};

use crate::document;

#[test]
fn every_export_section_and_code_is_named() {
    let text = document("docs/abi.md");
    let named = |name: &str| {
        assert!(text.contains(&format!("`{name}")), "{name} is not named");
    };
    for name in exports::REQUIRED {
        named(name);
    }
    named(exports::INIT);
    named(exports::GET_LAST_ERROR_DETAILS);
    for name in [
        sections::META,
        sections::SCHEMA,
        sections::TYPES,
        sections::VECTORS,
    ] {
        named(name);
    }
    for code in 0.. {
        let Some(meaning) = Code::from_i32(code) else {
            assert_eq!(code, 5);
            break;
        };
        let row = format!("| {code} | `{meaning:?}` |");
        assert!(text.contains(&row), "{row}");
    }
}

#[test]
fn the_limits_are_right() {
    let text = document("docs/abi.md");
    assert_eq!(ABI_VERSION, 1);
    for sentence in [
        format!("{} MiB of memory", MAX_MEMORY >> 20),
        format!("{} MiB of JSON", MAX_JSON_OUTPUT >> 20),
        format!("{MAX_JSON_DEPTH} levels"),
        format!("aligned to {ALLOC_ALIGN} bytes"),
    ] {
        assert!(text.contains(&sentence), "{sentence}");
    }
}
