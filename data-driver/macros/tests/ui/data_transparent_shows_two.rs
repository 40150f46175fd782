#[data_driver::data]
#[serde(transparent)]
pub struct Amount {
    value: u64,
    other: u64,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
