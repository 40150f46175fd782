data_driver::contract! {
    pub Driver("Contract") {
        transaction fn add(a: u64; b: u64);
    }
}

fn main() {}
