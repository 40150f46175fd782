//! What hints bring.

use std::io::ErrorKind;
use std::path::PathBuf;

use preimage_oracle::{Hint, PreimageKey};

use crate::store::read;
use crate::{Failure, Result, Store};

/// Files that stand for what a node would be asked for: `<type>/<data>`, the hint's words without `0x`, holds the one preimage that is
/// prepared when that hint comes, by its Keccak-256. The header of a block is `l1-block-header/88e9…6cb6`.
///
/// That is what hints of headers, code, nodes of a state and outputs are about. Those of transactions, receipts and proofs bring many
/// nodes of a trie, `l1-blob` and `l1-precompile` preimages of keys that are no hash of them: these have to be in the store before, or a
/// [`HintRouter`](preimage_oracle::HintRouter) of one's own brings them.
#[derive(Debug, Clone)]
pub struct HintFolder {
    folder: PathBuf,
}

impl HintFolder {
    /// The files in that folder.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// Puts what the hint is about into the store, and says whether there was something.
    ///
    /// # Errors
    /// A file cannot be read, or the store not be written.
    pub fn prepare(&self, hint: &str, store: &impl Store, limit: u64) -> Result<bool> {
        // A hint is a stranger's: only names that are known, and digits, become a path.
        let Some(Hint { hint_type, data }) = Hint::parse(hint) else {
            return Ok(false);
        };
        let path = self.folder.join(hint_type.name()).join(hex::encode(data));
        let preimage = match read(&path, limit) {
            Ok(preimage) => preimage,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            // The digits are no name of a file.
            Err(error) if error.kind() == ErrorKind::InvalidFilename => return Ok(false),
            Err(error) => return Err(Failure::file(path)(error)),
        };
        store.put(PreimageKey::keccak256(&preimage), &preimage)?;
        Ok(true)
    }
}
