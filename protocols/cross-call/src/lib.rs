#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod arguments;
mod bridge;
mod call;
mod error;
mod executing;
pub mod scale;

pub use arguments::Arguments;
pub use bridge::{CrossCall, CrossCallMut, Crosses, TryCrossCall, TryCrossCallMut};
pub use call::{Argument, Call, Mutability};
/// Makes both ends of a bridge of a trait.
///
/// `#[cross_call(Bound)]` makes the trait callable for every type that is `Bound` and carries calls, and the other end
/// of the same calls: see the [crate].
///
/// | argument | |
/// |---|---|
/// | `Bound` | the trait that marks callers, [`CrossCall`] among what it demands; without it, whatever carries calls is a caller |
/// | `driver`, `driver = "prefix"` | makes a data driver as well; its functions are called `name` and `1`, or `prefix.name` and `prefix.1` |
/// | `lenient` | `try_dispatch` passes over bytes behind the arguments |
///
/// `#[xcall(id = 3, since = "1.1")]` in front of a method gives the call its number, from 1 on, and the version of the
/// interface that had it first, 1.0 where nothing is said. Where no method has one, the calls are counted from 1.
///
/// A method is by `&self` or `&mut self`, has arguments and a result that own what they are made of, and no body.
/// What is no method is left alone.
pub use cross_call_macros::cross_call;
pub use error::{CallError, DispatchError};
pub use executing::{Executing, IdentExecute};
#[cfg(feature = "driver")]
pub use scale::Scale;

/// Not public API: what the code of the macro names.
#[doc(hidden)]
pub mod __private {
    pub use alloc::vec::Vec;

    pub use parity_scale_codec::{Decode, Encode};

    pub use crate::bridge::{call, call_mut};
}
