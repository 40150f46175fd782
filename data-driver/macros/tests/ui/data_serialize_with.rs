#[data_driver::data]
pub struct Amount {
    #[serde(serialize_with = "ours")]
    value: u64,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
