#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod chain;
mod header;

use alloc::format;

use preimage_oracle::io::{self, Kernel};
use preimage_oracle::{
    Comms, HintWriter, OracleReader, PipeHandle, PreimageKey, PreimageOracleClient,
    PreimageOracleError, block_on, local,
};

pub use chain::{OracleL1ChainProvider, ProviderError};
pub use header::{Header, HeaderError};

preimage_oracle::entry!(run);

/// The program: prints the number of the block at the head of L1, or says what is wrong and ends with 1.
pub fn run() {
    match block_on(head()) {
        Ok((hash, header)) => io::print(&format!(
            "block {}: 0x{}\n",
            header.number,
            hex::encode(hash)
        )),
        Err(error) => {
            io::print_err(&format!("header-by-hash: {error}\n"));
            io::exit(1);
        }
    }
}

async fn head() -> Result<([u8; 32], Header), ProviderError> {
    let oracle = Comms {
        oracle: OracleReader::new(PipeHandle::<Kernel>::PREIMAGES),
        hints: HintWriter::new(PipeHandle::<Kernel>::HINTS),
    };
    let mut hash = [0; 32];
    let key = PreimageKey::local(local::OpProgram::L1Head.index());
    oracle.get_exact(key, &mut hash).await?;
    let header = OracleL1ChainProvider::new(oracle)
        .header_by_hash(hash)
        .await?;
    Ok((hash, header))
}

impl From<PreimageOracleError> for ProviderError {
    fn from(error: PreimageOracleError) -> Self {
        Self::Oracle(error)
    }
}
