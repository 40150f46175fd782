//! What the program says.

use serde_json::json;

use crate::effort::Pair;

/// Names of those we are compared with.
pub(crate) mod rival {
    /// The rival's host with the rival's driver.
    pub(crate) const READER: &str = "dusk-data-driver reader";
    /// The crates by which kona's programs and hosts talk.
    pub(crate) const KONA: &str = "kona-preimage";
    /// The method of the trait, without a boundary.
    pub(crate) const PLAIN: &str = "plain trait call";
    /// The host that kernels of Tezos' SDK are tested with.
    pub(crate) const MOCK: &str = "tezos-smart-rollup-mock";
    /// A script for Node with the deployed driver and loader.
    pub(crate) const SCRIPT: &str = "Node script, deployed driver";
    /// The rival's driver without WebAssembly.
    pub(crate) const NATIVE: &str = "dusk-stake-contract-dd";
}

/// One line of the report.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) id: &'static str,
    pub(crate) ours: f64,
    pub(crate) rival: f64,
    pub(crate) unit: &'static str,
    /// Over 1 where we are better.
    pub(crate) ratio: f64,
    pub(crate) rival_name: &'static str,
}

impl Row {
    /// Times of one call.
    pub(crate) fn times(id: &'static str, pair: Pair, rival_name: &'static str) -> Self {
        Self {
            id,
            ours: pair.ours,
            rival: pair.rival,
            unit: "ns",
            ratio: pair.rival / pair.ours,
            rival_name,
        }
    }

    pub(crate) fn print(&self) {
        println!(
            "{}",
            json!({
                "id": self.id,
                "ours": self.ours,
                "rival": self.rival,
                "unit": self.unit,
                "ratio": self.ratio,
                "rival_name": self.rival_name,
            })
        );
    }
}
