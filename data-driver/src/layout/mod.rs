//! How the archives of a contract's values are laid out: what the build writes into the driver's lock file.
//!
//! An archive of rkyv 0.7 is a Rust struct as it stands in memory, and Rust promises nothing of the order of
//! a struct's fields: another compiler, another version of a dependency, or an edit can move a byte without
//! a word. So `contract!` leaves a [description](Archived) of each value's archive in a custom section of
//! the module, made while the driver is compiled for the target whose bytes count. The build reads it, takes it out
//! of the file, and compares it with the last one.
//!
//! It is not public API but for the macros: what stands here has no code in a driver and no data.

mod places;
mod probe;
mod writer;

pub use places::{enum_places, size_behind};
pub use probe::{Fallback, Probe};
pub use writer::{Writer, length, text};

use crate::Decode;

/// Leaves the layout of a contract's archives where the build finds it.
#[doc(hidden)]
#[macro_export]
macro_rules! __layout_section {
    ($contract:expr, $values:expr) => {
        #[cfg(target_family = "wasm")]
        const _: () = {
            const LENGTH: usize = $crate::layout::length($contract, $values);

            // The name is that in `abi::sections`; an attribute takes no constant.
            #[unsafe(link_section = "data-driver-layout")]
            #[allow(long_running_const_eval, reason = "as long as the contract has types")]
            static LAYOUT: [u8; LENGTH] = $crate::layout::text::<LENGTH>($contract, $values);
        };
    };
}

/// The types in a value whose archives are known: a tree, each of whose types holds others.
#[derive(Debug, Clone, Copy)]
pub enum Layout {
    /// None.
    Nothing,
    /// One.
    Type(&'static Archived),
    /// Those of several parts.
    All(&'static [&'static Self]),
}

/// The archive of a type.
#[derive(Debug, Clone, Copy)]
pub struct Archived {
    /// The type's name in Rust.
    pub name: &'static str,
    /// What tells it from others of that name: where it was declared.
    pub place: &'static str,
    /// Bytes and alignment; none where the type has no archive.
    pub measure: Option<[usize; 2]>,
    /// What is known of its inside.
    pub shape: Shape,
    /// The types of its members.
    pub holds: &'static [&'static Layout],
}

/// What is known of the inside of an archive.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Nothing: it is another crate's.
    Opaque,
    /// The fields, in the order of their declaration.
    Fields(&'static [Field]),
    /// The variants.
    Variants(&'static [Variant]),
}

/// A field of an archive.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name, or its number.
    pub name: &'static str,
    /// Its type as the author wrote it.
    pub ty: &'static str,
    /// Where it begins, and how many bytes it has.
    pub place: [usize; 2],
}

/// A variant of an archived enum.
#[derive(Debug, Clone, Copy)]
pub struct Variant {
    /// Its name.
    pub name: &'static str,
    /// Its fields, whose places are those in the enum.
    pub fields: &'static [Field],
}

/// A value of a contract: an input, an output or an event's data.
#[derive(Debug, Clone, Copy)]
pub struct Value {
    /// Which of them.
    pub what: Decode,
    /// The function or event.
    pub name: &'static str,
    /// Its type as the author wrote it.
    pub ty: &'static str,
    /// Bytes and alignment of its root; none where the wire format has no such thing.
    pub measure: Option<[usize; 2]>,
    /// The types in it.
    pub layout: &'static Layout,
}
