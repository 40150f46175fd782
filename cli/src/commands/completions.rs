//! `completions`: the line that makes a shell ask this command.

use clap::CommandFactory as _;
use clap_complete::env::Shells;

use crate::arguments::{Cli, Completions};
use crate::failure::{Failure, Result};
use crate::output::Output;

/// The variable by which a shell asks.
pub(crate) const VARIABLE: &str = "DATA_DRIVER_COMPLETE";

pub(crate) fn run(arguments: &Completions, output: &Output) -> Result<()> {
    let shells = Shells::builtins();
    let Some(shell) = shells.completer(&arguments.shell) else {
        let known: Vec<_> = shells.names().collect();
        return Err(Failure::usage(format!(
            "there are completions for {}, and none for {:?}",
            known.join(", "),
            arguments.shell
        )));
    };
    let command = Cli::command();
    let name = command.get_name();
    let mut script = Vec::new();
    let written = shell.write_registration(VARIABLE, name, name, name, &mut script);
    written.map_err(|error| Failure::io("the completions", &error))?;
    output.raw(&script)
}
