//! `encode`: the bytes that a function takes.

use clap::builder::PossibleValuesParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches};
use data_driver::{Decode, Kind};
use data_driver_build::schema::{Document, Function, Schema};
use data_driver_conformance::sample;
use serde_json::{Value, json};

use crate::arguments::{Encode, usage};
use crate::escape::{line, shown};
use crate::failure::{Failure, Given, Result};
use crate::output::Output;
use crate::signature::{first_paragraph, function, type_word};
use crate::subject::Subject;
use crate::{bytes, input, typed};

/// The flags that every function has. One that a schema would make is called `arg-…` then.
const RESERVED: [&str; 3] = ["as", "json", "help"];

pub(crate) fn run(arguments: &Encode, output: &mut Output) -> Result<()> {
    let mut positional = arguments
        .arguments
        .iter()
        .filter(|argument| !argument.starts_with('-'));
    let (Some(driver), Some(name)) = (positional.next(), positional.next()) else {
        // Without both there is nothing to make flags from: it says what is missing, or helps.
        let matches = command(None).try_get_matches_from(words(arguments));
        return Err(matches.map_or_else(
            |error| usage(&error),
            |_| Failure::usage("encode takes DRIVER FUNCTION [VALUE]"),
        ));
    };
    let subject = Subject::open(driver)?;
    let document = subject.document_if_any()?;
    let known = document
        .as_ref()
        .and_then(|document| Some((document, function(document, name)?)));
    let flags = known.map_or_else(Vec::new, |(document, function)| flags(document, function));
    let command = command(known.map(|known| (known, flags.as_slice())));
    let matches = command.try_get_matches_from(words(arguments));
    let unknown = document.is_some() && known.is_none();
    if let Err(error) = &matches
        && error.kind() == ErrorKind::DisplayHelp
        && unknown
    {
        // Of a function that is not there is no help. The driver knows what is near.
        subject.driver()?.encode_input(name, "null")?;
    }
    let matches = matches.map_err(|error| usage(&error))?;
    output.json |= matches.get_flag("json");
    if unknown && !matches.contains_id("value") {
        // The driver knows what is near. One that takes it all the same wants a value.
        subject.driver()?.encode_input(name, "null")?;
    }

    let json = value(&matches, known, &flags)?;
    let encoded = subject.driver()?.encode_input(name, &json);
    let bytes = encoded.map_err(|error| Failure::from(error).with(|| Given::Text(json)))?;
    let form = matches
        .get_one::<String>("as")
        .map_or("hex", String::as_str);
    if output.json {
        return output.object(
            &json!({ "function": name, "length": bytes.len(), "bytes": hex::encode(bytes) }),
        );
    }
    match form {
        "raw" => output.raw(&bytes),
        "base64" => output.text(bytes::to_base64(&bytes)),
        "rusk-wallet" => {
            let arguments = match bytes.as_slice() {
                [] => "''".to_owned(),
                bytes => hex::encode(bytes),
            };
            output.text(format!("--fn-name {} --fn-args {arguments}", line(name)))
        }
        _ => output.text(hex::encode(bytes)),
    }
}

fn words(arguments: &Encode) -> impl Iterator<Item = String> {
    std::iter::once("encode".to_owned()).chain(arguments.arguments.iter().cloned())
}

/// A flag for a parameter, or for a member of the only one.
pub(crate) struct Flag<'a> {
    /// What it is called in the value.
    name: &'a str,
    /// What it is called on the command line.
    pub(crate) flag: String,
    schema: &'a Schema,
    pub(crate) doc: String,
}

impl Flag<'_> {
    /// What the parser knows it by, which no argument without dashes is known by.
    fn id(&self) -> String {
        format!("--{}", self.flag)
    }
}

/// The flags of a function: of several parameters one for each, of an only one that is an object one
/// for each member.
pub(crate) fn flags<'a>(document: &'a Document, function: &'a Function) -> Vec<Flag<'a>> {
    let flag = |name: &'a str, schema: &'a Schema, doc: &str| Flag {
        name,
        flag: match RESERVED.contains(&name) {
            true => format!("arg-{name}"),
            false => name.to_owned(),
        },
        schema,
        doc: first_paragraph(doc),
    };
    let doc = |schema: &Schema| match schema {
        Schema::Of(keywords) if !keywords.description.is_empty() => keywords.description.clone(),
        _ => document
            .resolve(schema)
            .map_or_else(String::new, |keywords| keywords.description.clone()),
    };
    if let [only] = function.params.as_slice() {
        let members = document
            .resolve(&only.schema)
            .map(|keywords| &keywords.properties);
        if let Some(members) = members.filter(|members| !members.is_empty()) {
            return members
                .iter()
                .map(|(name, schema)| flag(name, schema, &doc(schema)))
                .collect();
        }
    }
    let params = function.params.iter();
    params
        .map(|param| flag(&param.name, &param.schema, &doc(&param.schema)))
        .collect()
}

type Known<'a> = ((&'a Document, &'a Function), &'a [Flag<'a>]);

/// The command line of `encode`, for a function if it is known.
fn command(known: Option<Known<'_>>) -> clap::Command {
    let forms = PossibleValuesParser::new(["hex", "base64", "raw", "rusk-wallet"]);
    let mut command = clap::Command::new("data-driver encode")
        .bin_name("data-driver encode")
        .about("The bytes that a function takes")
        .arg(
            Arg::new("driver")
                .value_name("DRIVER")
                .required(true)
                .help("A .wasm file, the folder of a driver's crate, or a known driver's name"),
        )
        .arg(
            Arg::new("function")
                .value_name("FUNCTION")
                .required(true)
                .help("The function"),
        )
        .arg(
            Arg::new("value")
                .value_name("VALUE")
                .allow_negative_numbers(true)
                .help("The arguments: JSON, @file, or - for standard input; several are an array"),
        )
        .arg(
            Arg::new("as")
                .long("as")
                .value_name("FORM")
                .value_parser(forms)
                .default_value("hex")
                .help("Write the bytes as this"),
        )
        .arg(
            Arg::new("json")
                .long("json")
                .action(ArgAction::SetTrue)
                .help("Answer with one JSON object, errors included"),
        );
    let Some(((document, function), flags)) = known else {
        return command
            .after_help("With DRIVER and FUNCTION, --help lists the function's arguments.");
    };
    command = command
        .about(
            shown(&format!(
                "{} {}: {}",
                function.kind,
                function.name,
                first_paragraph(&function.doc)
            ))
            .into_owned(),
        )
        .next_help_heading("Arguments of the function, instead of VALUE");
    if let Ok(example) = sample(document, &function.input_schema, Decode::Input, 0)
        && !function.params.is_empty()
    {
        let example = shown(&example).replace('\'', "'\\''");
        command = command.after_help(format!("An example of VALUE:\n  '{example}'"));
    }
    for flag in flags {
        let word = type_word(document, flag.schema);
        let help = match flag.doc.is_empty() {
            true => word,
            false => format!("{} [{word}]", flag.doc),
        };
        command = command.arg(
            Arg::new(flag.id())
                .long(flag.flag.clone())
                .value_name("VALUE")
                .allow_negative_numbers(true)
                .conflicts_with("value")
                .help(shown(&help).into_owned()),
        );
    }
    command
}

/// The JSON text of the arguments.
fn value(
    matches: &ArgMatches,
    known: Option<(&Document, &Function)>,
    flags: &[Flag<'_>],
) -> Result<String> {
    if let Some(given) = matches.get_one::<String>("value") {
        let given = input::text(given)?;
        return Ok(match known {
            Some((document, function)) => typed::json(document, &function.input_schema, &given),
            None => given,
        });
    }
    let Some((document, function)) = known else {
        return Err(Failure::usage(
            "VALUE is missing: the driver has no schema of this function from which to make flags, so that its arguments are one JSON value, @file, or -",
        ));
    };
    if function.params.is_empty() {
        return Ok("null".to_owned());
    }
    let mut given = Vec::new();
    for flag in flags {
        let value = matches.get_one::<String>(&flag.id());
        let value = match value {
            Some(value) => Some(typed::json(document, flag.schema, &input::text(value)?)),
            None => None,
        };
        given.push((flag, value));
    }
    if given.iter().all(|(_, value)| value.is_none()) {
        let names: Vec<String> = flags
            .iter()
            .map(|flag| format!("--{}", flag.flag))
            .collect();
        return Err(Failure::usage(format!(
            "{} takes VALUE, or {}",
            function.name,
            names.join(", ")
        )));
    }
    for (flag, value) in &given {
        check(flag, value.as_deref())?;
    }
    compose(function, &given)
}

/// A value that is no JSON would end the text around it too early.
fn check(flag: &Flag<'_>, value: Option<&str>) -> Result<()> {
    let Some(text) = value else { return Ok(()) };
    let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(text) else {
        return Ok(());
    };
    let message = format!("--{}: the value is not JSON: {error}", flag.flag);
    let mut failure = Failure::value(Kind::InvalidJson, message);
    if let Failure::Value(report, given) = &mut failure {
        let offset = text
            .lines()
            .take(error.line().saturating_sub(1))
            .map(|line| line.len() + 1)
            .sum::<usize>()
            + error.column().saturating_sub(1);
        report.offset = u32::try_from(offset.min(text.len())).ok();
        *given = Some(Given::Text(text.to_owned()));
    }
    Err(failure)
}

fn compose(function: &Function, given: &[(&Flag<'_>, Option<String>)]) -> Result<String> {
    let is_parameter = |flag: &Flag<'_>| {
        function
            .params
            .iter()
            .any(|param| std::ptr::eq(param.name.as_str(), flag.name))
    };
    let are_parameters = given.iter().all(|(flag, _)| is_parameter(flag));
    if let (true, [(_, Some(only))]) = (are_parameters, given) {
        return Ok(only.clone());
    }
    if are_parameters {
        let elements: Result<Vec<&str>> = given
            .iter()
            .map(|(flag, value)| {
                value
                    .as_deref()
                    .ok_or_else(|| Failure::usage(format!("--{} is missing", flag.flag)))
            })
            .collect();
        return Ok(format!("[{}]", elements?.join(",")));
    }
    // What may be left out, the driver knows.
    let members: Vec<String> = given
        .iter()
        .filter_map(|(flag, value)| Some(format!("{}:{}", Value::from(flag.name), value.as_ref()?)))
        .collect();
    Ok(format!("{{{}}}", members.join(",")))
}
