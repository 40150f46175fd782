//! Descriptions of the types that Rust brings.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use super::{Content, Definition, Describe, Fault, Field, Integer, Named, Type, Variant};
use crate::layout::Layout;

/// Describes each of these types.
macro_rules! describe {
    ($($type:ty => $description:expr,)*) => {
        $(impl<C> Describe<C> for $type {
            const TYPE: &'static Type = &$description;
        })*
    };
}

const fn integer(signed: bool, bits: u32) -> Type {
    Type::Integer(Integer { signed, bits })
}

describe! {
    () => Type::Unit,
    bool => Type::Bool,
    u8 => integer(false, 8),
    u16 => integer(false, 16),
    u32 => integer(false, 32),
    u64 => integer(false, 64),
    u128 => integer(false, 128),
    i8 => integer(true, 8),
    i16 => integer(true, 16),
    i32 => integer(true, 32),
    i64 => integer(true, 64),
    i128 => integer(true, 128),
    f32 => Type::Float,
    f64 => Type::Float,
    char => Type::Char,
    String => Type::String,
    str => Type::String,
    Duration => Type::Named(&DURATION),
}

/// As serde writes it. A schema cannot say that a thousand million nanoseconds and more are carried.
const DURATION: Named = Named {
    name: "Duration",
    doc: "A span of time.",
    definition: Definition::Struct(&[
        Field {
            name: "secs",
            doc: "Whole seconds.",
            ty: &integer(false, 64),
            optional: false,
        },
        Field {
            name: "nanos",
            doc: "Nanoseconds beyond them; those that make a second are carried.",
            ty: &integer(false, 32),
            optional: false,
        },
    ]),
};

/// Describes what is another type in a box.
macro_rules! same {
    ($($type:ty => $description:expr,)*) => {
        $(impl<C, T: Describe<C> + ?Sized> Describe<C> for $type {
            const TYPE: &'static Type = $description;
            const NULLABLE: bool = T::NULLABLE;
            const FAULT: Fault = T::FAULT;
            const LAYOUT: &'static Layout = T::LAYOUT;
        })*
    };
}

same! {
    &T => T::TYPE,
    Box<T> => &Type::Indirect(T::TYPE),
}

impl<C, T: Describe<C>> Describe<C> for Option<T> {
    const TYPE: &'static Type = &Type::Option(T::TYPE);
    const NULLABLE: bool = true;
    const FAULT: Fault = Fault::of_option(T::NULLABLE).or(T::FAULT);
    const LAYOUT: &'static Layout = T::LAYOUT;
}

impl<C, T: Describe<C>, E: Describe<C>> Describe<C> for Result<T, E> {
    const TYPE: &'static Type = &Type::Outcome(&[
        Variant {
            name: "Ok",
            doc: "",
            content: Content::Newtype(T::TYPE),
            input_only: false,
        },
        Variant {
            name: "Err",
            doc: "",
            content: Content::Newtype(E::TYPE),
            input_only: false,
        },
    ]);
    const NULLABLE: bool = false;
    const FAULT: Fault = T::FAULT.or(E::FAULT);
    const LAYOUT: &'static Layout = &Layout::All(&[T::LAYOUT, E::LAYOUT]);
}

/// Describes lists of any length.
macro_rules! lists {
    ($($type:ty,)*) => {
        $(impl<C, T: Describe<C>> Describe<C> for $type {
            const TYPE: &'static Type = &Type::List(T::TYPE);
            const NULLABLE: bool = false;
            const FAULT: Fault = T::FAULT;
            const LAYOUT: &'static Layout = T::LAYOUT;
        })*
    };
}

lists! {
    Vec<T>,
    VecDeque<T>,
    BTreeSet<T>,
}

impl<C, T: Describe<C>, const N: usize> Describe<C> for [T; N] {
    const TYPE: &'static Type = &Type::Array(T::TYPE, N);
    const NULLABLE: bool = false;
    const FAULT: Fault = T::FAULT;
    const LAYOUT: &'static Layout = T::LAYOUT;
}

impl<C, K: Describe<C>, V: Describe<C>> Describe<C> for BTreeMap<K, V> {
    const TYPE: &'static Type = &Type::Map(K::TYPE, V::TYPE);
    const NULLABLE: bool = false;
    const FAULT: Fault = Fault::of_key(K::TYPE).or(V::FAULT);
    const LAYOUT: &'static Layout = &Layout::All(&[K::LAYOUT, V::LAYOUT]);
}

/// Describes tuples of these lengths.
macro_rules! tuples {
    ($(($($part:ident),*),)*) => {
        $(impl<Context, $($part: Describe<Context>),*> Describe<Context> for ($($part,)*) {
            const TYPE: &'static Type = &Type::Tuple(&[$($part::TYPE),*]);
            const NULLABLE: bool = false;
            const FAULT: Fault = Fault::None$(.or($part::FAULT))*;
            const LAYOUT: &'static Layout = &Layout::All(&[$($part::LAYOUT),*]);
        })*
    };
}

tuples! {
    (A),
    (A, B),
    (A, B, C),
    (A, B, C, D),
    (A, B, C, D, E),
    (A, B, C, D, E, F),
    (A, B, C, D, E, F, G),
    (A, B, C, D, E, F, G, H),
    (A, B, C, D, E, F, G, H, I),
    (A, B, C, D, E, F, G, H, I, J),
    (A, B, C, D, E, F, G, H, I, J, K),
    (A, B, C, D, E, F, G, H, I, J, K, L),
}
