//! What a type looks like in JSON, as static data.
//!
//! [`Describe`] is the one place that says it. From there come the JSON Schema of a driver, and with
//! it the TypeScript types and the documentation; and the reader of JSON is guided by it, so that it
//! takes bytes and integers in every form that the schema allows.
//!
//! Descriptions are static data rather than code, because they are part of every `.wasm`.

mod foreign;
mod shapes;
mod tagged;

pub use shapes::{Content, Definition, Encoding, Field, Integer, Named, Tag, Type, Variant};
#[doc(hidden)]
pub use tagged::holds_128_bits;

/// A type that says what it looks like in JSON.
///
/// Derive it for your own types, beside serde's `Serialize` and `Deserialize`, whose attributes
/// `rename`, `rename_all`, `tag`, `default`, `transparent` and `with` (for this crate's adapters) it
/// honours. Doc comments are kept. On fields, `#[describe(ty = Type)]` names a type that looks the
/// same where `with` is another module, and `#[describe(later)]` is for a type that contains itself.
///
/// serde cannot read integers of 128 bits inside an enum with `tag`, so that such an enum does not
/// compile.
///
/// ```
/// use data_driver::Describe;
/// use data_driver::describe::{Describe as _, Type};
///
/// /// What somebody owns.
/// #[derive(serde::Serialize, serde::Deserialize, Describe)]
/// struct Balance {
///     /// In the smallest unit.
///     amount: u64,
/// }
///
/// let Type::Named(balance) = Balance::TYPE else { panic!("a struct has a name") };
/// assert_eq!((balance.name, balance.doc), ("Balance", "What somebody owns."));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what it looks like in JSON",
    note = "derive it: `#[derive(data_driver::Describe)]`, beside serde's `Serialize` and `Deserialize`"
)]
pub trait Describe {
    /// The description.
    const TYPE: &'static Type;
}
