//! What is known of a type's archive, where nothing says whether it has one.

#[cfg(feature = "rkyv")]
use core::mem::offset_of;

/// Asks of a type what its archive is: `Probe::<T>::MEASURE`. An associated constant of the type itself is found
/// before the one of the trait [`Fallback`], so that types without an archive have an answer as well.
#[derive(Debug)]
pub struct Probe<T: ?Sized>(core::marker::PhantomData<T>);

/// The answers for types that have no archive.
pub trait Fallback {
    /// Bytes and alignment.
    const MEASURE: Option<[usize; 2]> = None;
    /// Offsets and sizes of a tuple's elements.
    const PLACES: &'static [[usize; 2]] = &[];
}

impl<T: ?Sized> Fallback for Probe<T> {}

#[cfg(feature = "rkyv")]
impl<T: rkyv::Archive> Probe<T> {
    /// Bytes and alignment.
    pub const MEASURE: Option<[usize; 2]> = Some([
        size_of::<rkyv::Archived<T>>(),
        align_of::<rkyv::Archived<T>>(),
    ]);
}

/// Tuples of these lengths. Rust promises nothing of the order of their elements.
#[cfg(feature = "rkyv")]
macro_rules! tuples {
    ($($tuple:ty: ($($part:ident $place:tt),*),)*) => {
        $(impl<$($part: rkyv::Archive),*> Probe<$tuple> {
            /// Offsets and sizes of the elements.
            pub const PLACES: &'static [[usize; 2]] = &[$([
                offset_of!(rkyv::Archived<$tuple>, $place),
                size_of::<rkyv::Archived<$part>>(),
            ]),*];
        })*
    };
}

#[cfg(feature = "rkyv")]
tuples! {
    (A,): (A 0),
    (A, B,): (A 0, B 1),
    (A, B, C,): (A 0, B 1, C 2),
    (A, B, C, D,): (A 0, B 1, C 2, D 3),
    (A, B, C, D, E,): (A 0, B 1, C 2, D 3, E 4),
    (A, B, C, D, E, F,): (A 0, B 1, C 2, D 3, E 4, F 5),
    (A, B, C, D, E, F, G,): (A 0, B 1, C 2, D 3, E 4, F 5, G 6),
    (A, B, C, D, E, F, G, H,): (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7),
    (A, B, C, D, E, F, G, H, I,): (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8),
    (A, B, C, D, E, F, G, H, I, J,): (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9),
    (A, B, C, D, E, F, G, H, I, J, K,): (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10),
    (A, B, C, D, E, F, G, H, I, J, K, L,): (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11),
}
