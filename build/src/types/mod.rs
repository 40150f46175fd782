//! TypeScript declarations of a contract's values, made from its schema document.
//!
//! One type for each entry of the document's `$defs`, and one for the contract, which maps the names
//! of functions to what they take and give and those of events to their data:
//!
//! ```ts
//! export type Token<F extends Form = AsText> = {
//!   form: F;
//!   functions: {
//!     /** What an account holds. */
//!     balance_of: { kind: "query"; input: Account; decodedInput: Account; output: Balance<F> | null };
//!   };
//!   events: { sent: readonly Transfer<F>[] };
//! };
//! ```
//!
//! * A value is written in more than one way, so every type that holds an integer or bytes in hex has
//!   a `Form` as its parameter: `AsText` and `AsBigInts` are what decoding gives, `AsInput` is what
//!   encoding takes. TypeScript's types are structural: the copy of these that a declaration file
//!   carries, so that it needs no other file, and those of the JavaScript package are the same.
//! * Types are aliases rather than interfaces, because only these are assignable to the index
//!   signatures of JSON's own type.
//! * Lists are read-only, so that constants can be passed.
//! * What a number or string of a certain length or range is, TypeScript cannot say; it stands in the
//!   comments.

mod comment;
mod exact;
mod forms;
mod json_schema;
mod names;
mod printer;

pub use json_schema::{Components, json_schema, openapi};

use crate::schema::Document;

/// The declaration file for a schema document, or `None` where the document has no types.
///
/// The same document gives the same text.
///
/// # Errors
/// The text is no JSON, or no schema document.
pub fn types(schema: &str) -> Result<Option<String>, serde_json::Error> {
    Ok(Document::read(schema)?.as_ref().map(of))
}

/// The declaration file for a document that was read.
pub(crate) fn of(document: &Document) -> String {
    printer::print(document)
}
