#[data_driver::data]
pub struct Amount(u64, #[serde(skip)] u64);

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
