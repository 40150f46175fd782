#[data_driver::data]
pub struct Amount {
    value: Inner,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}

pub struct Inner(u64);
