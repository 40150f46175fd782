#[data_driver::data]
pub struct Amount {
    value: u64,
    #[serde(rename = "value")]
    other: u64,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
