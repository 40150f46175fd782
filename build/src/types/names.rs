//! Names that TypeScript takes.

use std::collections::{BTreeMap, BTreeSet};

/// Names that no type can have.
const RESERVED: &[&str] = &[
    "any",
    "asserts",
    "await",
    "bigint",
    "boolean",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "never",
    "new",
    "null",
    "number",
    "object",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "static",
    "string",
    "super",
    "switch",
    "symbol",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "undefined",
    "unknown",
    "var",
    "void",
    "while",
    "with",
    "yield",
];

/// The names of the types of one file.
pub(super) struct Names {
    taken: BTreeSet<String>,
    of_definitions: BTreeMap<String, String>,
}

impl Names {
    /// Names for the definitions: their own wherever TypeScript takes these.
    pub(super) fn new<'a>(definitions: impl Iterator<Item = &'a str>) -> Self {
        let mut names = Self {
            taken: BTreeSet::new(),
            of_definitions: BTreeMap::new(),
        };
        // Those that can stay as they are come first, so that no other takes their place.
        let (fine, rest): (Vec<_>, Vec<_>) = definitions.partition(|name| type_name(name) == *name);
        for definition in fine.into_iter().chain(rest) {
            let name = names.take(definition);
            names.of_definitions.insert(definition.to_owned(), name);
        }
        names
    }

    /// A name like this one that nothing else has.
    pub(super) fn take(&mut self, like: &str) -> String {
        let mut name = type_name(like);
        while !self.taken.insert(name.clone()) {
            name.push('_');
        }
        name
    }

    /// The name of a definition, if there is one.
    pub(super) fn of(&self, definition: &str) -> Option<&str> {
        self.of_definitions.get(definition).map(String::as_str)
    }
}

/// A type's name that is as much like this one as TypeScript allows.
fn type_name(like: &str) -> String {
    let mut name: String = like
        .chars()
        .map(|c| if is_part(c) { c } else { '_' })
        .collect();
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert(0, '_');
    }
    if RESERVED.contains(&name.as_str()) {
        name.push('_');
    }
    name
}

/// A label like this for an element of a tuple. It is for people, so it may differ.
pub(super) fn label(like: &str) -> String {
    type_name(like)
}

/// A member's name, in quotation marks where it needs them.
pub(super) fn member(name: &str) -> String {
    if is_identifier(name) {
        name.to_owned()
    } else {
        text(name)
    }
}

/// A literal of that text. JSON's strings are JavaScript's.
pub(super) fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Whether the name needs no quotation marks.
fn is_identifier(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_part) && !name.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a name may have this in it. JavaScript allows letters of every script; those of Rust's
/// names are among them, but what a schema was given by other means need not be.
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_where_they_can() {
        let names = Names::new(["a.b", "a_b", "u64", "string", "9"].into_iter());
        let of = |name| names.of(name).unwrap();
        assert_eq!((of("a_b"), of("a.b")), ("a_b", "a_b_"));
        assert_eq!((of("u64"), of("string"), of("9")), ("u64", "string_", "_9"));
        assert_eq!(names.of("absent"), None);
    }

    #[test]
    fn no_name_is_given_twice() {
        let mut names = Names::new(["Form", "F"].into_iter());
        assert_eq!(
            [names.take("Form"), names.take("Form"), names.take("F")],
            ["Form_", "Form__", "F_"]
        );
    }

    #[test]
    fn members_are_quoted_where_they_must_be() {
        assert_eq!(
            [member("fn_name"), member("$0"), member("default")],
            ["fn_name", "$0", "default"]
        );
        assert_eq!(
            [member("a-b"), member("1"), member("")],
            [r#""a-b""#, r#""1""#, r#""""#]
        );
        assert_eq!(member("quo\"te"), r#""quo\"te""#);
        assert_eq!(
            [label("owner"), label("default"), label("a b")],
            ["owner", "default_", "a_b"]
        );
    }
}
