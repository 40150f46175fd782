#[data_driver::data]
pub enum Amount {
    #[serde(with = "data_driver::hex")]
    Bytes(Vec<u8>),
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
