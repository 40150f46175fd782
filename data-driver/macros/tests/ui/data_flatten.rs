#[data_driver::data]
pub struct Amount {
    #[serde(flatten)]
    value: std::collections::BTreeMap<String, u64>,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
