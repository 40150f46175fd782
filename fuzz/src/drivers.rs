//! The drivers, compiled natively.

use std::sync::LazyLock;

use data_driver::{ConvertibleContract, Decode};
use serde_json::Value;

/// A driver with all that it can be asked about.
pub struct Native {
    /// The name of its file.
    pub name: &'static str,
    /// The driver itself.
    pub driver: Box<dyn ConvertibleContract + Send + Sync>,
    /// The inputs, the outputs and the events, in the order of its document.
    pub parts: Vec<(Decode, String)>,
}

/// All drivers. Their order is part of every input that was ever kept: a new one stands at the end.
pub static DRIVERS: LazyLock<Vec<Native>> = LazyLock::new(|| {
    vec![
        native("stake", stake_driver::StakeDriver),
        native("transfer", transfer_driver::TransferDriver),
        native("drc20", drc20_driver::Drc20Driver),
        native("drc721", drc721_driver::Drc721Driver),
        native(
            "standard-bridge",
            standard_bridge_driver::StandardBridgeDriver,
        ),
        native(
            "preimage-oracle",
            preimage_oracle_driver::PreimageOracleDriver,
        ),
        native("pink-runtime", pink_runtime_driver::PinkRuntimeDriver),
        native("smart-rollup", smart_rollup_driver::SmartRollupDriver),
    ]
});

fn native(name: &'static str, driver: impl ConvertibleContract + Send + Sync + 'static) -> Native {
    let document: Value = serde_json::from_str(&driver.get_schema()).expect("a document");
    let names = |list: &str, key: &str| -> Vec<String> {
        let items = document[list].as_array().into_iter().flatten();
        let names = items.filter_map(|item| item[key].as_str());
        names.map(str::to_owned).collect()
    };
    let of = |what, names: &[String]| -> Vec<(Decode, String)> {
        names.iter().map(|name| (what, name.clone())).collect()
    };
    let functions = names("functions", "name");
    Native {
        name,
        driver: Box::new(driver),
        parts: [
            of(Decode::Input, &functions),
            of(Decode::Output, &functions),
            of(Decode::Event, &names("events", "topic")),
        ]
        .concat(),
    }
}
