//! What a driver can do wrong.

use std::fmt;
use std::time::Duration;

use data_driver::abi::Code;
use data_driver::{Kind, Place, Report};

use crate::words;

/// Something that the driver did and no driver may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    subject: Option<Subject>,
    export: &'static str,
    cause: Cause,
}

/// The function or event of the call, owned.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Subject {
    Function(String),
    Event(String),
}

/// What exactly a driver did wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Cause {
    /// It panicked and said so: message and place of the panic, in its own words.
    #[error("{0}")]
    Panic(String),
    /// It trapped without a word.
    #[error("the driver trapped: {0}")]
    Trap(String),
    /// It ran for longer than the limit.
    #[error("the driver ran longer than the limit of {0:?}")]
    Timeout(Duration),
    /// It wanted more memory than the limit, in bytes.
    #[error("the driver needs more memory than the limit of {0} bytes")]
    Memory(usize),
    /// It wanted more memory than its file states for an input of that length, in bytes.
    #[error("the driver needs more memory than the limit of {0} bytes that its file states")]
    Stated(usize),
    /// It wanted a larger table than the limit, in entries.
    #[error("the driver needs a table larger than the limit of {0} entries")]
    Table(usize),
    /// Its calls nested deeper than the limit of stack, in bytes.
    #[error("the driver needs more stack than the limit of {0} bytes")]
    Stack(usize),
    /// Its result is longer than the limit.
    #[error("the driver's result of {} exceeds the limit of {limit} bytes", bytes(*.length))]
    Output {
        /// Length of the result in bytes, where the driver says it.
        length: Option<usize>,
        /// The limit in bytes.
        limit: usize,
    },
    /// Its result would take more memory as a value than the limit, in bytes.
    #[error("the driver's result takes more memory as a value than the limit of {0} bytes")]
    Value(usize),
    /// `alloc` found no memory, although the limit is not reached.
    #[error("the driver's alloc has no memory for {0} bytes")]
    NoMemory(u32),
    /// `alloc` returned a block that ends outside the memory.
    #[error(
        "the driver's alloc returned a block of {length} bytes at {pointer}, \
         outside its memory of {memory} bytes"
    )]
    OutsideMemory {
        /// Address of the block.
        pointer: u32,
        /// Length of the block in bytes.
        length: u32,
        /// Size of the memory in bytes.
        memory: usize,
    },
    /// `alloc` returned a block that overlaps another that is in use.
    #[error("the driver's alloc returned a block at {pointer} that overlaps the one at {other}")]
    Overlap {
        /// Address of the new block.
        pointer: u32,
        /// Address of the block that was there before.
        other: u32,
    },
    /// It gave a result that is longer than the buffer it is in.
    #[error("the driver gave a result of {length} bytes in a buffer of {buffer} bytes")]
    BeyondBuffer {
        /// Length of the result as the driver states it, in bytes.
        length: u32,
        /// Size of the buffer in bytes, the length field included.
        buffer: u32,
    },
    /// It asked for a buffer of some size and refused it then.
    #[error("the driver asked for a buffer of {0} bytes and found it too small then")]
    StillTooSmall(u32),
    /// It returned a code that is none of the interface's, or not one that this export may return.
    #[error("the driver returned the code {0}")]
    Code(i32),
    /// Its text is not UTF-8.
    #[error("the driver's text is not UTF-8 at byte {0}")]
    NotUtf8(usize),
    /// Its text is not JSON.
    #[error("the driver's text is not JSON: {0}")]
    NotJson(String),
}

fn bytes(length: Option<usize>) -> String {
    length.map_or_else(|| "more bytes".into(), |length| format!("{length} bytes"))
}

impl Fault {
    #[cold]
    pub(crate) const fn new(export: &'static str, cause: Cause) -> Self {
        Self {
            subject: None,
            export,
            cause,
        }
    }

    pub(crate) fn set_place(&mut self, place: Place<'_>) {
        self.subject.get_or_insert_with(|| match place {
            Place::Function(name) => Subject::Function(name.into()),
            Place::Event(name) => Subject::Event(name.into()),
        });
    }

    /// The export in which it happened.
    #[must_use]
    pub const fn export(&self) -> &'static str {
        self.export
    }

    /// What happened.
    #[must_use]
    pub const fn cause(&self) -> &Cause {
        &self.cause
    }

    /// The one shape in which every host shows an error.
    #[must_use]
    pub fn report(&self) -> Report {
        let message = match self.subject {
            Some(_) => self.cause.to_string(),
            None => format!("{}: {}", self.export, self.cause),
        };
        let mut report = Report::new(Code::OperationError, self.cause.kind(), message);
        if let Cause::Code(code) = self.cause {
            report.code = code;
        }
        let place = match &self.subject {
            Some(Subject::Function(name)) => Place::Function(name),
            Some(Subject::Event(name)) => Place::Event(name),
            None => return report,
        };
        let mut report = data_driver::Error::from(report).in_place(place).report();
        report.message = words::plain(&report.message, words::MESSAGE);
        report
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.report().message)
    }
}

impl std::error::Error for Fault {}

impl Cause {
    /// The stable kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Panic(_) | Self::Trap(_) => Kind::Trap,
            Self::Timeout(_) => Kind::Timeout,
            Self::Memory(_)
            | Self::Stated(_)
            | Self::Table(_)
            | Self::Stack(_)
            | Self::Output { .. }
            | Self::Value(_) => Kind::LimitExceeded,
            Self::NoMemory(_)
            | Self::OutsideMemory { .. }
            | Self::Overlap { .. }
            | Self::BeyondBuffer { .. }
            | Self::StillTooSmall(_)
            | Self::Code(_)
            | Self::NotUtf8(_)
            | Self::NotJson(_) => Kind::BadDriver,
        }
    }
}
