//! Builds the drivers of the workspace that it is run in.

use std::error::Error;

use data_driver_build::{Builder, Call, Options, Runner, Workspace};
use data_driver_host::Driver;

fn main() -> Result<(), Box<dyn Error>> {
    let workspace = Workspace::load(".".as_ref())?;
    let mut progress = |step: &str| eprintln!("{step}");
    let builder = Builder::new(&workspace, &mut progress)?;

    // The driver is run: it tells its schema, and shows whether its golden values are right.
    let mut options = Options::default();
    options.runner = Some(Runner::new(|path| {
        let driver = Driver::from_file(path)?;
        Ok(move |call: Call<'_>| {
            Ok(match call {
                Call::Encode { function, json } => driver.encode_input(function, json)?,
                Call::Decode { what, name, bytes } => driver.decode_text(what, name, bytes)?.into(),
                _ => driver.schema_text()?.unwrap_or_default().into(),
            })
        })
    }));

    let directory = workspace.target.join("drivers");
    for package in workspace.drivers() {
        let built = builder.build(package, &options, &directory, &mut progress)?;
        println!("{}: {} bytes", built.path.display(), built.size);
    }
    Ok(())
}
