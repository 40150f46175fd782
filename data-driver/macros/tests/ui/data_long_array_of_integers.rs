#[data_driver::data]
pub struct Amount {
    value: Vec<[u32; 33]>,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
