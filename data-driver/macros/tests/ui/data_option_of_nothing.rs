#[data_driver::data]
pub struct Amount {
    value: Option<()>,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
