//! Schemas as types.

use std::collections::BTreeSet;

use super::comment;
use super::forms::{Forms, definition, dependent, member_of};
use super::names::{self, Names};
use crate::schema::{Document, Event, Function, Keywords, Schema};

/// The declaration file of a document.
pub(super) fn print(document: &Document) -> String {
    let mut names = Names::new(document.definitions.iter().map(|(name, _)| name));
    let printer = Printer {
        forms: Forms::new(&mut names),
        contract: names.take(&document.name),
        dependent: dependent(document),
        names,
    };
    let mut out = format!(
        "// {} {}: made from the driver's schema, which is made from its declaration.\n\n",
        comment::line(&document.name),
        comment::line(&document.version)
    );
    printer.contract(document, &mut out);
    for (name, schema) in document.definitions.iter() {
        out.push('\n');
        printer.declare(name, schema, &mut out);
    }
    out.push('\n');
    printer.forms.declare(&mut out);
    out
}

struct Printer<'a> {
    names: Names,
    forms: Forms,
    contract: String,
    /// The definitions that have the form as their parameter.
    dependent: BTreeSet<&'a str>,
}

/// A type in TypeScript.
struct Ts {
    text: String,
    /// Whether it has to stand in parentheses where more is put behind or in front of it.
    compound: bool,
}

impl Ts {
    fn atom(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            compound: false,
        }
    }

    /// One of several, each named once.
    fn union(parts: Vec<Self>) -> Self {
        let mut different: Vec<Self> = Vec::new();
        for part in parts {
            if different.iter().all(|one| one.text != part.text) {
                different.push(part);
            }
        }
        if different.len() == 1 {
            return different.remove(0);
        }
        let texts: Vec<_> = different.into_iter().map(|one| one.text).collect();
        Self {
            text: texts.join(" | "),
            compound: true,
        }
    }

    fn list(self) -> Self {
        let element = if self.compound {
            format!("({})", self.text)
        } else {
            self.text
        };
        Self {
            text: format!("readonly {element}[]"),
            compound: true,
        }
    }
}

impl Printer<'_> {
    /// The contract's type.
    fn contract(&self, document: &Document, out: &mut String) {
        comment::write(&document.doc, "", out);
        let head = self.head(&self.contract, true);
        out.push_str(&format!(
            "export type {head} = {{\n  form: {};\n",
            self.forms.parameter
        ));
        self.section("functions", &document.functions, out, |function, out| {
            self.function(function, out);
        });
        self.section("events", &document.events, out, |event, out| {
            self.event(event, out);
        });
        out.push_str("};\n");
    }

    /// A member of the contract, with an entry for each item.
    fn section<T>(
        &self,
        name: &str,
        items: &[T],
        out: &mut String,
        write: impl Fn(&T, &mut String),
    ) {
        if items.is_empty() {
            out.push_str(&format!("  {name}: {{}};\n"));
            return;
        }
        out.push_str(&format!("  {name}: {{\n"));
        for item in items {
            write(item, out);
        }
        out.push_str("  };\n");
    }

    fn function(&self, function: &Function, out: &mut String) {
        comment::write(&function.doc, "    ", out);
        let params: Vec<&str> = function
            .params
            .iter()
            .map(|param| param.name.as_str())
            .collect();
        let taken = self.arguments(&function.input_schema, &params, &self.forms.input);
        let given = self.arguments(&function.input_schema, &params, &self.forms.parameter);
        let output = self.ty(&function.output_schema, &self.forms.parameter, "      ");
        let parts = [
            format!("kind: {}", names::text(&function.kind)),
            format!("input: {}", taken.text),
            format!("decodedInput: {}", given.text),
            format!("output: {}", output.text),
        ];
        let name = names::member(&function.name);
        out.push_str(&format!("    {name}: {};\n", object(&parts, "    ")));
        let Forms { parameter, .. } = &self.forms;
        for alias in &function.aliases {
            let alias = names::member(alias);
            let name = names::text(&function.name);
            let contract = &self.contract;
            out.push_str(&format!(
                "    {alias}: {contract}<{parameter}>[\"functions\"][{name}];\n"
            ));
        }
    }

    fn event(&self, event: &Event, out: &mut String) {
        comment::write(&event.doc, "    ", out);
        let data = self.ty(&event.data_schema, &self.forms.parameter, "    ");
        let topic = names::member(&event.topic);
        out.push_str(&format!("    {topic}: {};\n", data.text));
    }

    /// A function's arguments; where there are several, each is labelled with its parameter's name.
    fn arguments(&self, schema: &Schema, params: &[&str], form: &str) -> Ts {
        if let (Schema::Of(keywords), true) = (schema, params.len() > 1)
            && let Some(parts) = &keywords.prefix_items
            && parts.len() == params.len()
        {
            let parts = parts.iter().zip(params);
            let labelled: Vec<String> = parts
                .map(|(part, name)| {
                    format!(
                        "{}: {}",
                        names::label(name),
                        self.ty(part, form, "      ").text
                    )
                })
                .collect();
            return Ts {
                text: format!("readonly [{}]", labelled.join(", ")),
                compound: true,
            };
        }
        self.ty(schema, form, "      ")
    }

    /// The type of a definition.
    fn declare(&self, name: &str, schema: &Schema, out: &mut String) {
        let Some(ts_name) = self.names.of(name) else {
            return;
        };
        let head = self.head(ts_name, self.dependent.contains(name));
        let form = &self.forms.parameter;
        let Schema::Of(keywords) = schema else {
            out.push_str(&format!(
                "export type {head} = {};\n",
                self.ty(schema, form, "").text
            ));
            return;
        };
        comment::write(&describe(keywords), "", out);
        if keywords.one_of.len() < 2 {
            out.push_str(&format!(
                "export type {head} = {};\n",
                self.ty(schema, form, "").text
            ));
            return;
        }
        out.push_str(&format!("export type {head} =\n"));
        for variant in &keywords.one_of {
            if let Schema::Of(keywords) = variant {
                comment::write(&keywords.description, "  ", out);
            }
            out.push_str(&format!("  | {}\n", self.ty(variant, form, "    ").text));
        }
        // The semicolon stands behind the last variant.
        out.pop();
        out.push_str(";\n");
    }

    /// A type's name where it is declared.
    fn head(&self, name: &str, has_form: bool) -> String {
        if !has_form {
            return name.to_owned();
        }
        let Forms {
            form,
            text,
            parameter,
            ..
        } = &self.forms;
        format!("{name}<{parameter} extends {form} = {text}>")
    }

    /// The type of a schema's values in a form.
    fn ty(&self, schema: &Schema, form: &str, indent: &str) -> Ts {
        let keywords = match schema {
            Schema::Any => return Ts::atom("unknown"),
            Schema::Never => return Ts::atom("never"),
            Schema::Of(keywords) => keywords,
        };
        if let Some(reference) = &keywords.reference {
            return self.named(&definition(reference), form);
        }
        if let Some(only) = &keywords.only {
            return Ts::atom(only.to_string());
        }
        let alternatives = keywords.one_of.iter().chain(&keywords.any_of);
        let alternatives: Vec<_> = alternatives.map(|one| self.ty(one, form, indent)).collect();
        if !alternatives.is_empty() {
            return Ts::union(alternatives);
        }
        if keywords.format.as_deref() == Some("float") {
            let names = ["\"NaN\"", "\"Infinity\"", "\"-Infinity\""];
            return Ts::union(["number"].into_iter().chain(names).map(Ts::atom).collect());
        }
        if let Some(member) = keywords.format.as_deref().and_then(member_of) {
            return Ts::atom(format!("{form}[\"{member}\"]"));
        }
        if keywords.types.is_empty() {
            return Ts::atom("unknown");
        }
        let types = keywords.types.iter();
        Ts::union(
            types
                .map(|ty| self.of_type(ty, keywords, form, indent))
                .collect(),
        )
    }

    /// A definition by its name.
    fn named(&self, definition: &str, form: &str) -> Ts {
        Ts::atom(match self.names.of(definition) {
            None => "unknown".to_owned(),
            Some(name) if self.dependent.contains(definition) => format!("{name}<{form}>"),
            Some(name) => name.to_owned(),
        })
    }

    fn of_type(&self, ty: &str, keywords: &Keywords, form: &str, indent: &str) -> Ts {
        match ty {
            "null" | "boolean" | "string" | "number" => Ts::atom(ty),
            "integer" => Ts::atom("number"),
            "array" => match &keywords.prefix_items {
                None if matches!(keywords.items, Schema::Never) => Ts {
                    text: "readonly []".to_owned(),
                    compound: true,
                },
                None => self.ty(&keywords.items, form, indent).list(),
                Some(parts) => {
                    let mut parts: Vec<_> = parts
                        .iter()
                        .map(|part| self.ty(part, form, indent).text)
                        .collect();
                    if !matches!(keywords.items, Schema::Never) {
                        let rest = self.ty(&keywords.items, form, indent).list().text;
                        parts.push(format!("...({rest})"));
                    }
                    Ts {
                        text: format!("readonly [{}]", parts.join(", ")),
                        compound: true,
                    }
                }
            },
            "object" => Ts::atom(self.object(keywords, form, indent)),
            _ => Ts::atom("unknown"),
        }
    }

    fn object(&self, keywords: &Keywords, form: &str, indent: &str) -> String {
        let inner = format!("{indent}  ");
        let mut members = Vec::new();
        for (name, schema) in keywords.properties.iter() {
            let mut member = String::new();
            if let Schema::Of(keywords) = schema {
                let words = match keywords.reference {
                    Some(_) => describe(keywords),
                    None => keywords.description.clone(),
                };
                comment::write(&words, &inner, &mut member);
            }
            let ty = self.ty(schema, form, &inner);
            let name_of = names::member(name);
            let text = if keywords.required.iter().any(|one| one == name) {
                format!("{name_of}: {}", ty.text)
            } else {
                // `undefined` is what JSON leaves out as well.
                format!("{name_of}?: {} | undefined", ty.text)
            };
            if !member.is_empty() {
                member.push_str(&inner);
            }
            members.push(member + &text);
        }
        if keywords.properties.is_empty() {
            return match &keywords.additional_properties {
                Schema::Never => "{ readonly [name: string]: never }".to_owned(),
                values => {
                    let value = self.ty(values, form, indent).text;
                    format!("{{ readonly [name: string]: {value} }}")
                }
            };
        }
        object(&members, indent)
    }
}

/// An object's type: in one line where that is short.
fn object(members: &[String], indent: &str) -> String {
    const LINE: usize = 110;
    let line = format!("{{ {} }}", members.join("; "));
    if members.iter().all(|member| !member.contains('\n'))
        && indent.len() + line.chars().count() <= LINE
    {
        return line;
    }
    let inner = format!("{indent}  ");
    let mut text = String::from("{\n");
    for member in members {
        // A comment in front brings its own indentation.
        if !member.starts_with(' ') {
            text.push_str(&inner);
        }
        text.push_str(member);
        text.push_str(";\n");
    }
    text.push_str(indent);
    text.push('}');
    text
}

/// What a type means, and what of it TypeScript cannot say.
fn describe(keywords: &Keywords) -> String {
    let what = match (keywords.format.as_deref(), keywords.byte_length) {
        (Some(format @ ("hex" | "base58" | "base58check")), length) => {
            let bytes = length.map_or("Bytes".to_owned(), |length| format!("{length} bytes"));
            let prefix = keywords.prefix.as_ref();
            let begins = prefix.map_or(String::new(), |prefix| {
                format!(", beginning with `{prefix}`")
            });
            format!("{bytes} in {format}{begins}.")
        }
        (Some(format), _) => match (format.strip_prefix("uint"), format.strip_prefix("int")) {
            (Some(bits), _) => format!("Integer of {bits} bits, not negative."),
            (_, Some(bits)) => format!("Integer of {bits} bits, with a sign."),
            _ => String::new(),
        },
        _ => String::new(),
    };
    let unit = keywords.unit.as_ref().map_or(String::new(), |unit| {
        format!("In {}, {} decimal places.", unit.symbol, unit.decimals)
    });
    let text = [keywords.description.as_str(), &what, &unit]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n");
    text.trim().to_owned()
}
