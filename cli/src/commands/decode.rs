//! `decode`: the value that bytes stand for.

use data_driver::Decode as What;
use data_driver_build::schema::pretty;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::{readings, stream, tree};
use crate::arguments::{Decode, DecodeOne, Decoded, ValueForm};
use crate::bytes;
use crate::failure::{Failure, Given, Result};
use crate::output::Output;
use crate::subject::Subject;

pub(crate) fn run(arguments: &Decode, output: &Output) -> Result<()> {
    match &arguments.what {
        Some(DecodeOne::Input(input)) => decode(What::Input, &input.one, input.strict, output),
        Some(DecodeOne::Output(one)) => decode(What::Output, one, false, output),
        Some(DecodeOne::Event(one)) => decode(What::Event, one, false, output),
        None if arguments.all => readings::run(&arguments.arguments, arguments.from, output),
        None if arguments.stream => stream::run(&arguments.arguments, output),
        None => Err(Failure::usage(
            "decode takes input, output or event, or --try, or --stream; see `data-driver decode --help`",
        )),
    }
}

fn decode(what: What, arguments: &Decoded, strict: bool, output: &Output) -> Result<()> {
    let mut subject = Subject::open(&arguments.driver.driver)?;
    subject.strict = strict;
    let bytes = bytes::read(&arguments.bytes, arguments.from)?;
    let name = &arguments.name;
    let decoded = subject.driver()?.decode_text(what, name, &bytes);
    let text =
        decoded.map_err(|error| Failure::from(error).with(|| Given::Bytes(bytes.clone())))?;
    let not_json = |error: serde_json::Error| {
        Failure::driver(format!("{name}: the driver's text is not JSON: {error}"))
    };
    if output.json {
        let places = match arguments.form {
            ValueForm::Tree => tree::object(&subject, what, name, &bytes)?,
            ValueForm::Pretty | ValueForm::Json => Value::Null,
        };
        let value = RawValue::from_string(text).map_err(not_json)?;
        return object(what, name, &value, &places, output);
    }
    match arguments.form {
        ValueForm::Json => output.text(text),
        ValueForm::Pretty => output.text(pretty(&text).map_err(not_json)?),
        ValueForm::Tree => output.text(tree::text(&subject, what, name, &bytes, &text)?),
    }
}

/// The value stands in the object as the driver wrote it.
fn object(what: What, name: &str, value: &RawValue, places: &Value, output: &Output) -> Result<()> {
    let kind = match what {
        What::Event => "event",
        What::Input | What::Output => "function",
    };
    let mut text = format!(
        "{{\"what\":{},{}:{},\"value\":{value}",
        json!(what.as_str()),
        json!(kind),
        json!(name)
    );
    if !places.is_null() {
        text.push_str(&format!(",\"places\":{places}"));
    }
    output.raw(format!("{text}}}\n").as_bytes())
}
