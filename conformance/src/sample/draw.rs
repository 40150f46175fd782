//! Drawing a value of a schema.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use data_driver_build::schema::reference::decoded;
use data_driver_build::schema::{Document, Keywords, Schema, Unit};
use serde_json::Value;

use super::random::Random;
use super::{NoSample, WORDS};
use crate::arbitrary::{base58check, pool};
use crate::decimal::Int;

/// Below this many levels of definitions values grow no more.
const DEEP: usize = 4;

/// A value that is deeper than this has no end.
const DEEPEST: usize = 64;

/// The most values and bytes that one consists of: a stranger's schema may ask for any number.
pub(super) const MOST: u64 = 1_000_000;

/// The most bytes that are written in base58, which takes the longer the more it has written already.
const LONGEST_BASE58: u64 = 1024;

type Result<T = ()> = std::result::Result<T, NoSample>;

pub(super) struct Drawing<'a> {
    pub(super) document: &'a Document,
    pub(super) random: Random,
    /// Whether it is a value as a driver writes it, and not one that it is given.
    pub(super) is_decoded: bool,
    /// How many more values and bytes there may be.
    pub(super) left: u64,
    pub(super) out: String,
    /// What is looked for once for each schema, by its address: the members that it requires, and whether it refers
    /// to a definition.
    pub(super) required: HashMap<*const Keywords, HashSet<&'a str>>,
    pub(super) refers: HashMap<*const Schema, bool>,
}

fn no(what: impl Into<String>) -> NoSample {
    NoSample(what.into())
}

/// The name that a reference means.
fn referred(reference: &str) -> Result<String> {
    let name = reference.strip_prefix("#/$defs/").and_then(decoded);
    name.ok_or_else(|| no(format!("it refers to {reference:?}")))
}

impl<'a> Drawing<'a> {
    pub(super) fn value(
        &mut self,
        schema: &'a Schema,
        unit: Option<&Unit>,
        depth: usize,
    ) -> Result {
        self.spend(1)?;
        let Schema::Of(keywords) = schema else {
            return Err(no("a schema says nothing"));
        };
        let unit = keywords.unit.as_ref().or(unit);
        if let Some(reference) = &keywords.reference {
            return self.definition(&referred(reference)?, unit, depth);
        }
        if let Some(only) = &keywords.only {
            self.json(only);
            return Ok(());
        }
        if let Some(one) = self.random_if_any(&keywords.choices) {
            self.json(one);
            return Ok(());
        }
        if let Some(inner) = keywords.any_of.first() {
            if depth > DEEP || self.random.below(4) == 0 {
                self.out.push_str("null");
                return Ok(());
            }
            return self.value(inner, unit, depth);
        }
        if !keywords.one_of.is_empty() {
            return self.variant(&keywords.one_of, depth);
        }
        if let Some(format) = &keywords.format {
            return self.formatted(format, keywords, unit);
        }
        let type_name = keywords.types.first().map(String::as_str);
        match type_name.ok_or_else(|| no("a schema has no type"))? {
            "null" => self.out.push_str("null"),
            "boolean" => {
                let text = if self.random.below(2) == 1 {
                    "true"
                } else {
                    "false"
                };
                self.out.push_str(text);
            }
            "string" => {
                let text = self.text(keywords.max_length == Some(1));
                self.json(&text.into());
            }
            "array" => return self.array(keywords, depth),
            "object" => return self.object(keywords, depth),
            other => return Err(no(format!("there is a type {other:?}"))),
        }
        Ok(())
    }

    fn spend(&mut self, cost: u64) -> Result {
        let left = self.left.checked_sub(cost);
        self.left = left.ok_or_else(|| no("it is too large"))?;
        Ok(())
    }

    fn json(&mut self, value: &Value) {
        // A string takes it all.
        let _ = write!(self.out, "{value}");
    }

    fn random_if_any<T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        match list {
            [] => None,
            list => self.random.pick(list),
        }
    }

    fn definition(&mut self, name: &str, unit: Option<&Unit>, depth: usize) -> Result {
        if depth > DEEPEST {
            return Err(no(format!("{name} has no end")));
        }
        let definition = self.document.definitions.get(name);
        let definition =
            definition.ok_or_else(|| no(format!("there is no definition of {name}")))?;
        match pool(name).and_then(|pool| self.random.pick(pool)) {
            Some(one) => {
                self.json(one);
                Ok(())
            }
            None => self.value(definition, unit, depth + 1),
        }
    }

    fn variant(&mut self, variants: &'a [Schema], depth: usize) -> Result {
        self.spend(variants.len() as u64)?;
        let mut among: Vec<&Schema> = variants
            .iter()
            .filter(|one| !(self.is_decoded && is_write_only(one)))
            .collect();
        if depth > DEEP {
            let ends: Vec<&Schema> = among
                .iter()
                .copied()
                .filter(|one| !self.refers(one))
                .collect();
            if !ends.is_empty() {
                among = ends;
            }
        }
        let one = self.random.pick(&among).copied();
        self.value(one.ok_or_else(|| no("there is no variant"))?, None, depth)
    }

    fn formatted(&mut self, format: &str, keywords: &Keywords, unit: Option<&Unit>) -> Result {
        if let Some(int) = Int::of_format(format) {
            self.integer(int, unit);
            return Ok(());
        }
        match format {
            "float" => {
                let quarters = 2 * i64::from(self.random.below(20_000)) - 19_999;
                let negative = if quarters < 0 { "-" } else { "" };
                let (whole, part) = (quarters.abs() / 4, quarters.abs() % 4);
                let part = if part == 1 { "25" } else { "75" };
                let _ = write!(self.out, "{negative}{whole}.{part}");
            }
            "hex" | "base58" => {
                let length = match keywords.byte_length {
                    Some(length) => length,
                    None => 1 + u64::from(self.random.below(16)),
                };
                self.spend(length)?;
                if format == "base58" && length > LONGEST_BASE58 {
                    return Err(no("it is too large"));
                }
                let bytes: Vec<u8> = (0..length)
                    .map(|_| self.random.below(256).to_le_bytes()[0])
                    .collect();
                let text = match format {
                    "hex" => hex::encode(bytes),
                    _ => bs58::encode(bytes).into_string(),
                };
                let prefix = keywords.prefix.as_deref().unwrap_or_default();
                self.json(&format!("{prefix}{text}").into());
            }
            "base58check" => {
                let prefix = keywords.prefix.as_deref().unwrap_or_default();
                let length = keywords
                    .byte_length
                    .and_then(|length| usize::try_from(length).ok());
                let one = base58check(prefix, length).and_then(|pool| self.random.pick(pool));
                let unknown = || {
                    no(format!(
                        "what brings {prefix:?} about in base58check is not known"
                    ))
                };
                self.json(one.ok_or_else(unknown)?);
            }
            "decimal" => {
                let digits = 1 + self.random.below(6);
                let number = self.random.below(10_u32.pow(digits));
                self.json(&number.to_string().into());
            }
            "timestamp" => {
                let mut part = |from: u32, count: u32| from + self.random.below(count);
                let (year, month, day) = (part(2020, 10), part(1, 12), part(1, 28));
                let (hour, minute, second) = (part(0, 24), part(0, 60), part(0, 60));
                self.json(
                    &format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
                        .into(),
                );
            }
            "entrypoint" | "annotation" => {
                let word = self.random.pick(&WORDS).copied().unwrap_or_default();
                let sign = if format == "annotation" { "%" } else { "" };
                self.json(&format!("{sign}{word}").into());
            }
            other => return Err(no(format!("there is a format {other:?}"))),
        }
        Ok(())
    }

    fn integer(&mut self, int: Int, unit: Option<&Unit>) {
        let decimals = unit
            .map(|unit| unit.decimals)
            .filter(|decimals| *decimals <= 15);
        let digits = match decimals {
            Some(decimals) if int.is_wide() => {
                format!(
                    "{}{}",
                    1 + self.random.below(1000),
                    "0".repeat(decimals.into())
                )
            }
            _ => {
                let most = match int.bits {
                    8 => 2,
                    16 => 4,
                    _ => 6,
                };
                let count = 1 + self.random.below(most);
                let number = self.random.below(10_u32.pow(count));
                let is_negative = int.signed && self.random.below(4) == 0;
                let sign = if is_negative && number > 0 { "-" } else { "" };
                format!("{sign}{number}")
            }
        };
        match int.is_wide() {
            true => self.json(&digits.into()),
            false => self.out.push_str(&digits),
        }
    }

    fn text(&mut self, one: bool) -> String {
        if one {
            let letter = self.random.below(26).to_le_bytes()[0];
            return char::from(b'a' + letter).to_string();
        }
        let count = 1 + self.random.below(3);
        let words: Vec<&str> = (0..count)
            .filter_map(|_| self.random.pick(&WORDS).copied())
            .collect();
        words.join(" ")
    }

    fn array(&mut self, keywords: &'a Keywords, depth: usize) -> Result {
        let tuple = keywords.prefix_items.as_deref();
        let is_empty = matches!(keywords.items, Schema::Never);
        let schemas: Vec<&Schema> = match (tuple, is_empty) {
            (Some(parts), _) => parts.iter().collect(),
            (None, true) => Vec::new(),
            (None, false) => {
                let count = match (keywords.min_items, keywords.max_items) {
                    (Some(least), Some(most)) if least == most => least,
                    _ if depth > DEEP => 0,
                    _ => 1 + u64::from(self.random.below(2)),
                };
                let count = usize::try_from(count.min(MOST + 1)).unwrap_or(usize::MAX);
                return self.list(std::iter::repeat_n(&keywords.items, count), depth);
            }
        };
        self.list(schemas.into_iter(), depth)
    }

    fn list(&mut self, schemas: impl Iterator<Item = &'a Schema>, depth: usize) -> Result {
        self.out.push('[');
        for (index, schema) in schemas.enumerate() {
            self.out.push_str(if index == 0 { "" } else { "," });
            self.value(schema, None, depth)?;
        }
        self.out.push(']');
        Ok(())
    }

    fn object(&mut self, keywords: &'a Keywords, depth: usize) -> Result {
        let is_map = keywords.properties.is_empty()
            && matches!(keywords.additional_properties, Schema::Of(_));
        if is_map {
            return self.map(keywords, depth);
        }
        let mut properties: Vec<_> = keywords.properties.iter().collect();
        properties.sort_by_key(|(name, _)| place(name));
        let mut members = Vec::new();
        for (name, schema) in properties {
            let required = self.required.entry(keywords).or_insert_with(|| {
                let names = keywords.required.iter();
                names.map(String::as_str).collect()
            });
            let is_required = required.contains(name);
            if is_required || self.random.below(2) == 1 {
                let value = self.apart(|drawing| drawing.value(schema, None, depth))?;
                members.push((name.to_owned(), value));
            }
        }
        self.members(&members);
        Ok(())
    }

    /// Whether the schema refers to a definition.
    fn refers(&mut self, schema: &Schema) -> bool {
        let known = self.refers.entry(schema);
        *known.or_insert_with(|| refers(schema))
    }

    /// What is drawn meanwhile, by itself.
    fn apart(&mut self, draw: impl FnOnce(&mut Self) -> Result) -> Result<String> {
        let start = self.out.len();
        draw(self)?;
        Ok(self.out.split_off(start))
    }

    fn members(&mut self, members: &[(String, String)]) {
        self.out.push('{');
        for (index, (name, value)) in members.iter().enumerate() {
            self.out.push_str(if index == 0 { "" } else { "," });
            self.json(&name.as_str().into());
            self.out.push(':');
            self.out.push_str(value);
        }
        self.out.push('}');
    }

    fn map(&mut self, keywords: &'a Keywords, depth: usize) -> Result {
        let count = 1 + self.random.below(2);
        let mut members: Vec<(String, String)> = Vec::new();
        for _ in 0..count {
            let name = self.name(keywords.property_names.as_ref(), depth)?;
            if members.iter().any(|(one, _)| *one == name) {
                continue;
            }
            let values = &keywords.additional_properties;
            let value = self.apart(|drawing| drawing.value(values, None, depth))?;
            members.push((name, value));
        }
        members.sort_by_key(|(name, _)| place(name));
        self.members(&members);
        Ok(())
    }

    /// A member's name: what it must be, its schema says, and of an integer the pattern alone.
    fn name(&mut self, schema: Option<&'a Schema>, depth: usize) -> Result<String> {
        let Some(schema) = schema else {
            return Ok(self.text(false));
        };
        if let Schema::Of(keywords) = schema
            && keywords.reference.is_none()
            && keywords.format.is_none()
            && keywords.pattern.is_some()
        {
            return Ok(self.random.below(100).to_string());
        }
        let text = self.apart(|drawing| drawing.value(schema, None, depth))?;
        Ok(serde_json::from_str(&text).unwrap_or(text))
    }
}

/// Where a member stands among others: first those whose names are numbers, by these, as JavaScript has
/// an object's.
fn place(name: &str) -> u32 {
    let number = name.parse::<u32>().ok();
    let is_index = |number: &u32| *number < u32::MAX && number.to_string() == name;
    number.filter(is_index).unwrap_or(u32::MAX)
}

/// Whether what is decoded is never of the schema.
fn is_write_only(schema: &Schema) -> bool {
    matches!(schema, Schema::Of(keywords) if keywords.write_only)
}

/// Whether the schema refers to a definition.
fn refers(schema: &Schema) -> bool {
    let own = matches!(schema, Schema::Of(keywords) if keywords.reference.is_some());
    own || schema.inner().any(refers)
}
