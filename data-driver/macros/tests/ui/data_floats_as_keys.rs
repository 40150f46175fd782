#[data_driver::data]
pub struct Amount {
    value: std::collections::BTreeMap<u64, std::collections::BTreeMap<Vec<u8>, u8>>,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
