//! Why the command did not do what it was asked, and how it ends then.

use std::io;
use std::process::ExitCode;

use data_driver::abi::Code;
use data_driver::{Kind, Report};
use data_driver_host::{Error, LoadError};

pub(crate) type Result<T, E = Failure> = std::result::Result<T, E>;

/// Why the command did not do what it was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The answer is no; it has been printed.
    Negative,
    /// The command line is none.
    Usage(Box<Report>),
    /// The caller's value or bytes.
    Value(Box<Report>, Option<Given>),
    /// The driver's fault.
    Driver(Box<Report>),
    /// The fault of a driver that was built here, of which each part has a line of its own.
    Listed(Box<Report>),
    /// Another program has failed, and wrote more than a line.
    Program(Box<Report>),
    /// A file or a stream.
    Io(Box<Report>),
    /// Whoever reads the output has stopped.
    Closed,
}

/// What was given, to show the place in it.
#[derive(Debug)]
pub(crate) enum Given {
    Text(String),
    Bytes(Vec<u8>),
}

impl Failure {
    /// The numbers are documented in the README.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Negative => 1,
            Self::Usage(_) => 2,
            Self::Value(..) => 3,
            Self::Driver(_) | Self::Listed(_) => 4,
            Self::Io(_) | Self::Program(_) | Self::Closed => 5,
        })
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(report(Kind::InvalidInput, message))
    }

    pub(crate) fn value(kind: Kind, message: impl Into<String>) -> Self {
        Self::Value(report(kind, message), None)
    }

    pub(crate) fn driver(message: impl Into<String>) -> Self {
        Self::Driver(report(Kind::BadDriver, message))
    }

    pub(crate) fn io(what: &str, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::Closed;
        }
        Self::Io(report(Kind::Host, format!("{what}: {error}")))
    }

    /// Says which driver's file is at fault, where there may be several.
    pub(crate) fn of(mut self, driver: &str) -> Self {
        if let Self::Driver(report) = &mut self {
            report.message = format!("{driver}: {}", report.message);
        }
        self
    }

    /// Adds what was given, to show the place in it.
    pub(crate) fn with(self, given: impl FnOnce() -> Given) -> Self {
        match self {
            Self::Value(report, None) => Self::Value(report, Some(given())),
            other => other,
        }
    }

    pub(crate) fn report(&self) -> Option<&Report> {
        match self {
            Self::Negative | Self::Closed => None,
            Self::Usage(report)
            | Self::Value(report, _)
            | Self::Driver(report)
            | Self::Listed(report)
            | Self::Program(report)
            | Self::Io(report) => Some(report),
        }
    }
}

fn report(kind: Kind, message: impl Into<String>) -> Box<Report> {
    Box::new(Report::new(Code::OperationError, kind, message))
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let report = Box::new(error.report());
        match error {
            Error::Rejected(_) => Self::Value(report, None),
            Error::Load(load) if matches!(*load, LoadError::File { .. }) => Self::Io(report),
            Error::Fault(_) | Error::Load(_) => Self::Driver(report),
            _ => Self::Io(report),
        }
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        Error::from(error).into()
    }
}

impl From<data_driver_build::Error> for Failure {
    fn from(error: data_driver_build::Error) -> Self {
        use data_driver_build::Error as Build;
        let message = error.to_string();
        match error {
            Build::NotADriver { .. } | Build::Disagrees { .. } | Build::Layout { .. } => {
                Self::Listed(report(Kind::BadDriver, message))
            }
            Build::Schema { .. } | Build::Load { .. } => {
                Self::Driver(report(Kind::BadDriver, message))
            }
            Build::Failed { .. } => Self::Program(report(Kind::Host, message)),
            Build::Metadata { .. } | Build::Vector { .. } => {
                Self::Value(report(Kind::InvalidValue, message), None)
            }
            Build::Name { .. }
            | Build::Taken { .. }
            | Build::NoPackage { .. }
            | Build::Variable { .. } => Self::Usage(report(Kind::InvalidInput, message)),
            _ => Self::Io(report(Kind::Host, message)),
        }
    }
}

impl From<data_driver_build::Malformed> for Failure {
    fn from(error: data_driver_build::Malformed) -> Self {
        Self::Driver(report(Kind::Load, error.to_string()))
    }
}
