//! What a type looks like in JSON, as static data.
//!
//! [`Describe`] is the one place that says it. From there come the JSON Schema of a driver, and with
//! it the TypeScript types and the documentation; and the reader of JSON is guided by it, so that it
//! takes bytes and integers in every form that the schema allows.
//!
//! Descriptions are static data rather than code, because they are part of every `.wasm`.

mod alternatives;
mod apart;
mod faults;
mod shapes;
mod std_types;
mod tagged;

pub use alternatives::{Alternative, Looks, alternatives};
#[doc(hidden)]
pub use apart::are_apart;
#[doc(hidden)]
pub use faults::{Fault, is_among, is_nullable};
pub use shapes::{
    Content, Definition, Encoding, Field, Integer, Named, Prefix, Tag, Text, Type, Unit, Variant,
};
#[doc(hidden)]
pub use tagged::{has_member, holds_128_bits, is_struct};

use crate::foreign::Plain;
use crate::layout::Layout;

/// A type that says what it looks like in JSON.
///
/// Derive it for your own types, beside serde's `Serialize` and `Deserialize`. Doc comments are kept.
///
/// What compiles is true: attributes of serde that the description does not know are refused, and so is
/// what would not come back as it was written. It knows `rename`, `rename_all`, `rename_all_fields`,
/// `tag` and `untagged` on enums, `transparent`, and on members `default`, `skip`, `skip_serializing_if` with
/// `Option::is_none` or an `is_empty`, and `with` for this crate's adapters.
///
/// * `#[describe(ty = Type)]` on a field names a type that looks the same where `with` is another module,
///   which must read what it writes. Inside an enum with `tag`, serde hands it integers as integers.
/// * `#[describe(later)]` on a field is for a type that contains itself.
/// * `#[describe(input)]` on a variant says that it is taken and never written: its bytes come back as
///   another variant. The schema says so with `writeOnly`.
/// * `#[describe(archived)]` on a type says that rkyv's derives make its archive, so that `layout.lock` has its fields;
///   [`data`](macro@crate::data) says so by itself.
/// * `#[describe(remote = path::to::Type, types = Marker)]` on a type makes it the mirror of one of another
///   crate, which it describes for that [marker](crate::foreign);
///   `data_driver::testing::assert_mirrors` compares it with values, in a test.
///
/// In an `Option` stands nothing that is itself `null`, keys of maps are text of some kind, and beside a
/// `tag` stand the members of a struct, or of one of several in an enum that is `untagged`. No value may look
/// like two variants of such an enum: they are of different JSON types, or each has a member that must be
/// there and that those behind it do not have. serde cannot read integers of 128 bits inside either.
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

    /// Not public API: how the archives of the types in it are laid out, as far as that is known.
    #[doc(hidden)]
    const LAYOUT: &'static Layout = &Layout::Nothing;
}
