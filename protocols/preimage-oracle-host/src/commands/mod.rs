//! What each command does.

mod relay;
mod replay;
mod run;
mod serve;
mod show;

use preimage_oracle_host::{Backend, FolderStore, HintFolder, Limits, Patient, Result, Store};

use crate::arguments::{Answers, Command};

pub(crate) fn run(command: Command) -> Result<()> {
    match command {
        Command::Serve(arguments) => serve::serve(&arguments),
        Command::Run(arguments) => run::run(&arguments),
        Command::Relay(arguments) => relay::relay(&arguments),
        Command::Replay(arguments) => replay::replay(&arguments),
        Command::Show(arguments) => show::show(&arguments),
    }
}

/// What answers, as the arguments have it.
fn backend(answers: &Answers, limits: &Limits) -> Result<Patient<Backend<impl Store + use<>>>> {
    let mut backend = match &answers.source {
        Some(source) => {
            let store = FolderStore::create(&answers.store)?;
            Backend::online(store, HintFolder::new(source), limits)
        }
        None => Backend::read_only(FolderStore::open(&answers.store)?, limits),
    };
    for (index, value) in &answers.local {
        backend = backend.with_local(*index, value)?;
    }
    Ok(Patient::new(backend))
}

/// The programs of a command line, which without them is wrong.
fn given<T>(programs: Result<Option<T>>, missing: &str) -> T {
    match programs {
        Ok(Some(programs)) => programs,
        Ok(None) => misuse(missing),
        Err(failure) => misuse(&failure.to_string()),
    }
}

/// Ends as for a command line that is wrong.
fn misuse(message: &str) -> ! {
    use clap::CommandFactory;
    crate::arguments::Cli::command()
        .error(clap::error::ErrorKind::MissingRequiredArgument, message)
        .exit()
}
