//! Reading many forms by one struct that can hold the members of any of them.
//!
//! A contract whose types are dozens of small structs and enums with few names of members among them spends
//! much of its driver's code on reading each. Types that are read from one [struct](crate::members!) with a
//! place for every member take a fraction of it, and look the same from outside: the reader has compared the members
//! with the type's own description before.
//!
//! ```
//! use data_driver::{Describe, from_members, members};
//! use serde::Serialize;
//!
//! members! {
//!     /// The members of any form.
//!     struct Members {
//!         amount: u64,
//!         kind as "type": String,
//!         memo: String,
//!     }
//! }
//!
//! /// A payment.
//! #[derive(Serialize, Describe)]
//! struct Payment {
//!     amount: u64,
//!     #[serde(default)]
//!     memo: Option<String>,
//! }
//!
//! from_members!(Members => Payment { amount, memo });
//!
//! let payment: Payment = data_driver::json::from_str_described(r#"{"amount": 5}"#)?;
//! assert_eq!((payment.amount, payment.memo), (5, None));
//! # Ok::<_, data_driver::Error>(())
//! ```

use alloc::format;
use core::fmt;

use crate::byte_types::{HexBytes, HexVec, PrefixedHexBytes, PrefixedHexVec};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

/// By this name of a struct the reader knows that not all of its members are members of the form.
pub(crate) const NAME: &str = "data_driver::members";

/// Why members are not those of a form. Where they are described, the reader has found out before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// The member of that name is needed and not there.
    Missing(&'static str),
    /// The member of that name is not in its range.
    OutOfRange(&'static str),
}

impl Unfit {
    /// The same in serde's words.
    #[cold]
    pub fn into_error<E: Error>(self) -> E {
        match self {
            Self::Missing(name) => E::missing_field(name),
            Self::OutOfRange(name) => E::custom(format!("`{name}` is not in its range")),
        }
    }
}

/// A form that is read from its members.
pub trait FromMembers<M>: Sized {
    /// The form that has these members, which are taken away: what is left is dropped in one place for all forms.
    ///
    /// # Errors
    /// They are not those of the form.
    fn from_members(members: &mut M) -> Result<Self, Unfit>;
}

/// A member of a form, made from what stands in its place, which is taken away.
pub trait Take<T>: Sized {
    /// The member of that name.
    ///
    /// # Errors
    /// It is needed and missing, or not in its range.
    fn take(place: &mut Option<T>, name: &'static str) -> Result<Self, Unfit>;
}

impl<T> Take<T> for T {
    fn take(place: &mut Option<T>, name: &'static str) -> Result<Self, Unfit> {
        place.take().ok_or(Unfit::Missing(name))
    }
}

/// One that may be left out.
impl<T> Take<T> for Option<T> {
    fn take(place: &mut Option<T>, _: &'static str) -> Result<Self, Unfit> {
        Ok(place.take())
    }
}

/// Bytes of which there are so many in this form.
impl<const N: usize> Take<HexVec> for HexBytes<N> {
    fn take(place: &mut Option<HexVec>, name: &'static str) -> Result<Self, Unfit> {
        let bytes = place.take().ok_or(Unfit::Missing(name))?;
        let bytes = bytes.as_slice().try_into();
        bytes.map(Self).map_err(|_| Unfit::OutOfRange(name))
    }
}

impl<const N: usize> Take<PrefixedHexVec> for PrefixedHexBytes<N> {
    fn take(place: &mut Option<PrefixedHexVec>, name: &'static str) -> Result<Self, Unfit> {
        let bytes = place.take().ok_or(Unfit::Missing(name))?;
        let bytes = bytes.as_slice().try_into();
        bytes.map(Self).map_err(|_| Unfit::OutOfRange(name))
    }
}

/// Takes integers from a place for wider ones: the reader has compared them with the member's own range.
macro_rules! take_narrow {
    ($($narrow:ty),*) => {
        $(impl Take<i64> for $narrow {
            fn take(place: &mut Option<i64>, name: &'static str) -> Result<Self, Unfit> {
                let wide = place.take().ok_or(Unfit::Missing(name))?;
                wide.try_into().map_err(|_| Unfit::OutOfRange(name))
            }
        }

        impl Take<i64> for Option<$narrow> {
            fn take(place: &mut Option<i64>, name: &'static str) -> Result<Self, Unfit> {
                let wide = place.take().map(<$narrow>::try_from).transpose();
                wide.map_err(|_| Unfit::OutOfRange(name))
            }
        })*
    };
}

take_narrow!(u8, u16, u32, i8, i16, i32);

/// Declares a struct with a place for every member that a form may have, `None` where it is not there. At most 64.
///
/// `name as "text": Type` is a member that has another name in JSON.
#[macro_export]
macro_rules! members {
    (
        $(#[$attribute:meta])*
        $visibility:vis struct $name:ident {
            $($member:ident $(as $text:literal)?: $ty:ty,)*
        }
    ) => {
        $(#[$attribute])*
        #[derive(Default)]
        $visibility struct $name {
            $($visibility $member: Option<$ty>,)*
        }

        impl $crate::members::Places for $name {
            const NAMES: &'static [&'static str] = &[$($crate::__member_name!($member $($text)?)),*];

            fn read<'de, A>(&mut self, index: usize, map: &mut A) -> Result<(), A::Error>
            where
                A: $crate::__private::serde::de::MapAccess<'de>,
            {
                // The compiler makes a jump of it.
                let mut place = 0;
                $(
                    if index == place {
                        return $crate::members::put(&mut self.$member, map);
                    }
                    place += 1;
                )*
                let _ = place;
                Ok(())
            }
        }
    };
}

/// Not public API: a member's name in JSON.
#[doc(hidden)]
#[macro_export]
macro_rules! __member_name {
    ($member:ident) => {
        stringify!($member)
    };
    ($member:ident $text:literal) => {
        $text
    };
}

/// Deserializes types by the struct that has their members.
///
/// `from_members!(Members => A { x, y })` is for a struct whose members are of the types of their places, or
/// [made](Take) from them; `from_members!(Members => A, B)` for types that implement [`FromMembers`] themselves.
#[macro_export]
macro_rules! from_members {
    ($members:ty => $($form:ty),* $(,)?) => {
        $(impl<'de> $crate::__private::serde::Deserialize<'de> for $form {
            fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
            where
                D: $crate::__private::serde::Deserializer<'de>,
            {
                let mut members: $members = $crate::members::empty();
                $crate::members::read(&mut members, deserializer)?;
                <Self as $crate::members::FromMembers<$members>>::from_members(&mut members)
                    .map_err($crate::members::Unfit::into_error)
            }
        })*
    };
    ($members:ty => $form:ident { $($member:ident),* $(,)? }) => {
        impl $crate::members::FromMembers<$members> for $form {
            fn from_members(members: &mut $members) -> Result<Self, $crate::members::Unfit> {
                Ok(Self {
                    $($member: $crate::members::Take::take(&mut members.$member, stringify!($member))?,)*
                })
            }
        }

        $crate::from_members!($members => $form);
    };
}

/// Not public API: what a struct of members can do.
#[doc(hidden)]
pub trait Places {
    const NAMES: &'static [&'static str];

    /// Reads the member of that place among the names.
    fn read<'de, A: MapAccess<'de>>(&mut self, index: usize, map: &mut A) -> Result<(), A::Error>;
}

/// Not public API: reads a member into its place.
///
/// Once for each type of members rather than for each member. As an option, since that is what the form may have.
#[doc(hidden)]
#[inline(never)]
pub fn put<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    place: &mut Option<T>,
    map: &mut A,
) -> Result<(), A::Error> {
    let member = map.next_value()?;
    // Nothing was there: the code that drops it is not needed.
    core::mem::forget(core::mem::replace(place, member));
    Ok(())
}

/// Not public API: members of which none is there.
#[doc(hidden)]
#[inline(never)]
pub fn empty<M: Default>() -> M {
    M::default()
}

/// Not public API: reads members into their places.
#[doc(hidden)]
#[inline(never)]
pub fn read<'de, M: Places, D: Deserializer<'de>>(
    members: &mut M,
    deserializer: D,
) -> Result<(), D::Error> {
    deserializer.deserialize_struct(NAME, M::NAMES, Reader(members))
}

struct Reader<'a, M>(&'a mut M);

impl<'de, M: Places> Visitor<'de> for Reader<'_, M> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        const { assert!(M::NAMES.len() <= 64, "at most 64 members") };
        let mut seen = 0_u64;
        while let Some(index) = map.next_key_seed(Index(M::NAMES))? {
            if seen & (1 << index) != 0 {
                return Err(A::Error::duplicate_field(M::NAMES[index]));
            }
            seen |= 1 << index;
            self.0.read(index, &mut map)?;
        }
        Ok(())
    }
}

/// The place of a member among these names.
struct Index(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Index {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Index {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<usize, E> {
        let place = self.0.iter().position(|name| *name == text);
        place.ok_or_else(|| E::unknown_field(text, self.0))
    }
}
