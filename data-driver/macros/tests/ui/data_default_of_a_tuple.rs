#[data_driver::data]
#[serde(default)]
#[derive(Default)]
pub struct Amount(u64, u64);

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
