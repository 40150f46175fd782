//! The messages of Tezos smart rollups.
//!
//! Their bytes were made by Taquito and the kernel SDK, which `oracles/smart-rollup` compiles: values are drawn from the golden
//! files.

use std::sync::OnceLock;

use anyhow::{Context, Result};
use data_driver::declared;
use data_driver::{ConvertibleContract, Decode, Error};
use rand::seq::SliceRandom;
use smart_rollup_driver::SmartRollupDriver;

use crate::contract::Contract;
use crate::golden::{self, Golden};
use crate::sample::{Draw, Sample};

/// What Octez calls these messages.
#[derive(Debug)]
pub struct SmartRollup;

impl Contract for SmartRollup {
    const NAME: &'static str = "smart-rollup";
    const FUNCTIONS: &'static [&'static str] = &[
        "inbox_message",
        "external_payload",
        "external_frame",
        "outbox_message",
        "outbox_transaction",
        "outbox_output",
        "reveal_request",
        "reveal_hash",
        "metadata",
        "dal_parameters",
        "dac_page",
        "micheline",
        "micheline_text",
        "contract",
        "public_key_hash",
        "rollup_address",
        "entrypoint",
        "host_result",
        "input_info",
    ];
    const EVENTS: &'static [&'static str] = &[];
    const DECLARED: &'static declared::Contract = SmartRollupDriver::CONTRACT;

    fn driver() -> impl ConvertibleContract {
        SmartRollupDriver
    }

    fn encode_value(what: Decode, name: &str, json: &str) -> Result<Vec<u8>, Error> {
        SmartRollupDriver::encode_value(what, name, json)
    }

    fn draw(what: Decode, name: &str, draw: &mut Draw) -> Result<Sample> {
        // Thousands are drawn.
        static ALL: OnceLock<Vec<Golden>> = OnceLock::new();
        let all = match ALL.get() {
            Some(all) => all,
            None => {
                let read = golden::read(Self::NAME)?;
                ALL.get_or_init(|| read)
            }
        };
        let of_this: Vec<_> = all
            .iter()
            .filter(|golden| golden.what == what && golden.name() == name)
            .collect();
        let golden = of_this.choose(&mut draw.rng).context("no golden values")?;
        Ok(Sample {
            json: golden.json.clone(),
            bytes: golden.bytes.clone(),
        })
    }
}
