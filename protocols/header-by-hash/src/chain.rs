//! L1 as the oracle knows it.

use preimage_oracle::{CommsClient, HintType, PreimageKey, PreimageKeyType, PreimageOracleError};

use crate::header::{Header, HeaderError};

/// L1, of which everything comes over the preimage oracle.
#[derive(Debug, Clone)]
pub struct OracleL1ChainProvider<T> {
    oracle: T,
}

/// Why there is no header.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// It did not come.
    #[error("{0}")]
    Oracle(#[source] PreimageOracleError),
    /// It is none.
    #[error("{0}")]
    Header(#[from] HeaderError),
}

impl<T: CommsClient + Sync> OracleL1ChainProvider<T> {
    /// L1 over an oracle.
    pub const fn new(oracle: T) -> Self {
        Self { oracle }
    }

    /// The header of the block with that hash.
    ///
    /// # Errors
    /// It does not come, or is none.
    pub async fn header_by_hash(&mut self, hash: [u8; 32]) -> Result<Header, ProviderError> {
        // The host fetches the header.
        self.oracle
            .write(&HintType::L1BlockHeader.encode_with(&[&hash]))
            .await?;
        // Its RLP is what the hash is of.
        let header_rlp = self
            .oracle
            .get(PreimageKey::new(hash, PreimageKeyType::Keccak256))
            .await?;
        Ok(Header::decode(&header_rlp)?)
    }
}
