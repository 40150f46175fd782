data_driver::contract! {
    pub Driver("Contract") {
        view fn total() -> u64;
    }
}

fn main() {}
