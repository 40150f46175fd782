//! Declarations of schema documents: `types/<name>.json` beside the expected `types/<name>.d.ts`.
//!
//! `BLESS=1` writes the latter. That they are valid TypeScript, and mean what they shall, is tested
//! with TypeScript's compiler, in `js/test/types`.

use std::fs;
use std::path::Path;

use data_driver_build::types::types;

#[test]
fn declarations_are_as_expected() {
    let directory = Path::new(&std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("tests/types");
    let mut tested = 0;
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let document = fs::read_to_string(&path).unwrap();
        let declarations = types(&document).unwrap().expect("the document has types");
        assert_eq!(
            types(&document).unwrap().as_deref(),
            Some(declarations.as_str())
        );
        let expected = path.with_extension("d.ts");
        if std::env::var_os("BLESS").is_some_and(|value| value == "1") {
            fs::write(&expected, &declarations).unwrap();
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(declarations, expected, "{}", path.display());
        tested += 1;
    }
    assert_eq!(tested, 2);
}

#[test]
fn a_document_without_types_has_none() {
    assert_eq!(types("").unwrap(), None);
    assert_eq!(types(r#"{"name":"old","functions":[]}"#).unwrap(), None);
    types("{").unwrap_err();
}
