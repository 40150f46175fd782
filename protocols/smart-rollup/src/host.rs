//! What host functions return to a kernel.
//!
//! `src/lib_scoru_wasm/host_funcs.ml`. The memory of WebAssembly is little-endian, and so are these integers.

use alloc::format;
use alloc::string::String;

use data_driver::{Describe, Kind, from_members};
use serde::{Deserialize, Deserializer, Serialize};

use crate::Error;
use crate::choice::forms;
use crate::members::Members;
use crate::wire::{Reader, Wire, Writer};

/// Declares the errors with their codes.
macro_rules! errors {
    ($($(#[doc = $doc:literal])* $name:ident $text:literal = $code:literal,)*) => {
        /// What went wrong in a host function.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Describe)]
        pub enum HostErrorName {
            $($(#[doc = $doc])* #[serde(rename = $text)] $name,)*
        }

        impl<'de> Deserialize<'de> for HostErrorName {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                const NAMES: &[(&str, HostErrorName)] = &[$(($text, HostErrorName::$name),)*];

                let text = String::deserialize(deserializer)?;
                let known = NAMES.iter().find(|(name, _)| *name == text);
                known
                    .map(|(_, error)| *error)
                    .ok_or_else(|| serde::de::Error::unknown_variant(&text, &[$($text,)*]))
            }
        }

        impl HostErrorName {
            /// The number that the function returns.
            #[must_use]
            pub const fn code(self) -> i32 {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// The error of that number, if there is one.
            #[must_use]
            pub const fn from_code(code: i32) -> Option<Self> {
                Some(match code {
                    $($code => Self::$name,)*
                    _ => return None,
                })
            }
        }
    };
}

// The table is the kernels', which are compiled with nothing else.
smart_rollup_kernel::for_errors!(errors);

forms! {
    /// What a host function returns: 32 bits, little-endian. A negative number is an error.
    pub enum HostResult {
        /// An error.
        Error(HostError) if error,
        /// A negative number that has no name.
        Code(HostCode) if code,
        /// No error: how many bytes, or what else the function counts.
        Value(HostValue) if value,
    }
}

/// An error with its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Describe)]
pub struct HostError {
    /// The error.
    pub error: HostErrorName,
    /// Its number, which may be left away.
    #[serde(default)]
    pub code: Option<i32>,
}

from_members!(Members => HostError { error, code });

/// A number that has no name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Describe)]
pub struct HostCode {
    /// The number, which is negative.
    pub code: i32,
}

from_members!(Members => HostCode { code });

/// No error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Describe)]
pub struct HostValue {
    /// What the function returns, which is not negative.
    pub value: i32,
}

from_members!(Members => HostValue { value });

impl Wire for HostResult {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        let code = i32::from_le_bytes(reader.array("a host function's result")?);
        Ok(match HostErrorName::from_code(code) {
            Some(error) => Self::Error(HostError {
                error,
                code: Some(code),
            }),
            None if code < 0 => Self::Code(HostCode { code }),
            None => Self::Value(HostValue { value: code }),
        })
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        let code = match self {
            Self::Error(HostError { error, code }) => match code {
                Some(code) if *code != error.code() => {
                    return Err(unfit(
                        "code",
                        &format!("{}, the error's number", error.code()),
                        *code,
                    ));
                }
                _ => error.code(),
            },
            Self::Code(HostCode { code }) => match HostErrorName::from_code(*code) {
                None if *code >= 0 => return Err(unfit("code", "a negative number", *code)),
                _ => *code,
            },
            Self::Value(HostValue { value }) if *value < 0 => {
                return Err(unfit("value", "a number that is not negative", *value));
            }
            Self::Value(HostValue { value }) => *value,
        };
        writer.put(&code.to_le_bytes());
        Ok(())
    }
}

#[cold]
fn unfit(member: &str, expected: &str, found: i32) -> Error {
    let reason: String = format!("/{member}: expected {expected}, found {found}");
    Error::new(Kind::InvalidValue, reason)
}

/// Where an input comes from, as `read_input` writes it into the memory: 8 bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Describe)]
pub struct InputInfo {
    /// The level of its inbox.
    pub level: i32,
    /// Its place in the inbox.
    pub id: i32,
}

from_members!(Members => InputInfo { level, id });

impl Wire for InputInfo {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        Ok(Self {
            level: i32::from_le_bytes(reader.array("the level of an input")?),
            id: i32::from_le_bytes(reader.array("the number of an input")?),
        })
    }

    fn write(&self, writer: &mut Writer) -> Result<(), Error> {
        writer.put(&self.level.to_le_bytes());
        writer.put(&self.id.to_le_bytes());
        Ok(())
    }
}
