//! What is known of a call before it is made.

use core::fmt;

/// A call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    /// The number by which both sides know it, from 1.
    pub id: u32,
    /// Its name in the trait.
    pub name: &'static str,
    /// Whether it changes something.
    pub mutability: Mutability,
    /// The version of the interface that had it first, major and minor.
    pub since: (u32, u32),
    /// Its arguments, in the order of their bytes.
    pub arguments: &'static [Argument],
    /// The type of its result, as it stands in the trait.
    pub output: &'static str,
}

/// An argument of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argument {
    /// Its name.
    pub name: &'static str,
    /// Its type, as it stands in the trait.
    pub ty: &'static str,
}

/// Whether a call changes something on the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mutability {
    /// It is by `&self`: what it changes all the same is dropped.
    ReadOnly,
    /// It is by `&mut self`.
    ReadWrite,
}

impl Call {
    /// The call that has this id.
    #[must_use]
    pub fn find(calls: &'static [Self], id: u32) -> Option<&'static Self> {
        calls.iter().find(|call| call.id == id)
    }

    /// Whether this version of the interface, major and minor, has the call.
    #[must_use]
    pub fn is_available(&self, version: (u32, u32)) -> bool {
        version >= self.since
    }
}

impl Mutability {
    /// `read-only` or `read-write`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReadOnly => "read-only",
            Self::ReadWrite => "read-write",
        }
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "call {} ({})", self.id, self.name)
    }
}
