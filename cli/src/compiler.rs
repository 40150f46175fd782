//! Strangers' drivers are compiled by processes of this same command, which are ended when they take too much.

use std::env;
use std::path::PathBuf;

use data_driver_host::Compiler;

/// What the command is started with to compile; not for people.
const ARGUMENT: &str = "compile-driver";

/// Whether this process was started to compile.
pub(crate) fn is_wanted() -> bool {
    let mut arguments = env::args_os().skip(1);
    arguments.next().is_some_and(|first| first == ARGUMENT) && arguments.next().is_none()
}

/// This command as a compiler; nothing where the system does not tell what program this is.
pub(crate) fn this_program() -> Option<Compiler> {
    let program = if cfg!(target_os = "linux") {
        // The very file that runs, also when another one has taken its place.
        PathBuf::from("/proc/self/exe")
    } else {
        env::current_exe().ok()?
    };
    Some(Compiler::new(program).argument(ARGUMENT))
}
