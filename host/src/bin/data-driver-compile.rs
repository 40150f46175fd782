//! Compiles a driver for the process that has started this one, see `data_driver_host::Compiler`.

use std::process::ExitCode;

fn main() -> ExitCode {
    data_driver_host::compile_for_parent()
}
