#[data_driver::data]
#[serde(tag = "kind")]
pub struct Amount {
    value: u64,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
