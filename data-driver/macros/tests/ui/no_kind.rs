data_driver::contract! {
    pub Driver("Contract") {
        fn total() -> u64;
    }
}

fn main() {}
