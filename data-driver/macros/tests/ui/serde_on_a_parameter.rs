data_driver::contract! {
    pub Driver("Contract") {
        transaction fn add(#[serde(with = "data_driver::hex")] key: Vec<u8>);
    }
}

fn main() {}
