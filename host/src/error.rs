//! Who is at fault.

use data_driver::abi::Code;
use data_driver::{Kind, Place, Report};

use crate::{Fault, LoadError, words};

/// What is said of a call that was ended.
const CANCELLED: &str = "the call was cancelled";

/// Why a driver could not do what it was asked, apart by who is at fault.
///
/// Its words are those of what it holds, so its [source](std::error::Error::source) is the source of that: the system's error of a
/// file that cannot be read, the fault of a driver that does not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The caller's mistake, in the words of the driver: a name it does not know, text or bytes that
    /// are not what they should be.
    #[error(transparent)]
    Rejected(Box<Report>),
    /// The driver's fault: it trapped, broke the interface or exceeded a limit. The instance it
    /// happened to is gone; the next call gets a fresh one.
    #[error(transparent)]
    Fault(Box<Fault>),
    /// The file is not a driver that this host runs.
    #[error(transparent)]
    Load(Box<LoadError>),
    /// Whoever waited for the call [ended](crate::Cancellation) it.
    #[error("{CANCELLED}")]
    Cancelled,
    /// The host itself failed, for example because the system has no memory left.
    #[error("{0}")]
    Host(String),
}

impl Error {
    /// The one shape in which every host shows an error.
    #[must_use]
    pub fn report(&self) -> Report {
        match self {
            Self::Rejected(report) => (**report).clone(),
            Self::Fault(fault) => fault.report(),
            Self::Load(error) => error.report(),
            Self::Cancelled => Report::new(Code::OperationError, Kind::Closed, CANCELLED),
            Self::Host(message) => Report::new(Code::OperationError, Kind::Host, message.as_str()),
        }
    }

    /// The status of HTTP that says whose fault it is, for services that answer with it.
    ///
    /// | | |
    /// |---|---|
    /// | 400 | the text or the name cannot be read: [`InvalidJson`](Kind::InvalidJson), [`InvalidInput`](Kind::InvalidInput) |
    /// | 404 | the driver has no such function or event |
    /// | 422 | any other mistake of the caller |
    /// | 499 | the caller did not wait: [`Self::Cancelled`]; no standard has a status for that, and nobody reads it |
    /// | 500 | the host failed |
    /// | 502 | the driver failed or is none: the service stands between it and the caller as a gateway does |
    /// | 504 | the driver took too long |
    #[must_use]
    pub fn http_status(&self) -> u16 {
        match self {
            Self::Rejected(report) => match report.kind {
                Kind::UnknownFunction | Kind::UnknownEvent => 404,
                Kind::InvalidJson | Kind::InvalidInput => 400,
                _ => 422,
            },
            Self::Fault(fault) if fault.cause().kind() == Kind::Timeout => 504,
            Self::Fault(_) | Self::Load(_) => 502,
            Self::Cancelled => 499,
            Self::Host(_) => 500,
        }
    }

    /// The kind of mistake.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.report().kind
    }

    /// Says which item of a feed it was.
    pub(crate) fn of_item(self, number: usize) -> Self {
        match self {
            Self::Rejected(mut report) => {
                report.message = format!("{} (item {number} of the feed)", report.message);
                Self::Rejected(report)
            }
            error => error,
        }
    }

    /// Adds the function or event that the call was about.
    pub(crate) fn in_place(self, place: Place<'_>) -> Self {
        match self {
            Self::Rejected(mut report) => {
                // What a driver says of another function than was asked for is not believed.
                let (named, other) = match place {
                    Place::Function(_) => (&report.function, &report.event),
                    Place::Event(_) => (&report.event, &report.function),
                };
                if named.as_deref() != Some(place.name()) || other.is_some() {
                    (report.function, report.event) = (None, None);
                }
                let mut report = data_driver::Error::At(report).in_place(place).report();
                report.message = words::plain(&report.message, words::MESSAGE);
                Self::Rejected(Box::new(report))
            }
            Self::Fault(mut fault) => {
                fault.set_place(place);
                Self::Fault(fault)
            }
            error @ (Self::Load(_) | Self::Cancelled | Self::Host(_)) => error,
        }
    }
}

impl From<Fault> for Error {
    #[cold]
    fn from(fault: Fault) -> Self {
        Self::Fault(Box::new(fault))
    }
}

impl From<LoadError> for Error {
    #[cold]
    fn from(error: LoadError) -> Self {
        Self::Load(Box::new(error))
    }
}

impl From<Error> for Report {
    fn from(error: Error) -> Self {
        match error {
            Error::Rejected(report) => *report,
            error => error.report(),
        }
    }
}

impl From<Error> for data_driver::Error {
    fn from(error: Error) -> Self {
        Report::from(error).into()
    }
}
