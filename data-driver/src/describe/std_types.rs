//! Descriptions of the types that Rust brings.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Describe, Integer, Type};

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
}

impl<C, T: Describe<C> + ?Sized> Describe<C> for &T {
    const TYPE: &'static Type = T::TYPE;
}

impl<C, T: Describe<C> + ?Sized> Describe<C> for Box<T> {
    const TYPE: &'static Type = T::TYPE;
}

impl<C, T: Describe<C>> Describe<C> for Option<T> {
    const TYPE: &'static Type = &Type::Option(T::TYPE);
}

impl<C, T: Describe<C>> Describe<C> for Vec<T> {
    const TYPE: &'static Type = &Type::List(T::TYPE);
}

impl<C, T: Describe<C>, const N: usize> Describe<C> for [T; N] {
    const TYPE: &'static Type = &Type::Array(T::TYPE, N);
}

impl<C, K: Describe<C>, V: Describe<C>> Describe<C> for BTreeMap<K, V> {
    const TYPE: &'static Type = &Type::Map(K::TYPE, V::TYPE);
}

/// Describes tuples of these lengths.
macro_rules! tuples {
    ($(($($part:ident),*),)*) => {
        $(impl<Context, $($part: Describe<Context>),*> Describe<Context> for ($($part,)*) {
            const TYPE: &'static Type = &Type::Tuple(&[$($part::TYPE),*]);
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
}
