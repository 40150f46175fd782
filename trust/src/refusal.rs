//! Why a file is not to be loaded.

use semver::Version;

use crate::{ContractId, Integrity, InvalidKey, PublicKey};

/// Why a signature, or a file, is refused. The words are the same in JavaScript.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The text is longer than any signature.
    #[error("the signature has {size} bytes, more than the limit of {limit}")]
    TooLong {
        /// Bytes of the text.
        size: usize,
        /// The limit.
        limit: usize,
    },
    /// A line is not what it has to be.
    #[error("the signature: line {line}: expected {expected}")]
    Line {
        /// Which, counted from 1.
        line: usize,
        /// What has to stand there.
        expected: &'static str,
    },
    /// The text does not end with the eighth line and a line break.
    #[error("the signature: expected a line break behind line 8, and nothing behind that")]
    End,
    /// Its key is none that a signature can be trusted by.
    #[error("the signature: line 3: {0}")]
    Key(#[source] InvalidKey),
    /// It is for another contract.
    #[error("the signature is for another contract: expected {expected}, found {found}")]
    Contract {
        /// The contract whose driver is wanted.
        expected: ContractId,
        /// That of the signature.
        found: ContractId,
    },
    /// Nobody said that its key may sign for the contract.
    #[error("the key {key} is not trusted for the contract {contract}")]
    Untrusted {
        /// The key of the signature.
        key: PublicKey,
        /// The contract.
        contract: ContractId,
    },
    /// The key did not sign this.
    #[error("the signature is not by the key {key}, or what it signs was changed")]
    Forged {
        /// The key of the signature.
        key: PublicKey,
    },
    /// A newer version was seen before.
    #[error("version {found} is older than {seen}, which was seen before")]
    Older {
        /// That of the signature.
        found: Version,
        /// The newest that was seen.
        seen: Version,
    },
    /// The version was seen before, with another file.
    #[error(
        "another file of version {version} was seen before: expected {expected}, found {found}"
    )]
    OtherFile {
        /// The version.
        version: Version,
        /// The file that was seen.
        expected: Integrity,
        /// That of the signature.
        found: Integrity,
    },
    /// A manifest says something else than the signature in it.
    #[error("the manifest's {member} is not the signed one: expected {expected}, found {found}")]
    Manifest {
        /// The member of the manifest's entry.
        member: &'static str,
        /// What was signed.
        expected: String,
        /// What the manifest says.
        found: String,
    },
    /// The file is not the signed one.
    #[error("the driver is not the signed one: expected {expected}, found {found}")]
    File {
        /// The file that was signed.
        expected: Integrity,
        /// The one that is there.
        found: Integrity,
    },
}
