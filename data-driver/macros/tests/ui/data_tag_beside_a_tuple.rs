#[data_driver::data]
#[serde(tag = "kind")]
pub enum Amount {
    Pair(u64, u64),
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
