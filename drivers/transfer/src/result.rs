//! What comes out of a transaction's call.

use alloc::string::String;
use alloc::vec::Vec;

use data_driver::{Describe, Error, HexVec};
use dusk_core::abi;
use serde::{Deserialize, Serialize};

use crate::mirror::{Mirror, codec};

codec! {
    /// `spend_and_execute`'s result.
    call_result: super::CallResult
}

/// What came out of a transaction's call.
#[derive(Serialize, Deserialize, Describe)]
pub(crate) enum CallResult {
    /// The bytes that the called function returned; none where the transaction has no call.
    Ok(HexVec),
    /// Why the call failed.
    Err(ContractError),
}

/// Why a call of a contract failed (`piecrust-uplink`).
#[derive(Serialize, Deserialize, Describe)]
pub(crate) enum ContractError {
    /// The contract panicked, with this message.
    Panic(String),
    /// The gas was used up.
    OutOfGas,
    /// There is no such contract.
    DoesNotExist,
    /// Anything else.
    Unknown,
}

impl Mirror for CallResult {
    type Of = Result<Vec<u8>, abi::ContractError>;

    fn show(of: Self::Of) -> Result<Self, Error> {
        Ok(match of {
            Ok(bytes) => Self::Ok(HexVec(bytes)),
            Err(error) => Self::Err(match error {
                abi::ContractError::Panic(message) => ContractError::Panic(message),
                abi::ContractError::OutOfGas => ContractError::OutOfGas,
                abi::ContractError::DoesNotExist => ContractError::DoesNotExist,
                abi::ContractError::Unknown => ContractError::Unknown,
            }),
        })
    }

    fn build(self) -> Result<Self::Of, Error> {
        Ok(match self {
            Self::Ok(HexVec(bytes)) => Ok(bytes),
            Self::Err(error) => Err(match error {
                ContractError::Panic(message) => abi::ContractError::Panic(message),
                ContractError::OutOfGas => abi::ContractError::OutOfGas,
                ContractError::DoesNotExist => abi::ContractError::DoesNotExist,
                ContractError::Unknown => abi::ContractError::Unknown,
            }),
        })
    }
}
