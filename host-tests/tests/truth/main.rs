//! The drivers' documents tell the truth about the drivers, and these tests would notice if not.
//!
//! * `envelope`: documents are as `schemas/data-driver.schema.json` says, and nothing else is;
//! * `values`: what a document allows, the driver takes and gives back; what it refuses, the driver
//!   refuses;
//! * `lies`: documents with something false in them are found out.

mod envelope;
mod lies;
mod values;

use std::thread::Builder;

use anyhow::{Result, anyhow};
use host_tests::ballot::BallotContract;
use host_tests::drc20::Drc20Contract;
use host_tests::drc721::Drc721Contract;
use host_tests::pink_runtime::PinkRuntimeContract;
use host_tests::preimage_oracle::PreimageOracleContract;
use host_tests::stake::StakeContract;
use host_tests::standard_bridge::StandardBridgeContract;
use host_tests::subject::Subject;
use host_tests::transfer::TransferContract;

/// The drivers that have documents.
fn subjects() -> [Subject; 9] {
    [
        Subject::of::<StakeContract>(),
        Subject::of::<TransferContract>(),
        Subject::of::<Drc20Contract>(),
        Subject::of::<BallotContract>(),
        Subject::of::<Drc721Contract>(),
        Subject::of::<StandardBridgeContract>(),
        Subject::of::<PinkRuntimeContract>(),
        Subject::of::<PreimageOracleContract>(),
        Subject::shapes(),
    ]
}

/// Not optimised, `dusk-core` moves blobs of 128 KiB from frame to frame of the stack.
fn on_a_large_stack(test: fn() -> Result<()>) -> Result<()> {
    let thread = Builder::new().stack_size(32 << 20).spawn(test)?;
    thread.join().map_err(|_| anyhow!("the test panicked"))?
}
