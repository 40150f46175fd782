#[data_driver::data]
pub struct Amount {
    value: Vec<Option<Box<Option<u64>>>>,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
