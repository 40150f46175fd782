//! What carries a call to the other side.

use alloc::vec::Vec;

use parity_scale_codec::{Decode, Encode};

use crate::{Call, CallError, scale};

/// Carries calls that change nothing on the other side.
pub trait CrossCall {
    /// Runs the call with this id over there, and gives the bytes of its result.
    ///
    /// `data` is the arguments in SCALE, one behind the other.
    fn cross_call(&self, call_id: u32, data: &[u8]) -> Vec<u8>;
}

/// Carries calls that may change something on the other side.
pub trait CrossCallMut {
    /// Runs the call with this id over there, and gives the bytes of its result.
    ///
    /// `data` is the arguments in SCALE, one behind the other.
    fn cross_call_mut(&mut self, call_id: u32, data: &[u8]) -> Vec<u8>;
}

/// Carries calls that change nothing on the other side over a way that can fail, or to a side that is not trusted.
pub trait TryCrossCall {
    /// Why a call did not come back, or with what.
    type Error: From<CallError>;

    /// Runs a call over there, and gives the bytes of its result.
    ///
    /// # Errors
    /// It did not come back.
    fn try_cross_call(&self, call: &'static Call, data: &[u8]) -> Result<Vec<u8>, Self::Error>;
}

/// Carries calls that may change something on the other side likewise.
pub trait TryCrossCallMut: TryCrossCall {
    /// Runs a call over there, and gives the bytes of its result.
    ///
    /// # Errors
    /// It did not come back.
    fn try_cross_call_mut(
        &mut self,
        call: &'static Call,
        data: &[u8],
    ) -> Result<Vec<u8>, Self::Error>;
}

/// Carries a call that changes nothing across and decodes what comes back.
///
/// # Errors
/// It did not come back, or with other bytes than a result's.
pub fn call<B, R>(bridge: &B, call: &'static Call, data: &[u8]) -> Result<R, B::Error>
where
    B: TryCrossCall + ?Sized,
    R: Decode,
{
    decoded(call, &bridge.try_cross_call(call, data)?)
}

/// The same of a call that may change something.
///
/// # Errors
/// As above.
pub fn call_mut<B, R>(bridge: &mut B, call: &'static Call, data: &[u8]) -> Result<R, B::Error>
where
    B: TryCrossCallMut + ?Sized,
    R: Decode,
{
    decoded(call, &bridge.try_cross_call_mut(call, data)?)
}

fn decoded<R: Decode, E: From<CallError>>(call: &'static Call, result: &[u8]) -> Result<R, E> {
    scale::decode(result).map_err(|fault| CallError { call, fault }.into())
}

/// A type whose values can cross: they have bytes in SCALE. It is never implemented by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no bytes in SCALE, by which calls cross",
    label = "this is an argument or the result of a call",
    note = "put `#[derive(parity_scale_codec::Encode, parity_scale_codec::Decode)]` on a type of yours; in place of a type of another crate, write one of \
            yours that it can be made of"
)]
pub trait Crosses: Encode + Decode {}

// Without this the compiler names the traits in turn, never the cure.
#[diagnostic::do_not_recommend]
impl<T: Encode + Decode> Crosses for T {}
