//! JSON that is almost what was meant: values of a valid text are exchanged, changed, left out and repeated.

use libfuzzer_sys::fuzzer_mutate;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Map, Value, json};

/// Values around which code is wrong.
const INTERESTING: [&str; 24] = [
    "null",
    "true",
    "0",
    "-1",
    "1.5",
    "1e308",
    "255",
    "256",
    "65536",
    "4294967296",
    "9007199254740993",
    "18446744073709551615",
    "-9223372036854775808",
    "\"\"",
    "\"0x\"",
    "\"0\"",
    "\"-0\"",
    "\"18446744073709551616\"",
    "\"340282366920938463463374607431768211456\"",
    "\"1111111111111111111111111111111111\"",
    "[]",
    "{}",
    "[[]]",
    "{\"\":null}",
];

/// Changes the text behind the first `header` bytes, as [`libfuzzer_sys::fuzz_mutator`] wants it: the new size.
///
/// Sometimes bytes are changed instead, for text that is no JSON, and always where it is none already.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32, header: usize) -> usize {
    let mut rng = StdRng::seed_from_u64(seed.into());
    let text = data.get(header..size).unwrap_or_default();
    let value = serde_json::from_slice::<Value>(text);
    let (Ok(mut value), true) = (value, rng.gen_ratio(3, 4)) else {
        return fuzzer_mutate(data, size, max_size);
    };
    for _ in 0..rng.gen_range(1..=3) {
        change(&mut value, &mut rng);
    }
    let text = value.to_string();
    let end = header + text.len();
    if end > max_size {
        return fuzzer_mutate(data, size, max_size);
    }
    data[header..end].copy_from_slice(text.as_bytes());
    end
}

/// Changes one value somewhere in this one.
fn change(root: &mut Value, rng: &mut StdRng) {
    let other = nth(root, &mut rng.gen_range(0..count(root)))
        .cloned()
        .unwrap_or_default();
    let Some(value) = nth(root, &mut rng.gen_range(0..count(root))) else {
        return;
    };
    match rng.gen_range(0..10) {
        0 => *value = interesting(rng),
        1 => *value = other,
        2 => *value = json!([value.take()]),
        3 => *value = json!({ "a": value.take() }),
        // Deeper than anything needs to be.
        4 if rng.gen_ratio(1, 8) => {
            for _ in 0..rng.gen_range(1..200) {
                *value = json!([value.take()]);
            }
        }
        5 => {
            // A number where text stands for one, and text where a number does.
            *value = match value.take() {
                Value::Number(number) => json!(number.to_string()),
                Value::String(text) => serde_json::from_str(&text).unwrap_or(json!(text)),
                value => value,
            }
        }
        _ => inside(value, other, rng),
    }
}

fn interesting(rng: &mut StdRng) -> Value {
    let text = INTERESTING.choose(rng).unwrap_or(&"null");
    serde_json::from_str(text).unwrap_or_default()
}

/// Changes a value into another one of its kind.
fn inside(value: &mut Value, other: Value, rng: &mut StdRng) {
    match value {
        Value::Array(list) => {
            let at = rng.gen_range(0..=list.len());
            match (rng.gen_range(0..3), list.get(at).cloned()) {
                (0, Some(_)) => drop(list.remove(at)),
                (1, Some(item)) => list.insert(at, item),
                _ => list.insert(at, other),
            }
        }
        Value::Object(members) => members_of(members, other, rng),
        Value::String(text) => letters(text, rng),
        Value::Number(number) => {
            let by = [-1, 1, 1 << 8, 1 << 32].choose(rng).copied().unwrap_or(1);
            let number = number.as_i64().map(|number| number.wrapping_add(by));
            *value = json!(number);
        }
        Value::Bool(is) => *is = !*is,
        Value::Null => *value = other,
    }
}

fn members_of(members: &mut Map<String, Value>, other: Value, rng: &mut StdRng) {
    let names: Vec<_> = members.keys().cloned().collect();
    let Some(name) = names.choose(rng) else {
        members.insert("a".to_owned(), other);
        return;
    };
    match rng.gen_range(0..4) {
        0 => drop(members.remove(name)),
        1 => {
            let mut renamed = name.clone();
            letters(&mut renamed, rng);
            let value = members.remove(name).unwrap_or_default();
            members.insert(renamed, value);
        }
        2 => {
            members.insert(format!("{name}_"), other);
        }
        _ => {
            members.insert(name.clone(), other);
        }
    }
}

/// Changes a text by a character, its length, or more.
fn letters(text: &mut String, rng: &mut StdRng) {
    const LETTERS: [char; 12] = [
        '0', '1', 'f', 'z', 'I', '-', '.', ' ', '\n', 'é', '😀', '\u{0}',
    ];
    let mut letters: Vec<char> = text.chars().collect();
    let letter = LETTERS.choose(rng).copied().unwrap_or('0');
    let at = rng.gen_range(0..=letters.len());
    match rng.gen_range(0..6) {
        0 if at < letters.len() => drop(letters.remove(at)),
        1 => letters.truncate(at),
        2 => letters.extend(letters.clone()),
        3 => letters.extend(std::iter::repeat_n(letter, 1 << rng.gen_range(0..10))),
        4 if at < letters.len() => letters[at] = letter,
        _ => letters.insert(at, letter),
    }
    *text = letters.into_iter().collect();
}

/// How many values there are, with all that are inside.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum::<usize>(),
        _ => 0,
    }
}

fn nth<'v>(value: &'v mut Value, index: &mut usize) -> Option<&'v mut Value> {
    if *index == 0 {
        return Some(value);
    }
    *index -= 1;
    match value {
        Value::Array(list) => list.iter_mut().find_map(|item| nth(item, index)),
        Value::Object(members) => members.values_mut().find_map(|item| nth(item, index)),
        _ => None,
    }
}
