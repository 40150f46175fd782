#[data_driver::data]
pub enum Amount {
    Number(u64),
    #[serde(skip)]
    Hidden,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
