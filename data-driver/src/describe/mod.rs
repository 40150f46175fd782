//! What a type looks like in JSON, as static data.
//!
//! [`Describe`] is the one place that says it. From there come the JSON Schema of a driver, and with
//! it the TypeScript types and the documentation; and the reader of JSON is guided by it, so that it
//! takes bytes and integers in every form that the schema allows.
//!
//! Descriptions are static data rather than code, because they are part of every `.wasm`.

mod faults;
mod shapes;
mod std_types;
mod tagged;

#[doc(hidden)]
pub use faults::{Fault, is_among, is_nullable};
pub use shapes::{
    Content, Definition, Encoding, Field, Integer, Named, Prefix, Tag, Type, Unit, Variant,
};
#[doc(hidden)]
pub use tagged::{has_member, holds_128_bits, is_struct};

use crate::foreign::Plain;

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
/// use data_driver::describe::Type;
///
/// /// What somebody owns.
/// #[derive(serde::Serialize, serde::Deserialize, Describe)]
/// struct Balance {
///     /// In the smallest unit.
///     amount: u64,
/// }
///
/// let Type::Named(balance) = <Balance as Describe>::TYPE else { panic!("a struct has a name") };
/// assert_eq!((balance.name, balance.doc), ("Balance", "What somebody owns."));
/// ```
/// `C` says which types of other crates are known: a marker that implements
/// [`ForeignTypes`](crate::foreign::ForeignTypes). A derived description holds for every marker that
/// knows the types of the members.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what it looks like in JSON",
    note = "on a type of yours, put `#[data_driver::data]`, or derive `data_driver::Describe` beside serde's `Serialize` and `Deserialize`",
    note = "types of other crates are known to a marker, which the declaration names: `contract! {{ pub Driver(\"Name\", types = path::to::Marker) {{ … }} }}`"
)]
pub trait Describe<C = Plain> {
    /// The description.
    const TYPE: &'static Type;

    /// Not public API: whether one of the values is `null`. What contains itself says so without its
    /// description, which would contain itself as well.
    #[doc(hidden)]
    const NULLABLE: bool = is_nullable(Self::TYPE);

    /// Not public API: why values would not come back as they were written.
    #[doc(hidden)]
    const FAULT: Fault = Fault::of(Self::TYPE);
}
