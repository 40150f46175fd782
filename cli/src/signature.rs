//! What functions take and give, in words.

use data_driver::Decode;
use data_driver_build::schema::{Document, Function, Schema};

/// The function of that name.
pub(crate) fn function<'a>(document: &'a Document, name: &str) -> Option<&'a Function> {
    let mut functions = document.functions.iter();
    functions.find(|one| one.name == name || one.aliases.iter().any(|alias| alias == name))
}

/// The schema of what is decoded.
pub(crate) fn schema_of<'a>(
    document: &'a Document,
    what: Decode,
    name: &str,
) -> Option<&'a Schema> {
    match what {
        Decode::Input => Some(&function(document, name)?.input_schema),
        Decode::Output => Some(&function(document, name)?.output_schema),
        Decode::Event => {
            let event = document.events.iter().find(|one| one.topic == name)?;
            Some(&event.data_schema)
        }
    }
}

/// The first paragraph of a Markdown text, in one line.
pub(crate) fn first_paragraph(doc: &str) -> String {
    let paragraph = doc.trim().split("\n\n").next().unwrap_or_default();
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A short word for what a schema takes: the name of its definition, or what it is.
pub(crate) fn type_word(document: &Document, schema: &Schema) -> String {
    if let Schema::Of(keywords) = schema {
        if let Some(reference) = &keywords.reference {
            return reference.rsplit('/').next().unwrap_or(reference).to_owned();
        }
        if let Some(first) = keywords.any_of.first() {
            return format!("{} or null", type_word(document, first));
        }
        if !keywords.one_of.is_empty() {
            return "one of several".to_owned();
        }
    }
    let Some(keywords) = document.resolve(schema) else {
        return "any value".to_owned();
    };
    if let Some(format) = &keywords.format {
        return match keywords.byte_length {
            Some(length) => format!("{length} bytes of {format}"),
            None => format.clone(),
        };
    }
    match keywords.types.first().map(String::as_str) {
        Some("array") if keywords.prefix_items.is_none() => {
            format!("list of {}", type_word(document, &keywords.items))
        }
        Some("array") => "tuple".to_owned(),
        Some("string") => "text".to_owned(),
        Some(other) => other.to_owned(),
        None => "any value".to_owned(),
    }
}
