#[data_driver::data]
pub struct Amount {
    #[serde(skip_serializing)]
    value: u64,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
