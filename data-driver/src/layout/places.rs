//! Where the fields of archives stand.

/// Places of the fields of one variant of an enum that is archived as `#[repr(u8)]`, given their sizes and
/// alignments: as those of a `#[repr(C)]` struct whose first field is the byte that tells the variant.
/// `offset_of!` knows no variants in the stable language; what they are is
/// [defined](https://doc.rust-lang.org/reference/type-layout.html#primitive-representation-of-field-less-enums).
#[must_use]
pub const fn enum_places<const N: usize>(measures: [[usize; 2]; N]) -> [[usize; 2]; N] {
    let mut places = [[0; 2]; N];
    let mut end: usize = 1;
    let mut i = 0;
    while i < N {
        let [size, align] = measures[i];
        let start = end.next_multiple_of(align);
        places[i] = [start, size];
        end = start + size;
        i += 1;
    }
    places
}

/// The size of what a function refers to, which is how a field's type is known that has no name here.
#[must_use]
pub const fn size_behind<T, F>(_: fn(&T) -> &F) -> usize {
    size_of::<F>()
}
