//! `example`: a value made from the schema.

use data_driver::Decode;
use data_driver_build::schema::pretty;
use data_driver_conformance::sample;

use crate::arguments::Example;
use crate::failure::{Failure, Result};
use crate::output::Output;
use crate::signature::schema_of;
use crate::subject::Subject;

pub(crate) fn run(arguments: &Example, output: &Output) -> Result<()> {
    let subject = Subject::open(&arguments.driver.driver)?;
    let document = subject.needed_document()?;
    let name = &arguments.name;
    let kinds = match arguments.of {
        Some(kind) => vec![Decode::from(kind)],
        None => vec![Decode::Input, Decode::Event],
    };
    let found = kinds
        .into_iter()
        .find_map(|what| Some((what, schema_of(&document, what, name)?)));
    let Some((what, schema)) = found else {
        // The driver knows what is near.
        subject.driver()?.encode_input(name, "null")?;
        let message = format!("{name}: the driver's schema has no such function or event");
        return Err(Failure::value(data_driver::Kind::UnknownFunction, message));
    };
    let value = sample(&document, schema, what, arguments.seed);
    let value = value.map_err(|error| Failure::driver(format!("{name}: {error}")))?;
    match output.json {
        true => output.raw(format!("{value}\n").as_bytes()),
        false => output.text(pretty(&value).unwrap_or(value)),
    }
}
