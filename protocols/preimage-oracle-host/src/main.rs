//! The command `preimage`.

#![deny(unsafe_code)]

mod arguments;
mod commands;
mod progress;
mod signals;
mod table;

use std::process::ExitCode;

use clap::Parser;
use preimage_oracle::{ChannelError, PreimageOracleError};
use preimage_oracle_host::Failure;

use crate::arguments::Cli;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match commands::run(cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Parts of it are a stranger's.
            eprintln!("preimage: {}", table::error(&failure.to_string()));
            ExitCode::from(exit_code(&failure))
        }
    }
}

/// The numbers are in the help.
fn exit_code(failure: &Failure) -> u8 {
    let timed_out = |error: &PreimageOracleError| {
        matches!(
            error,
            PreimageOracleError::Channel {
                error: ChannelError::TimedOut,
                ..
            }
        )
    };
    match failure {
        Failure::Protocol(error) | Failure::Host(error) if timed_out(error) => 4,
        Failure::Program(_) | Failure::HostEnded(_) => 1,
        Failure::Protocol(_)
        | Failure::Died { .. }
        | Failure::Host(_)
        | Failure::HostDied { .. } => 3,
        // As a shell has it.
        Failure::Signal(number) => u8::try_from(128 + number).unwrap_or(u8::MAX),
        Failure::RunTime(_)
        | Failure::Lingers(_)
        | Failure::HostLingers(_)
        | Failure::Held(_)
        | Failure::HostHeld(_) => 4,
        _ => 5,
    }
}
