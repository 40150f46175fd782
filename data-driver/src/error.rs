//! What can go wrong in a conversion, as facts.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};

use crate::abi::Code;
use crate::report::{Kind, Place, Report};

/// Why a conversion failed.
///
/// The first four variants carry a sentence; a hand-written driver can use them as they are. The
/// helpers of this crate give [`Error::At`], which says where and what was expected. Whoever knows
/// the function or event adds it with [`Error::in_place`], and [`Error::report`] gives the one shape
/// that every host shows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are not what the type's bytes look like. (Most contracts' are rkyv's.)
    #[error("{0}")]
    Rkyv(String),
    /// The JSON text is not what the type takes.
    #[error("{0}")]
    Json(String),
    /// The driver knows no such function or event.
    #[error("{0}")]
    Unsupported(String),
    /// Anything else.
    #[error("{0}")]
    Other(String),
    /// A mistake with its place and its facts.
    #[error("{0}")]
    At(Box<Report>),
}

impl Error {
    /// An [`Error::At`] of this kind that consists of a sentence.
    #[cold]
    #[must_use]
    pub fn new(kind: Kind, reason: impl Into<String>) -> Self {
        Self::At(Box::new(Report::new(Code::OperationError, kind, reason)))
    }

    /// Bytes that hold something else than expected at this offset: what a codec reports.
    #[cold]
    #[must_use]
    pub fn bytes(
        kind: Kind,
        offset: usize,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Self {
        let (expected, found) = (expected.into(), found.into());
        let message = format!("at byte {offset}: expected {expected}, found {found}");
        let mut report = Report::new(Code::OperationError, kind, message);
        report.offset = u32::try_from(offset).ok();
        report.expected = Some(expected);
        report.found = Some(found);
        report.into()
    }

    /// The name is not one of the driver's `known` functions or events; near matches are offered.
    #[cold]
    #[must_use]
    pub fn unknown_name(place: Place<'_>, known: &[&str]) -> Self {
        let what = match place {
            Place::Function(_) => "function",
            Place::Event(_) => "event",
        };
        let kind = match place {
            Place::Function(_) => Kind::UnknownFunction,
            Place::Event(_) => Kind::UnknownEvent,
        };
        let near = crate::near::matches(place.name(), known);
        let hint = match near.as_slice() {
            [] => String::new(),
            [one] => format!("; did you mean {one}?"),
            many => format!("; did you mean one of {}?", many.join(", ")),
        };
        let mut report = Report::new(
            Code::OperationError,
            kind,
            format!("the driver has no such {what}{hint}"),
        );
        report.found = Some(place.name().to_owned());
        Self::At(Box::new(report)).in_place(place)
    }

    /// Adds the function or event, unless the error names one already.
    #[must_use]
    pub fn in_place(self, place: Place<'_>) -> Self {
        let mut report = self.report();
        if report.function.is_none() && report.event.is_none() {
            report.set_place(place);
        }
        Self::At(Box::new(report))
    }

    /// The one shape in which every host shows the error.
    #[must_use]
    pub fn report(&self) -> Report {
        let kind = match self {
            Self::At(report) => return (**report).clone(),
            Self::Rkyv(_) => Kind::InvalidBytes,
            Self::Json(_) => Kind::InvalidJson,
            Self::Unsupported(_) => Kind::Unsupported,
            Self::Other(_) => Kind::Other,
        };
        Report::new(Code::OperationError, kind, self.to_string())
    }

    /// The kind of mistake.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.report().kind
    }
}

impl From<Report> for Error {
    fn from(report: Report) -> Self {
        Self::At(Box::new(report))
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error.to_string())
    }
}
