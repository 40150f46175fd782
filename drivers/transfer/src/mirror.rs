//! JSON forms for types to which `dusk-core` gives none.
//!
//! A mirror is a type of this driver with the same members as one of `dusk-core`, and with serde. It
//! has no bytes of its own: they are made from and read as the original, so they cannot differ from
//! the contract's.

use data_driver::Error;

/// A type that has the JSON form of another.
pub(crate) trait Mirror: Sized {
    /// The type whose bytes are meant.
    type Of;

    /// The mirror of a value.
    ///
    /// # Errors
    /// The value has no JSON form.
    fn show(of: Self::Of) -> Result<Self, Error>;

    /// The value of which this is the mirror.
    ///
    /// # Errors
    /// There is no such value.
    fn build(self) -> Result<Self::Of, Error>;
}

impl<M: Mirror> Mirror for Option<M> {
    type Of = Option<M::Of>;

    fn show(of: Self::Of) -> Result<Self, Error> {
        of.map(M::show).transpose()
    }

    fn build(self) -> Result<Self::Of, Error> {
        self.map(M::build).transpose()
    }
}

/// Declares a codec: a module with the two functions that `contract!` names, over a mirror.
macro_rules! codec {
    ($(#[doc = $doc:literal])* $module:ident: $mirror:ty) => {
        $(#[doc = $doc])*
        pub(crate) mod $module {
            use alloc::string::String;
            use alloc::vec::Vec;

            use data_driver::{Error, from_rkyv, json, to_rkyv};

            use crate::mirror::Mirror;

            #[cfg_attr(
                target_family = "wasm",
                allow(dead_code, reason = "a driver's exports encode inputs only")
            )]
            pub(crate) fn encode(text: &str) -> Result<Vec<u8>, Error> {
                to_rkyv(&json::from_str_with::<data_driver_dusk::Dusk, $mirror>(text)?.build()?)
            }

            pub(crate) fn decode(bytes: &[u8], out: &mut String) -> Result<(), Error> {
                let shown = <$mirror>::show(from_rkyv::<<$mirror as Mirror>::Of>(bytes)?)?;
                json::write_with::<data_driver_dusk::Dusk, _>(&shown, json::Integers::WideAsText, out)
            }
        }
    };
}

pub(crate) use codec;
