//! Whether a value looks as a description says.

use data_driver::describe::{
    Content, Definition, Encoding, Field, Integer, Looks, Tag, Type, Variant,
};
use serde_json::{Map, Value};

use crate::decimal::Int;

/// Compares a value that a driver has written with the description of its type, in both directions:
/// nothing is missing, nothing is there that the description does not have, and every value is in
/// the one form in which it is written.
///
/// # Errors
/// The first difference, with its place.
pub fn conforms(value: &Value, ty: &'static Type) -> Result<(), String> {
    match ty {
        Type::Unit => expect(value.is_null(), "null", value),
        Type::Bool => expect(value.is_boolean(), "a boolean", value),
        Type::Integer(integer) => conforms_to_integer(value, *integer),
        Type::Float => expect(value.is_number(), "a number", value),
        Type::String => expect(value.is_string(), "a string", value),
        Type::Char => {
            let characters = value.as_str().map(|text| text.chars().count());
            expect(characters == Some(1), "one character", value)
        }
        // Validators of the schema know the pattern.
        Type::Text(_) => expect(value.is_string(), "a string", value),
        Type::Bytes { encoding, length } => conforms_to_bytes(value, *encoding, *length),
        Type::Option(_) if value.is_null() => Ok(()),
        Type::Option(inner) => conforms(value, inner),
        Type::List(element) => elements(value, |_| Some(element), None),
        Type::Array(element, length) => elements(value, |_| Some(element), Some(*length)),
        Type::Tuple(parts) => elements(value, |i| parts.get(i).copied(), Some(parts.len())),
        Type::Map(key, element) => {
            for (name, inner) in object(value)? {
                let key_as_value = Value::String(name.clone());
                let is_text = matches!(key.resolve(), Type::String);
                let is_key = is_text || conforms(&key_as_value, key).is_ok();
                expect(is_key, "a key", &key_as_value)?;
                conforms(inner, element).map_err(|error| at(name, &error))?;
            }
            Ok(())
        }
        Type::Outcome(variants) => conforms_to_variant(value, variants.as_slice()),
        Type::Named(named) => match named.definition {
            Definition::Alias(inner) => conforms(value, inner),
            Definition::Struct(fields) => members(object(value)?, fields, None),
            Definition::Enum(Tag::External, variants) => conforms_to_variant(value, variants),
            Definition::Enum(Tag::Internal(_) | Tag::Untagged, _) => {
                let mut differences = Vec::new();
                // What is taken only is never written.
                for one in ty.alternatives().iter().filter(|one| !one.input_only) {
                    match conforms_to_alternative(value, one.looks) {
                        Ok(()) => return Ok(()),
                        Err(difference) => differences.push(difference),
                    }
                }
                Err(differences.join("; "))
            }
        },
        Type::Later(get) => conforms(value, get()),
        Type::Measured(_, inner) | Type::Indirect(inner) => conforms(value, inner),
    }
    .map_err(|error| match ty {
        Type::Named(named) => format!("{error} (in {})", named.name),
        _ => error,
    })
}

fn expect(holds: bool, expected: &str, found: &Value) -> Result<(), String> {
    if holds {
        return Ok(());
    }
    Err(format!(": expected {expected}, found {found}"))
}

fn at(place: &str, error: &str) -> String {
    format!("/{place}{error}")
}

fn object(value: &Value) -> Result<&Map<String, Value>, String> {
    value
        .as_object()
        .ok_or_else(|| format!(": expected an object, found {value}"))
}

fn elements(
    value: &Value,
    type_of: impl Fn(usize) -> Option<&'static Type>,
    length: Option<usize>,
) -> Result<(), String> {
    let Some(elements) = value.as_array() else {
        return expect(false, "an array", value);
    };
    if let Some(length) = length {
        expect(
            elements.len() == length,
            &format!("{length} elements"),
            value,
        )?;
    }
    for (i, element) in elements.iter().enumerate() {
        let ty = type_of(i).ok_or("more elements than described")?;
        conforms(element, ty).map_err(|error| at(&i.to_string(), &error))?;
    }
    Ok(())
}

fn members(
    value: &Map<String, Value>,
    fields: &'static [Field],
    tag: Option<&str>,
) -> Result<(), String> {
    for field in fields {
        match value.get(field.name) {
            Some(member) => conforms(member, field.ty).map_err(|error| at(field.name, &error))?,
            None if field.optional => {}
            None => return Err(format!(": the value has no member {}", field.name)),
        }
    }
    let known = |name: &str| tag == Some(name) || fields.iter().any(|field| field.name == name);
    match value.keys().find(|name| !known(name)) {
        Some(name) => Err(format!(": the description has no member {name}")),
        None => Ok(()),
    }
}

fn conforms_to_alternative(value: &Value, looks: Looks) -> Result<(), String> {
    match looks {
        Looks::Members { tag, fields } => {
            let members_of_value = object(value)?;
            if let Some((tag, name)) = tag {
                let found = members_of_value.get(tag).and_then(Value::as_str);
                expect(found == Some(name), name, value)?;
            }
            members(members_of_value, fields, tag.map(|(tag, _)| tag))
        }
        Looks::Parts(parts) => elements(value, |i| parts.get(i).copied(), Some(parts.len())),
        Looks::Type(ty) => conforms(value, ty),
    }
}

fn find(variants: &'static [Variant], name: &str) -> Result<&'static Variant, String> {
    variants
        .iter()
        .find(|variant| variant.name == name)
        .ok_or_else(|| format!(": the description has no variant {name:?}"))
}

fn conforms_to_variant(value: &Value, variants: &'static [Variant]) -> Result<(), String> {
    if let Some(name) = value.as_str() {
        let unit = matches!(find(variants, name)?.content, Content::Unit);
        return expect(unit, "content", value);
    }
    let mut members_of_value = object(value)?.iter();
    let (Some((name, content)), None) = (members_of_value.next(), members_of_value.next()) else {
        return expect(false, "one member", value);
    };
    match find(variants, name)?.content {
        Content::Unit => expect(false, "the variant's name", value),
        Content::Newtype(inner) => conforms(content, inner),
        Content::Tuple(parts) => elements(content, |i| parts.get(i).copied(), Some(parts.len())),
        Content::Struct(fields) => members(object(content)?, fields, None),
    }
    .map_err(|error| at(name, &error))
}

fn conforms_to_integer(value: &Value, integer: Integer) -> Result<(), String> {
    let digits = match value {
        Value::String(text) if integer.is_wide() => text.clone(),
        Value::Number(number) if !integer.is_wide() => number.to_string(),
        _ => {
            let form = if integer.is_wide() {
                "a decimal string"
            } else {
                "a number"
            };
            return expect(false, form, value);
        }
    };
    let Integer { signed, bits } = integer;
    let is_canonical = Int { signed, bits }.holds(&digits);
    expect(is_canonical, &format!("{bits} bits in decimal"), value)
}

fn conforms_to_bytes(
    value: &Value,
    encoding: Encoding,
    length: Option<usize>,
) -> Result<(), String> {
    let text = value.as_str().unwrap_or("not a string");
    let bytes = match encoding {
        Encoding::Hex => hex::decode(text)
            .ok()
            .filter(|bytes| hex::encode(bytes) == text),
        Encoding::PrefixedHex => text.strip_prefix("0x").and_then(|digits| {
            let bytes = hex::decode(digits).ok()?;
            (hex::encode(&bytes) == digits).then_some(bytes)
        }),
        Encoding::Base58 => bs58::decode(text).into_vec().ok(),
        Encoding::Base58Check(prefix) => bs58::decode(text).into_vec().ok().and_then(|bytes| {
            let bytes = bytes.strip_prefix(prefix.bytes)?;
            let end = bytes.len().checked_sub(4)?;
            text.starts_with(prefix.letters)
                .then(|| bytes[..end].to_vec())
        }),
    };
    let expected = format!("{length:?} bytes of {encoding:?}");
    let fits = bytes.is_some_and(|bytes| length.is_none_or(|length| bytes.len() == length));
    expect(fits, &expected, value)
}

#[cfg(test)]
mod tests {
    use data_driver::Describe;
    use serde_json::json;

    use super::*;

    #[derive(Describe)]
    #[allow(dead_code, reason = "only its description is used")]
    struct Parcel {
        weight: u16,
        price: u64,
        debt: i128,
        #[serde(with = "data_driver::hex")]
        label: [u8; 2],
        to: Option<Place>,
        route: Vec<(u8, String)>,
    }

    #[derive(Describe)]
    #[allow(dead_code, reason = "only its description is used")]
    enum Place {
        Home,
        Box(u8),
        Street { number: u8 },
    }

    fn parcel() -> Value {
        json!({
            "weight": 65535,
            "price": "18446744073709551615",
            "debt": "-1",
            "label": "00ff",
            "to": {"Box": 3},
            "route": [[1, "x"], [2, ""]],
        })
    }

    #[test]
    fn what_is_described_conforms() {
        assert_eq!(conforms(&parcel(), <Parcel as Describe>::TYPE), Ok(()));
        for place in [json!(null), json!("Home"), json!({"Street": {"number": 0}})] {
            let mut parcel = parcel();
            parcel["to"] = place;
            assert_eq!(conforms(&parcel, <Parcel as Describe>::TYPE), Ok(()));
        }
    }

    #[test]
    fn what_is_not_described_does_not() {
        for (member, wrong) in [
            ("weight", json!(65536)),
            ("weight", json!("1")),
            ("weight", json!(-1)),
            ("weight", json!(1.5)),
            ("price", json!(1)),
            ("price", json!("18446744073709551616")),
            ("price", json!("01")),
            ("price", json!("-0")),
            ("debt", json!("+1")),
            ("label", json!("00FF")),
            ("label", json!("0x00ff")),
            ("label", json!("00")),
            ("label", json!([0, 255])),
            ("to", json!("Box")),
            ("to", json!("Away")),
            ("to", json!({"Home": null})),
            ("to", json!({"Box": 3, "Home": null})),
            ("to", json!({"Street": {}})),
            ("route", json!([[1]])),
            ("route", json!([[1, "x", 2]])),
            ("route", json!([["x", 1]])),
            ("more", json!(null)),
        ] {
            let mut parcel = parcel();
            parcel[member] = wrong.clone();
            let difference =
                conforms(&parcel, <Parcel as Describe>::TYPE).expect_err(&wrong.to_string());
            assert!(difference.contains(member), "{difference}");
        }
    }

    #[test]
    fn every_member_must_be_there() {
        for member in ["weight", "price", "debt", "label", "to", "route"] {
            let mut parcel = parcel();
            parcel.as_object_mut().expect("an object").remove(member);
            let difference = conforms(&parcel, <Parcel as Describe>::TYPE).expect_err(member);
            assert!(difference.contains(member), "{difference}");
        }
    }
}
