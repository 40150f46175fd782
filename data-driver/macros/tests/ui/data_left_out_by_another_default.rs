#[data_driver::data]
pub struct Amount {
    #[serde(default = "all", skip_serializing_if = "Option::is_none")]
    value: Option<u64>,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
