data_driver::contract! {
    pub Driver("Contract") {
        pub query fn total() -> u64;
    }
}

fn main() {}
