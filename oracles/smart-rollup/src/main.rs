//! Makes the golden files of the driver of smart rollups, and what its bytes of random messages have to be.
//!
//! Nothing here is of the driver: JSON is drawn or written down, bytes are made by `tezos-smart-rollup-encoding`,
//! `tezos_data_encoding`, `tezos_crypto_rs` and Taquito, and where these can read, they have to read them as they were.
//!
//! ```text
//! npm ci && cargo run
//! ```

mod draw;
mod forge;
mod golden;
mod messages;

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Map;
use sha2::{Digest, Sha256};

use draw::{COUNT, KINDS, Rng, function};
use forge::Forge;

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../host-tests");
    let mut forge = Forge::start()?;
    golden::write(&root.join("golden/smart-rollup"), &mut forge)?;

    let mut digests = Map::new();
    for kind in KINDS {
        let mut rng = Rng::new(kind);
        let mut all = String::new();
        for _ in 0..COUNT {
            let value = rng.value(kind);
            let bytes = messages::encode(function(kind), &value, &mut forge).with_context(|| format!("{kind}: {value}"))?;
            // Enough to see that bytes differ, and of all together a hundred kilobytes.
            all += &hex::encode(&Sha256::digest(bytes)[..2]);
        }
        println!("{kind}: {COUNT}");
        digests.insert(kind.into(), all.into());
    }
    let text = serde_json::to_string_pretty(&digests)? + "\n";
    std::fs::write(root.join("oracles/smart-rollup.json"), text)?;
    Ok(())
}
