#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod arguments;
mod bytes;
mod caret;
mod commands;
mod compiler;
mod complete;
mod escape;
mod failure;
mod input;
mod known;
mod loading;
mod output;
mod pins;
mod replace;
mod secret;
mod signature;
mod subject;
mod typed;

use std::process::ExitCode;

use crate::failure::Failure;
use crate::output::Output;

fn main() -> ExitCode {
    if compiler::is_wanted() {
        return data_driver_host::compile_for_parent();
    }
    // Where a shell asks what it can complete, it is answered here, and that is all.
    clap_complete::CompleteEnv::with_factory(complete::command)
        .var(commands::completions::VARIABLE)
        .complete();
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
    pins::set(cli.integrity, &cli.command)?;
    commands::run(cli.command, output)
}
