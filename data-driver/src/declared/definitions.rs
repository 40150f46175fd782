//! The types that a contract's types refer to, each once.

use alloc::collections::BTreeMap;
use alloc::string::String;

use super::{Contract, integers, json_schema};
use crate::describe::{Content, Definition, Field, Integer, Type};

/// The schemas of all named types and integers that a contract uses, by name.
pub(super) fn collect(contract: &Contract) -> BTreeMap<String, String> {
    let mut definitions = Definitions(BTreeMap::new());
    for function in contract.functions {
        definitions.add(function.input);
        definitions.add(function.output);
    }
    for event in contract.events {
        definitions.add(event.data);
    }
    definitions.0
}

struct Definitions(BTreeMap<String, String>);

impl Definitions {
    fn add(&mut self, ty: &'static Type) {
        match ty {
            Type::Unit | Type::Bool | Type::Float | Type::String | Type::Char => {}
            Type::Integer(int) => self.add_integer(*int),
            // An array of numbers is taken for them.
            Type::Bytes { .. } => self.add_integer(Integer {
                signed: false,
                bits: 8,
            }),
            Type::Option(inner) | Type::List(inner) | Type::Array(inner, _) => self.add(inner),
            Type::Tuple(parts) => parts.iter().for_each(|part| self.add(part)),
            Type::Map(_, value) => self.add(value),
            Type::Named(named) => {
                if self.0.contains_key(named.name) {
                    return;
                }
                let mut schema = String::new();
                json_schema::define(named, &mut schema);
                self.0.insert(named.name.into(), schema);
                match named.definition {
                    Definition::Alias(ty) => self.add(ty),
                    Definition::Struct(fields) => self.add_fields(fields),
                    Definition::Enum(_, variants) => {
                        for variant in variants {
                            match variant.content {
                                Content::Unit => {}
                                Content::Newtype(ty) => self.add(ty),
                                Content::Tuple(parts) => {
                                    parts.iter().for_each(|part| self.add(part));
                                }
                                Content::Struct(fields) => self.add_fields(fields),
                            }
                        }
                    }
                }
            }
            Type::Later(get) => self.add(get()),
        }
    }

    fn add_fields(&mut self, fields: &'static [Field]) {
        fields.iter().for_each(|field| self.add(field.ty));
    }

    fn add_integer(&mut self, int: Integer) {
        self.0.entry(Type::Integer(int).name()).or_insert_with(|| {
            let mut schema = String::new();
            integers::write(int, &mut schema);
            schema
        });
    }
}
