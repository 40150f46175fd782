//! Which vectors stand in the driver's file, and which beside it.

use std::collections::BTreeMap;

use data_driver::abi::sections::VECTORS;

use super::{Vector, text};
use crate::{Result, sections, served};

/// How much larger than its code alone a driver's file may be for its custom sections, in percent,
/// both compressed: everybody who uses a driver downloads them.
pub const SHARE: usize = 15;

/// Whether a case is named by a word, as `example` and `mainnet` are, which people are to see first. Letters
/// tell values apart that were made at random.
fn is_word(case: &str) -> bool {
    case.len() > 1
}

/// Which of the vectors stand in the driver's file: as many as [`SHARE`] leaves room for beside the
/// sections that are always there. At first one of each function and event, an example where there is
/// one, then a second of each, and so on. `served` is the most bytes that the whole file may have, compressed.
pub(crate) fn split(
    vectors: &[Vector],
    code: &[u8],
    always: &[(&str, &[u8])],
    served: Option<usize>,
) -> Result<Vec<bool>> {
    // Without what the compiler has put beside the code.
    let plain = served::size(&sections::remove(code, &sections::names(code)?)?);
    let share = plain * SHARE / 100;
    let limit = share.min(served.map_or(share, |served| served.saturating_sub(plain)));
    let order = order(vectors);
    let chosen = |count: usize| {
        let mut chosen = vec![false; vectors.len()];
        order[..count]
            .iter()
            .for_each(|index| chosen[*index] = true);
        chosen
    };
    // The size of these vectors' sections behind some code.
    let size = |code: &[u8], count: usize| -> Result<usize> {
        let inside = text(&only(vectors, &chosen(count), true));
        let mut all = always.to_vec();
        if count > 0 {
            all.push((VECTORS, inside.as_bytes()));
        }
        Ok(served::size(&sections::write(code, &all)?))
    };
    // To compress the code each time takes seconds. Without it the sections that are always there take more, as the
    // code has some of their words; of vectors the sizes are almost right.
    let apart = size(NO_CODE, 0)?;
    let together = size(code, 0)?.saturating_sub(plain);
    let mut room = (limit + apart).saturating_sub(together);
    loop {
        let (mut count, mut too_many) = (0, vectors.len() + 1);
        while count + 1 < too_many {
            let middle = count.midpoint(too_many);
            if size(NO_CODE, middle)? <= room {
                count = middle;
            } else {
                too_many = middle;
            }
        }
        let over = size(code, count)?.saturating_sub(plain + limit);
        if over == 0 || count == 0 {
            return Ok(chosen(count));
        }
        room = room.saturating_sub(over);
    }
}

/// A module of nothing.
const NO_CODE: &[u8] = b"\0asm\x01\0\0\0";

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
        let group = groups
            .entry((vector.what.as_str(), &vector.name))
            .or_default();
        group.push(index);
    }
    let is_example = |index: usize| vectors[index].case.as_deref().is_some_and(is_word);
    let mut ranked = Vec::new();
    for mut group in groups.into_values() {
        group.sort_by_key(|index| (!is_example(*index), size(&vectors[*index])));
        ranked.extend(group.into_iter().enumerate());
    }
    ranked.sort_by_key(|(round, index)| (*round, !is_example(*index), size(&vectors[*index])));
    ranked.into_iter().map(|(_, index)| index).collect()
}
