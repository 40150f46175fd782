#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod arguments;
mod bytes;
mod caret;
mod commands;
mod escape;
mod failure;
mod input;
mod known;
mod output;
mod signature;
mod subject;
mod typed;

use std::process::ExitCode;

use crate::failure::Failure;
use crate::output::Output;

fn main() -> ExitCode {
    let mut output = Output::default();
    match run(&mut output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output.fail(&failure);
            failure.exit_code()
        }
    }
}

fn run(output: &mut Output) -> Result<(), Failure> {
    let cli = arguments::parse(output)?;
    commands::run(cli.command, output)
}
