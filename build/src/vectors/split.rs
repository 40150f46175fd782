//! Which vectors stand in the driver's file, and which beside it.

use std::collections::BTreeMap;

use data_driver::abi::sections::VECTORS;

use super::{Vector, folder, text};
use crate::{Result, sections, served};

/// How much larger than its code alone a driver's file may be for its custom sections, in percent,
/// both compressed: everybody who uses a driver downloads them.
pub const SHARE: usize = 15;

/// The case that is shown first.
const EXAMPLE: &str = "example";

/// Which of the vectors stand in the driver's file: as many as [`SHARE`] leaves room for beside the
/// sections that are always there. At first one of each function and event, then a second, and so on.
pub(crate) fn split(
    vectors: &[Vector],
    code: &[u8],
    always: &[(&str, &[u8])],
) -> Result<Vec<bool>> {
    let plain = served::size(code);
    let limit = plain + plain * SHARE / 100;
    let order = order(vectors);
    let chosen = |count: usize| {
        let mut chosen = vec![false; vectors.len()];
        order[..count].iter().for_each(|index| chosen[*index] = true);
        chosen
    };
    let fits = |count: usize| -> Result<bool> {
        let inside = text(&only(vectors, &chosen(count), true));
        let mut all = always.to_vec();
        if count > 0 {
            all.push((VECTORS, inside.as_bytes()));
        }
        Ok(served::size(&sections::write(code, &all)?) <= limit)
    };
    let (mut most, mut too_many) = (0, vectors.len() + 1);
    while most + 1 < too_many {
        let middle = if too_many > vectors.len() {
            vectors.len()
        } else {
            most.midpoint(too_many)
        };
        if fits(middle)? {
            most = middle;
        } else {
            too_many = middle;
        }
    }
    Ok(chosen(most))
}

/// The vectors that were chosen, or the others.
pub(crate) fn only(vectors: &[Vector], chosen: &[bool], inside: bool) -> Vec<Vector> {
    let pairs = vectors.iter().zip(chosen);
    pairs
        .filter(|(_, chosen)| **chosen == inside)
        .map(|(vector, _)| vector.clone())
        .collect()
}

/// The vectors' indices by how much each is wanted in the file.
fn order(vectors: &[Vector]) -> Vec<usize> {
    let size = |vector: &Vector| vector.json.len() + vector.bytes.len();
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, vector) in vectors.iter().enumerate() {
        let group = groups.entry((folder(vector.what), &vector.name)).or_default();
        group.push(index);
    }
    let mut ranked = Vec::new();
    for mut group in groups.into_values() {
        group.sort_by_key(|index| {
            let vector = &vectors[*index];
            (vector.case.as_deref() != Some(EXAMPLE), size(vector))
        });
        ranked.extend(group.into_iter().enumerate());
    }
    ranked.sort_by_key(|(round, index)| (*round, size(&vectors[*index])));
    ranked.into_iter().map(|(_, index)| index).collect()
}
