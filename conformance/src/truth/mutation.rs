//! Small changes of a value, most of which make it one that its schema refuses.

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use crate::decimal;
use crate::text::Text;

/// Changes one thing in the value and says what; or nothing, where what was chosen cannot be done.
pub(super) fn mutate(value: &mut Text, rng: &mut StdRng) -> Option<&'static str> {
    let place = place(value, rng);
    match rng.gen_range(0..4) {
        0 => Some(replace(place, rng)),
        1 => Some(replace_by_integer(place, rng)),
        _ => change(place, rng),
    }
}

/// The value itself or one inside, each level as likely as the others.
fn place<'a>(value: &'a mut Text, rng: &mut StdRng) -> &'a mut Text {
    let is_branch = |value: &Text| match value {
        Text::Array(elements) => !elements.is_empty(),
        Text::Object(members) => !members.is_empty(),
        _ => false,
    };
    if !is_branch(value) || rng.gen_ratio(1, 4) {
        return value;
    }
    let mut inner = value.inner_mut();
    let chosen = rng.gen_range(0..inner.len());
    place(inner.swap_remove(chosen), rng)
}

/// Puts another type in its place.
fn replace(value: &mut Text, rng: &mut StdRng) -> &'static str {
    let other = [
        ("null", Text::Null),
        ("a boolean", Text::Bool(true)),
        ("a fraction", Text::number("0.5")),
        ("a whole fraction", Text::number("1.0")),
        ("minus zero", Text::number("-0")),
        ("empty text", Text::string("")),
        ("text", Text::string("Other")),
        ("an empty array", Text::Array(Vec::new())),
        ("an empty object", Text::Object(Vec::new())),
        ("an array around it", Text::Array(vec![value.clone()])),
        (
            "an object around it",
            Text::Object(vec![("value".into(), value.clone())]),
        ),
    ];
    let (what, other) = other.choose(rng).expect("there are some").clone();
    *value = other;
    what
}

/// Puts an integer in its place that is in the range of some types and not in that of others.
fn replace_by_integer(value: &mut Text, rng: &mut StdRng) -> &'static str {
    let int = decimal::ALL.choose(rng).expect("there are some");
    let (least, greatest) = int.bounds();
    let digits = match rng.gen_range(0..4) {
        0 => least,
        1 => greatest,
        2 if int.signed => format!("-{}", one_more(&least[1..])),
        2 => "-1".into(),
        _ => one_more(&greatest),
    };
    if rng.r#gen() {
        *value = Text::Number(digits);
        "an extreme number"
    } else {
        *value = Text::String(digits);
        "an extreme decimal string"
    }
}

/// The number after this one.
fn one_more(digits: &str) -> String {
    let cut = digits.trim_end_matches('9');
    let zeros = "0".repeat(digits.len() - cut.len());
    match cut.split_at_checked(cut.len().saturating_sub(1)) {
        Some((front, last)) if !last.is_empty() => {
            let next = last.parse::<u8>().unwrap_or_default() + 1;
            format!("{front}{next}{zeros}")
        }
        _ => format!("1{zeros}"),
    }
}

/// Changes the value itself.
fn change(value: &mut Text, rng: &mut StdRng) -> Option<&'static str> {
    match value {
        Text::Null | Text::Bool(_) => None,
        Text::Number(digits) if digits.contains(['.', 'e']) => None,
        Text::Number(digits) => Some(change_number(digits, rng)),
        Text::String(text) => Some(change_string(text, rng)),
        Text::Array(elements) => change_array(elements, rng),
        Text::Object(members) => change_object(members, rng),
    }
}

fn change_number(digits: &mut String, rng: &mut StdRng) -> &'static str {
    match rng.gen_range(0..4) {
        0 => {
            digits.push_str(".0");
            "a whole fraction"
        }
        1 => {
            digits.push_str(".5");
            "a fraction"
        }
        2 => {
            digits.push_str("e0");
            "an exponent"
        }
        _ => {
            negate(digits);
            "the other sign"
        }
    }
}

fn negate(digits: &mut String) {
    match digits.strip_prefix('-') {
        Some(positive) => *digits = positive.to_owned(),
        None => digits.insert(0, '-'),
    }
}

fn change_string(text: &mut String, rng: &mut StdRng) -> &'static str {
    let characters = text.chars().count();
    let at = rng.gen_range(0..=characters);
    let start = text
        .char_indices()
        .nth(at)
        .map_or(text.len(), |(start, _)| start);
    match rng.gen_range(0..6) {
        0 => {
            text.insert(start, *OTHER.choose(rng).expect("there are some"));
            "a character more"
        }
        1 if start < text.len() => {
            text.remove(start);
            "a character less"
        }
        2 if start < text.len() => {
            text.remove(start);
            text.insert(start, *OTHER.choose(rng).expect("there are some"));
            "another character"
        }
        3 if text.chars().any(char::is_lowercase) => {
            *text = text.to_uppercase();
            "upper case"
        }
        4 => {
            text.truncate(start);
            "the beginning"
        }
        _ => {
            let front = FRONT.choose(rng).expect("there are some");
            text.insert_str(0, front);
            "something in front"
        }
    }
}

/// Characters: digits of hex and base58, and of neither.
const OTHER: [char; 10] = ['0', '1', 'a', 'F', 'z', 'O', 'l', '-', ' ', 'é'];

/// What is put in front: signs, zeros, what makes hex of digits or other hex.
const FRONT: [&str; 6] = ["+", "0", "-", " ", "0x", "0X"];

fn change_array(elements: &mut Vec<Text>, rng: &mut StdRng) -> Option<&'static str> {
    let last = elements.len().checked_sub(1);
    Some(match (rng.gen_range(0..4), last) {
        (0, Some(last)) => {
            elements.push(elements[last].clone());
            "the last element twice"
        }
        (1, _) => {
            elements.push(Text::Null);
            "null as an element more"
        }
        (2, Some(last)) => {
            elements.remove(rng.gen_range(0..=last));
            "an element less"
        }
        (3, Some(last)) => {
            elements.swap(0, last);
            "two elements exchanged"
        }
        _ => return None,
    })
}

fn change_object(members: &mut Vec<(String, Text)>, rng: &mut StdRng) -> Option<&'static str> {
    if rng.gen_ratio(1, 4) || members.is_empty() {
        members.push(("more".into(), Text::Null));
        return Some("a member more");
    }
    let at = rng.gen_range(0..members.len());
    Some(match rng.gen_range(0..3) {
        0 => {
            members.remove(at);
            "a member less"
        }
        1 => {
            change_string(&mut members[at].0, rng);
            "a member by another name"
        }
        _ => {
            let other = rng.gen_range(0..members.len());
            if at == other {
                return None;
            }
            members[at].1 = members[other].1.clone();
            "a member with the value of another"
        }
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rand::SeedableRng;

    use super::*;

    #[test]
    fn the_number_after() {
        for (number, next) in [("0", "1"), ("9", "10"), ("129", "130"), ("1999", "2000")] {
            assert_eq!(one_more(number), next);
        }
    }

    #[test]
    fn many_things_are_changed_everywhere() {
        let value = Text::Object(vec![
            ("number".into(), Text::number(7)),
            (
                "list".into(),
                Text::Array(vec![Text::string("aé"), Text::Null]),
            ),
        ]);
        let mut rng = StdRng::seed_from_u64(1);
        let (mut whats, mut texts) = (BTreeSet::new(), BTreeSet::new());
        for _ in 0..5000 {
            let mut mutant = value.clone();
            match mutate(&mut mutant, &mut rng) {
                Some(what) => {
                    whats.insert(what);
                    texts.insert(mutant.to_string());
                }
                None => assert_eq!(mutant, value),
            }
        }
        assert!(whats.len() > 25, "{whats:?}");
        assert!(texts.len() > 400, "{} texts", texts.len());
    }
}
