//! Validators for the JSON Schemas in a driver's document, made by the crate `jsonschema`.
//!
//! They assert what `schemas/README.md` adds to the standard: our formats, and `byteLength`. What
//! these mean is written here a second time, without the code of drivers.

use anyhow::{Context, Result};
use jsonschema::{Draft, Keyword, ValidationError, ValidationOptions, Validator};
use serde_json::{Value, json};

use crate::decimal;

/// A validator for one schema of a document, whose definitions it may refer to.
///
/// # Errors
/// The schema is none, has a format that is not known, or refers to a definition that is not there.
pub fn validator(document: &Value, schema: &Value) -> Result<Validator> {
    build(options(), document, schema)
}

/// A validator that knows the standard's words and none of ours.
///
/// # Errors
/// As [`validator`], but for formats.
pub fn plain_validator(document: &Value, schema: &Value) -> Result<Validator> {
    let options = jsonschema::options().with_draft(Draft::Draft202012);
    build(options, document, schema)
}

fn build(options: ValidationOptions<'_>, document: &Value, schema: &Value) -> Result<Validator> {
    let with_definitions = json!({"$defs": document["$defs"], "allOf": [schema]});
    options
        .build(&with_definitions)
        .with_context(|| format!("no JSON Schema: {schema}"))
}

/// What is wrong with a value, if anything, as the validator says it.
///
/// # Errors
/// The value is not valid.
pub fn validate(validator: &Validator, value: &Value) -> Result<(), String> {
    validator
        .validate(value)
        .map_err(|error| format!("{error}, at {:?}", error.instance_path().to_string()))
}

fn options() -> ValidationOptions<'static> {
    let options = jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .should_ignore_unknown_formats(false)
        .with_format("hex", |text: &str| bytes_of("hex", text).is_some())
        .with_format("base58", |text: &str| bytes_of("base58", text).is_some())
        // What these texts are, their patterns say; a checksum is the driver's business.
        .with_format("base58check", |_: &str| true)
        .with_format("decimal", |_: &str| true)
        .with_format("timestamp", |_: &str| true)
        .with_format("entrypoint", |_: &str| true)
        .with_format("annotation", |_: &str| true)
        .with_format("float", |text: &str| {
            ["NaN", "Infinity", "-Infinity"].contains(&text)
        })
        .with_keyword("byteLength", |schema, length, _| {
            let length = length.as_u64().and_then(|length| length.try_into().ok());
            let format = schema.get("format").and_then(Value::as_str);
            match (length, format) {
                (Some(_), Some("base58check")) => Ok(Box::new(Anything)),
                (Some(length), Some(format)) => Ok(Box::new(ByteLength {
                    length,
                    format: format.to_owned(),
                })),
                _ => Err(ValidationError::custom(
                    "byteLength is a number beside a format",
                )),
            }
        });
    decimal::ALL.into_iter().fold(options, |options, int| {
        options.with_format(int.format(), move |text: &str| int.holds(text))
    })
}

/// The bytes that a text stands for.
fn bytes_of(format: &str, text: &str) -> Option<Vec<u8>> {
    match format {
        "hex" => hex::decode(text.strip_prefix("0x").unwrap_or(text)).ok(),
        "base58" => bs58::decode(text).into_vec().ok(),
        _ => None,
    }
}

/// The keyword `byteLength`: how many bytes a text stands for. Of an array `minItems` and `maxItems`
/// say it.
struct ByteLength {
    length: usize,
    format: String,
}

impl<'i> Keyword<'i> for ByteLength {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        if self.is_valid(instance) {
            return Ok(());
        }
        let expected = format!("expected {} bytes of {}", self.length, self.format);
        Err(ValidationError::custom(expected))
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        instance.as_str().is_none_or(|text| {
            bytes_of(&self.format, text).is_some_and(|bytes| bytes.len() == self.length)
        })
    }
}

/// Where bytes have a checksum behind them, their number is the driver's business.
struct Anything;

impl<'i> Keyword<'i> for Anything {
    fn validate(&self, _instance: &'i Value) -> Result<(), ValidationError<'i>> {
        Ok(())
    }

    fn is_valid(&self, _instance: &'i Value) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn valid(schema: Value, value: Value) -> bool {
        let document = json!({"$defs": {"u8": {"type": "integer", "maximum": 255}}});
        let validator = validator(&document, &schema).expect("a schema");
        assert_eq!(
            validate(&validator, &value).is_ok(),
            validator.is_valid(&value)
        );
        validator.is_valid(&value)
    }

    #[test]
    fn formats_are_asserted() {
        for (format, right, wrong) in [
            ("uint8", "255", "256"),
            ("int8", "-128", "-129"),
            ("uint64", "18446744073709551615", "18446744073709551616"),
            ("uint64", "0", "00"),
            ("int128", "-170141183460469231731687303715884105728", "-0"),
            ("hex", "0x00fF", "0x0"),
            ("hex", "", "0X00"),
            ("base58", "1z", "0z"),
        ] {
            assert!(valid(json!({"format": format}), json!(right)), "{right}");
            assert!(!valid(json!({"format": format}), json!(wrong)), "{wrong}");
        }
    }

    #[test]
    fn lengths_in_bytes_are_asserted() {
        let hex = json!({"format": "hex", "byteLength": 2});
        for (value, expected) in [
            (json!("00ff"), true),
            (json!("0x00ff"), true),
            (json!("0x00"), false),
            (json!("00ff00"), false),
            (json!([0]), true),
        ] {
            assert_eq!(valid(hex.clone(), value.clone()), expected, "{value}");
        }
        let base58 = json!({"format": "base58", "byteLength": 2});
        assert!(valid(base58.clone(), json!("11")));
        assert!(valid(base58.clone(), json!("LUv")));
        assert!(!valid(base58, json!("LUw")));
    }

    #[test]
    fn mistakes_in_a_schema_are_noticed() {
        let document = json!({"$defs": {}});
        for wrong in [
            json!({"format": "uint65"}),
            json!({"type": "int"}),
            json!({"$ref": "#/$defs/u8"}),
            json!({"format": "hex", "byteLength": "2"}),
            json!({"byteLength": 2}),
        ] {
            assert!(validator(&document, &wrong).is_err(), "{wrong}");
        }
    }
}
