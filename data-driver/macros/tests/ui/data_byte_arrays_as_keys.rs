#[data_driver::data]
pub struct Amount {
    value: std::collections::BTreeMap<[u8; 32], u64>,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
