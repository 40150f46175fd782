//! The types that a contract's types refer to, each once.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Contract, integers, json_schema};
use crate::describe::{
    Content, Definition, Encoding, Field, Integer, Looks, Named, Tag, Type, Variant, alternatives,
};

/// The schemas of all named types and integers that a contract uses, in the order of their names.
///
/// # Panics
/// Two different types have the same name.
pub(super) fn collect(contract: &Contract) -> Vec<(String, String)> {
    let mut definitions = Definitions {
        schemas: Vec::new(),
        visited: Vec::new(),
    };
    for function in contract.functions {
        definitions.add(function.input);
        definitions.add(function.output);
    }
    for event in contract.events {
        definitions.add(event.data);
    }
    definitions.schemas
}

struct Definitions {
    /// Names with schemas, in the order of the names. There are a few dozen, and a map's code is long.
    schemas: Vec<(String, String)>,
    /// The types that were looked at. One that looks the same as another may still refer to others.
    visited: Vec<*const Named>,
}

impl Definitions {
    fn add(&mut self, ty: &'static Type) {
        match ty {
            Type::Unit | Type::Bool | Type::Float | Type::String | Type::Char | Type::Text(_) => {}
            Type::Integer(int) => self.add_integer(*int),
            Type::Bytes {
                encoding: Encoding::Base58 | Encoding::Base58Check(_),
                ..
            } => {}
            // An array of numbers is taken for them.
            Type::Bytes { .. } => self.add_integer(Integer {
                signed: false,
                bits: 8,
            }),
            Type::Option(inner)
            | Type::List(inner)
            | Type::Array(inner, _)
            | Type::Measured(_, inner)
            | Type::Indirect(inner) => self.add(inner),
            Type::Tuple(parts) => parts.iter().for_each(|part| self.add(part)),
            Type::Map(key, value) => {
                // What keys are that are integers stands where they are used.
                if !matches!(key.resolve(), Type::Integer(_)) {
                    self.add(key);
                }
                self.add(value);
            }
            Type::Named(named) => {
                let address = core::ptr::from_ref(*named);
                if self.visited.contains(&address) {
                    return;
                }
                self.visited.push(address);
                let mut schema = String::new();
                json_schema::define(named, &mut schema);
                self.define(named.name, schema);
                match named.definition {
                    Definition::Alias(ty) => self.add(ty),
                    Definition::Struct(fields) => self.add_fields(fields),
                    // What stands beside the tag is not a definition of its own.
                    Definition::Enum(Tag::Internal(tag), variants) => {
                        for one in alternatives(tag, variants) {
                            if let Looks::Members { fields, .. } = one.looks {
                                self.add_fields(fields);
                            }
                        }
                    }
                    Definition::Enum(_, variants) => self.add_variants(variants),
                }
            }
            Type::Outcome(variants) => self.add_variants(variants.as_slice()),
            Type::Later(get) => self.add(get()),
        }
    }

    fn add_variants(&mut self, variants: &'static [Variant]) {
        for variant in variants {
            match variant.content {
                Content::Unit => {}
                Content::Newtype(ty) => self.add(ty),
                Content::Tuple(parts) => parts.iter().for_each(|part| self.add(part)),
                Content::Struct(fields) => self.add_fields(fields),
            }
        }
    }

    fn add_fields(&mut self, fields: &'static [Field]) {
        fields.iter().for_each(|field| self.add(field.ty));
    }

    fn add_integer(&mut self, int: Integer) {
        let mut schema = String::new();
        integers::write(int, &mut schema);
        self.define(&Type::Integer(int).name(), schema);
    }

    /// Keeps a definition. That another one has its name only the author can have caused, and only the
    /// author can cure: readers of the schema would take one type for the other.
    fn define(&mut self, name: &str, schema: String) {
        let place = self
            .schemas
            .binary_search_by(|(known, _)| known.as_str().cmp(name));
        match place {
            Err(place) => self.schemas.insert(place, (name.into(), schema)),
            Ok(place) => {
                let known = &self.schemas[place].1;
                assert!(
                    *known == schema,
                    "two types are named `{name}`, and the schema can have one of that name: rename one \
                     with `#[serde(rename = \"…\")]`. One is {known}, the other is {schema}"
                );
            }
        }
    }
}
