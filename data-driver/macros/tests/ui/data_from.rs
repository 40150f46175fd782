#[data_driver::data]
#[serde(from = "u64")]
pub struct Amount {
    value: u64,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
