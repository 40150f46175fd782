//! The commands.

mod build;
mod check;
pub(crate) mod completions;
mod decode;
mod diff;
pub(crate) mod encode;
mod example;
mod inspect;
mod keygen;
mod new;
mod readings;
mod schema;
mod serve;
mod sign;
mod stream;
mod strip;
mod tree;
mod trust;
mod types;
mod vectors;
mod verify;

use crate::arguments::Command;
use crate::failure::Result;
use crate::output::Output;

pub(crate) fn run(command: Command, output: &mut Output) -> Result<()> {
    match command {
        Command::New(arguments) => new::run(&arguments, output),
        Command::Build(arguments) => build::run(&arguments, output),
        Command::Inspect(arguments) => inspect::run(&arguments, output),
        Command::Schema(arguments) => schema::run(&arguments, output),
        Command::Types(arguments) => types::run(&arguments, output),
        Command::Vectors(arguments) => vectors::run(&arguments, output),
        Command::Encode(arguments) => encode::run(&arguments, output),
        Command::Decode(arguments) => decode::run(&arguments, output),
        Command::Check(arguments) => check::run(&arguments, output),
        Command::Diff(arguments) => diff::run(&arguments, output),
        Command::Strip(arguments) => strip::run(&arguments, output),
        Command::Completions(arguments) => completions::run(&arguments, output),
        Command::Example(arguments) => example::run(&arguments, output),
        Command::Serve(arguments) => serve::run(&arguments, output),
        Command::Keygen(arguments) => keygen::run(&arguments, output),
        Command::Sign(arguments) => sign::run(&arguments, output),
        Command::Verify(arguments) => verify::run(&arguments, output),
        Command::Trust(arguments) => trust::run(&arguments, output),
    }
}
