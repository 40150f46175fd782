#[data_driver::data]
#[serde(rename_all = "kebabCase")]
pub struct Amount {
    value: u64,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
