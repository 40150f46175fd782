#[data_driver::data]
pub struct Amount {
    value: std::collections::HashMap<String, u64>,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
