//! `schema`: the document that describes the contract.

use data_driver_build::schema::pretty;

use crate::arguments::Driver;
use crate::failure::{Failure, Result};
use crate::output::Output;
use crate::subject::Subject;

pub(crate) fn run(arguments: &Driver, output: &Output) -> Result<()> {
    let subject = Subject::open(&arguments.driver)?;
    let Some(text) = subject.schema_text()? else {
        return Err(Failure::driver(format!(
            "{}: the driver has no schema",
            subject.name
        )));
    };
    let pretty = pretty(text).map_err(|error| {
        Failure::driver(format!("{}: the schema is not JSON: {error}", subject.name))
    })?;
    match output.json {
        // As it stands in the file, members in their order.
        true => output.raw(format!("{}\n", text.trim()).as_bytes()),
        false => output.text(pretty),
    }
}
