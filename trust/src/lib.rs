#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod integrity;

#[cfg(feature = "signatures")]
mod contract_id;
#[cfg(feature = "signatures")]
mod instant;
#[cfg(feature = "signatures")]
mod key;
#[cfg(feature = "signatures")]
mod manifest;
#[cfg(feature = "signatures")]
mod pem;
#[cfg(feature = "signatures")]
mod refusal;
#[cfg(feature = "signatures")]
mod secret_key;
#[cfg(feature = "signatures")]
mod signature;
#[cfg(feature = "signatures")]
mod statement;
#[cfg(feature = "signatures")]
mod store;
#[cfg(feature = "signatures")]
mod text;

pub use integrity::{Integrity, InvalidIntegrity};

#[cfg(feature = "signatures")]
pub use {
    contract_id::{ContractId, InvalidContractId, MAX_CONTRACT_ID},
    instant::{Instant, InvalidInstant},
    key::{InvalidKey, PublicKey},
    manifest::{Entry, InvalidManifest, Manifest},
    refusal::Refusal,
    secret_key::{InvalidSecretKey, SecretKey},
    semver::Version,
    signature::{MAX_SIGNATURE, Signature},
    statement::{MAX_VERSION, Statement},
    store::{InvalidTrust, Rollback, Seen, Trust, Verified},
};
