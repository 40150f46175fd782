//! What a signature says.

use semver::Version;

use crate::{ContractId, Instant, Integrity, PublicKey, SecretKey, Signature};

/// The most bytes of a version.
pub const MAX_VERSION: usize = 128;

/// What a signature says: this file is that version of the driver for that contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The contract that the driver is for.
    pub contract: ContractId,
    /// The driver's version. At most [`MAX_VERSION`] bytes.
    pub version: Version,
    /// The file.
    pub integrity: Integrity,
    /// When it was signed, by the clock of whoever signed it. Nothing is decided by it.
    pub created: Instant,
}

/// The first line, which tells a signature of a driver from all else that a key may sign.
pub(crate) const FIRST: &str = "data-driver-signature 1";

impl Statement {
    /// The bytes that are signed: seven lines, which the signature's text begins with.
    pub(crate) fn text(&self, key: &PublicKey) -> String {
        let Self {
            contract,
            version,
            integrity,
            created,
        } = self;
        format!(
            "{FIRST}\nalgorithm: ed25519\nkey: {key}\ncontract: {contract}\nversion: {version}\n\
             integrity: {integrity}\ncreated: {created}\n"
        )
    }

    /// Signs it. The same statement has always the same signature by the same key.
    ///
    /// `None` where the version is longer than [`MAX_VERSION`].
    #[must_use]
    pub fn sign(self, key: &SecretKey) -> Option<Signature> {
        if self.version.to_string().len() > MAX_VERSION {
            return None;
        }
        let public = key.public();
        let bytes = key.sign(&self.text(&public));
        Some(Signature::new(self, public, bytes))
    }
}
