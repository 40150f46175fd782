#[data_driver::data]
pub union Amount {
    small: u32,
    large: u64,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
