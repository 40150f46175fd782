//! Near matches for a name that is not known.

use alloc::vec::Vec;

/// How many near matches are offered.
const MAX_MATCHES: usize = 3;

/// Names longer than this are not compared: no known name is, and the caller chose the length.
const MAX_NAME: usize = 64;

/// The known names nearest to `name`, best first: those that a third of its letters would turn it
/// into, or that contain it or are contained in it.
pub(crate) fn matches<'a>(name: &str, known: &[&'a str]) -> Vec<&'a str> {
    if name.is_empty() || name.len() > MAX_NAME {
        return Vec::new();
    }
    // Kept in order by hand: the code for sorting would be one of the largest parts of a driver.
    let mut near: Vec<(usize, &str)> = Vec::new();
    for &candidate in known {
        let distance = distance(name.as_bytes(), candidate.as_bytes());
        let close = distance <= name.len().max(3) / 3;
        let inside = name.len() >= 3 && (contains(candidate, name) || contains(name, candidate));
        let place = near
            .iter()
            .take_while(|other| **other < (distance, candidate))
            .count();
        let is_new = near.get(place) != Some(&(distance, candidate));
        if (close || inside) && is_new {
            near.insert(place, (distance, candidate));
            near.truncate(MAX_MATCHES);
        }
    }
    near.into_iter().map(|(_, name)| name).collect()
}

/// Whether one name is a part of another. Names are short; the standard library's search is long.
fn contains(name: &str, part: &str) -> bool {
    (0..=name.len())
        .filter_map(|start| name.as_bytes().get(start..start + part.len()))
        .any(|window| window == part.as_bytes())
}

/// The Levenshtein distance, ASCII case ignored.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substitution = diagonal + usize::from(!x.eq_ignore_ascii_case(y));
            diagonal = row[j + 1];
            row[j + 1] = substitution.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 4] = ["stake", "unstake", "get_stake", "withdraw"];

    #[test]
    fn a_typo_finds_its_name() {
        assert_eq!(matches("stke", &KNOWN), ["stake"]);
        assert_eq!(matches("WITHDRAW", &KNOWN), ["withdraw"]);
    }

    #[test]
    fn the_nearest_comes_first() {
        assert_eq!(matches("stak", &KNOWN), ["stake", "unstake", "get_stake"]);
    }

    #[test]
    fn nothing_near_gives_nothing() {
        assert!(matches("approve", &KNOWN).is_empty());
        assert!(matches("", &KNOWN).is_empty());
        assert!(matches(&"stake".repeat(1000), &KNOWN).is_empty());
    }

    #[test]
    fn distance_is_levenshtein() {
        for (a, b, expected) in [
            ("", "", 0),
            ("a", "", 1),
            ("kitten", "sitting", 3),
            ("flaw", "lawn", 2),
        ] {
            assert_eq!(distance(a.as_bytes(), b.as_bytes()), expected, "{a} {b}");
        }
    }
}
