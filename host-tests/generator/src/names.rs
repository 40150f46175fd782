//! Names, in Rust and in JSON.

use super::random::Random;

/// Words of members; some are words of Rust's.
const MEMBERS: [&str; 16] = [
    "value",
    "amount",
    "from_account",
    "r#type",
    "block_height",
    "is_set",
    "x",
    "to2",
    "very_long_name_of_a_member",
    "r#match",
    "a_b_c",
    "note",
    "kind_of",
    "id",
    "r#fn",
    "last_",
];

const VARIANTS: [&str; 10] = [
    "Nothing",
    "HttpError",
    "A",
    "VeryTasty",
    "Item2",
    "Mint",
    "BurnAll",
    "X1Y",
    "None",
    "Other",
];

/// What a name may be in JSON: JSON has no rule for names.
const ODD: [&str; 14] = [
    "",
    " ",
    "a b",
    "ünï",
    "a/b",
    "~",
    "%41",
    "quo\\\"te",
    "toJSON",
    "constructor",
    "1",
    "$ref",
    "line\\nend",
    "日本",
];

const CASES: [&str; 8] = [
    "lowercase",
    "UPPERCASE",
    "PascalCase",
    "camelCase",
    "snake_case",
    "SCREAMING_SNAKE_CASE",
    "kebab-case",
    "SCREAMING-KEBAB-CASE",
];

pub(super) fn member(random: &mut Random, index: usize) -> String {
    let word = *random.choose(&MEMBERS);
    // Those of one object differ.
    if index == 0 {
        word.into()
    } else {
        format!("{}_{index}", word.trim_start_matches("r#"))
    }
}

pub(super) fn variant(random: &mut Random, index: usize) -> String {
    format!("{}V{index}", random.choose(&VARIANTS))
}

/// A name for JSON that is like no other with this number.
pub(super) fn renamed(random: &mut Random, index: usize) -> String {
    let odd = *random.choose(&ODD);
    if index == 0 {
        odd.into()
    } else {
        format!("{odd}{index}")
    }
}

pub(super) fn case(random: &mut Random) -> &'static str {
    *random.choose(&CASES)
}

/// A name for the type's definition, none of which has to be a name in another language.
pub(super) fn of_type(random: &mut Random, index: usize) -> String {
    let like = *random.choose(&[
        "ns/Item{}",
        "a b~{}",
        "50%{}",
        "Ünï{}",
        "string{}",
        "x.y{}",
        "#{}",
        "Array<{}>",
    ]);
    like.replace("{}", &index.to_string())
}
