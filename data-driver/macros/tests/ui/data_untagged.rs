#[data_driver::data]
#[serde(untagged)]
pub enum Amount {
    Number(u64),
    Text(String),
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
