#[data_driver::data]
pub struct Amount {
    #[serde(with = "data_driver::hex")]
    value: u64,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
