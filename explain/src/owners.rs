//! Which bytes belong to which field.

use std::collections::BTreeMap;
use std::ops::Range;

use data_driver::{Decode, Kind, Report, abi::Code};
use data_driver_host::{Driver, Error};
use serde_json::Value;

use crate::difference::differences;
use crate::pointer::common_ancestor;
use crate::refusal;

/// The longest value whose bytes are looked into one by one; that takes three questions for each.
pub const MOST_BYTES: usize = 4096;

/// How each byte is changed: its lowest bit, its highest bit and all of them the other way round.
const CHANGES: [u8; 3] = [0x01, 0x80, 0xff];

/// What a byte of an encoded value is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// It is part of the one place that this JSON Pointer names.
    Place(String),
    /// No change of it changed the value.
    Unused,
    /// Every change of it made bytes that are no value.
    Unknown,
}

impl Owner {
    /// The pointer, where the byte belongs to a part of the value and not to all of it.
    #[must_use]
    pub fn part(&self) -> Option<&str> {
        match self {
            Self::Place(pointer) if !pointer.is_empty() => Some(pointer),
            _ => None,
        }
    }
}

/// Finds out what each byte is for by changing it and looking at what becomes of the decoded value.
///
/// `is_one_piece` says of which places the bytes stand together, as those of keys do: their text holds
/// half of a curve's point and one bit of the other half, most of whose bytes have no effect of their
/// own.
///
/// # Errors
/// As [`Driver::decode`] of these bytes; that of a driver which fails, rather than refuses, on changed
/// ones; and one of the kind `limit_exceeded` for more than [`MOST_BYTES`].
pub fn owners(
    driver: &Driver,
    what: Decode,
    name: &str,
    bytes: &[u8],
    is_one_piece: impl Fn(&str) -> bool,
) -> Result<Vec<Owner>, Error> {
    let value = driver.decode(what, name, bytes)?;
    if bytes.len() > MOST_BYTES {
        let message = format!(
            "{name}: expected at most {MOST_BYTES} bytes to look into one by one, found {}",
            bytes.len()
        );
        let report = Report::new(Code::OperationError, Kind::LimitExceeded, message);
        return Err(Error::Rejected(Box::new(report)));
    }
    let mut changed = bytes.to_vec();
    let mut owners = Vec::with_capacity(bytes.len());
    for at in 0..bytes.len() {
        let mut results = [const { None }; CHANGES.len()];
        for (change, result) in CHANGES.into_iter().zip(&mut results) {
            changed[at] ^= change;
            *result = refusal(driver.decode(what, name, &changed))?;
            changed[at] ^= change;
        }
        owners.push(owner(&value, &results));
    }
    Ok(joined(owners, is_one_piece))
}

fn owner(value: &Value, results: &[Option<Value>]) -> Owner {
    let mut common: Option<String> = None;
    for result in results.iter().flatten() {
        differences(value, result, "", &mut |place| {
            common = Some(match &common {
                Some(common) => common_ancestor(common, &place).to_owned(),
                None => place,
            });
        });
    }
    match common {
        Some(place) => Owner::Place(place),
        None if results.contains(&None) => Owner::Unknown,
        None => Owner::Unused,
    }
}

/// Fills the gaps in places that are in one piece.
fn joined(owners: Vec<Owner>, is_one_piece: impl Fn(&str) -> bool) -> Vec<Owner> {
    let mut result = owners.clone();
    let mut last = 0;
    for (at, owner) in owners.iter().enumerate() {
        if *owner == Owner::Unused {
            continue;
        }
        if owners[last] == *owner && owner.part().is_some_and(&is_one_piece) {
            result[last..at].fill(owner.clone());
        }
        last = at;
    }
    result
}

/// The runs of bytes of each owner, in the order of the bytes.
#[must_use]
pub fn ranges(owners: &[Owner]) -> BTreeMap<&Owner, Vec<Range<usize>>> {
    let mut ranges: BTreeMap<&Owner, Vec<Range<usize>>> = BTreeMap::new();
    let mut start = 0;
    for run in owners.chunk_by(PartialEq::eq) {
        let end = start + run.len();
        ranges.entry(&run[0]).or_default().push(start..end);
        start = end;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn place(pointer: &str) -> Owner {
        Owner::Place(pointer.to_owned())
    }

    #[test]
    fn a_byte_belongs_to_what_it_changes() {
        let value = json!({"a": 1, "b": [2, 3]});
        let of = |results: &[Option<Value>]| owner(&value, results);
        assert_eq!(of(&[Some(json!({"a": 9, "b": [2, 3]})), None]), place("/a"));
        let both = [
            Some(json!({"a": 1, "b": [9, 3]})),
            Some(json!({"a": 1, "b": [2, 9]})),
        ];
        assert_eq!(of(&both), place("/b"));
        assert_eq!(
            of(&[Some(value.clone()), Some(value.clone())]),
            Owner::Unused
        );
        assert_eq!(of(&[Some(value.clone()), None]), Owner::Unknown);
    }

    #[test]
    fn gaps_in_one_piece_are_filled() {
        let owners = vec![
            place("/k"),
            Owner::Unused,
            place("/k"),
            Owner::Unused,
            place("/n"),
        ];
        let filled = joined(owners.clone(), |pointer| pointer == "/k");
        assert_eq!(filled[..3], [place("/k"), place("/k"), place("/k")]);
        assert_eq!(filled[3..], owners[3..]);
        assert_eq!(joined(owners.clone(), |_| false), owners);
    }

    #[test]
    fn runs_are_in_the_order_of_the_bytes() {
        let owners = [place("/a"), place("/a"), Owner::Unused, place("/a")];
        let ranges = ranges(&owners);
        assert_eq!(ranges[&place("/a")], [0..2, 3..4]);
        assert_eq!(ranges[&Owner::Unused].first(), Some(&(2..3)));
    }
}
