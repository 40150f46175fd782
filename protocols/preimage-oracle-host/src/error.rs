//! Why a run does not come to a good end.

use std::io;
use std::path::PathBuf;
use std::process::ExitStatus;
use std::time::Duration;

use preimage_oracle::PreimageOracleError;

/// What the functions of this crate give.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// Why a run does not come to a good end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Failure {
    /// What the program says, or what it is told, is not as the protocols have it.
    #[error("{0}")]
    Protocol(#[from] PreimageOracleError),
    /// The same, and how the program has ended.
    #[error("{error}; the program ended with {status}")]
    Died {
        /// What was missing.
        error: PreimageOracleError,
        /// How the program has ended.
        status: String,
    },
    /// The host behind a relay does not go on.
    #[error("host: {0}")]
    Host(#[source] PreimageOracleError),
    /// The host behind a relay has ended where it was asked, and how.
    #[error("host: {error}; it ended with {status}")]
    HostDied {
        /// What was missing.
        error: Box<PreimageOracleError>,
        /// How the host has ended.
        status: String,
    },
    /// The host behind a relay says that it has failed.
    #[error("host: it ended with {0}")]
    HostEnded(String),
    /// The host behind a relay runs on after its pipes were closed.
    #[error("host: it has not ended {} s after its pipes were closed", .0.as_secs_f64())]
    HostLingers(Duration),
    /// The program says that it has failed.
    #[error("the program ended with {0}")]
    Program(String),
    /// The run has taken too long.
    #[error("the run takes longer than {} s", .0.as_secs_f64())]
    RunTime(Duration),
    /// A signal of that number came, for whoever runs the program.
    #[error("ended by signal {0}")]
    Signal(i32),
    /// The program has ended, and what it has started holds its pipes.
    #[error("the program ended with {0}, and something that it has started holds its pipes open")]
    Held(String),
    /// The host behind a relay has ended, and what it has started holds its pipes.
    #[error("host: it ended with {0}, and something that it has started holds its pipes open")]
    HostHeld(String),
    /// The program has closed both pipes, and runs on.
    #[error("the program has not ended {} s after it closed its pipes", .0.as_secs_f64())]
    Lingers(Duration),
    /// A program does not start.
    #[error("{}: {error}", program.display())]
    Start {
        /// The program.
        program: PathBuf,
        /// Why.
        #[source]
        error: io::Error,
    },
    /// A module of WebAssembly is called with arguments, which it has no way to see.
    #[error("{}: a module of WebAssembly takes no arguments", .0.display())]
    Arguments(PathBuf),
    /// A module of WebAssembly is none that can run here.
    #[error("{}: {reason}", program.display())]
    Module {
        /// The program.
        program: PathBuf,
        /// Why.
        reason: String,
    },
    /// A file of a store, a recording or a folder of hints.
    #[error("{}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        error: io::Error,
    },
    /// The operating system refuses pipes or a clock.
    #[error("{0}")]
    System(#[source] io::Error),
}

impl Failure {
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |error| Self::File { path, error }
    }
}

/// How a program has ended, in words.
pub(crate) fn in_words(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("exit code {code}"),
        (None, Some(signal)) => format!("signal {signal}"),
        (None, None) => status.to_string(),
    }
}
