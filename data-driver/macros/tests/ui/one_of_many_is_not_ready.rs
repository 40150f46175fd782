pub struct Amount(u64);

data_driver::contract! {
    pub Driver("Contract") {
        transaction fn add(amount: Amount, to: u64);
    }
}

fn main() {}
