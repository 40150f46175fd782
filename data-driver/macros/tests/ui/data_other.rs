#[data_driver::data]
#[serde(tag = "kind")]
pub enum Amount {
    Number { value: u64 },
    #[serde(other)]
    Unknown,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
