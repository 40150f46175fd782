#[data_driver::data]
pub struct Amount {
    #[serde(renam = "amount")]
    value: u64,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
