#[data_driver::data]
pub struct Amount {
    value: [u8; 64],
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
