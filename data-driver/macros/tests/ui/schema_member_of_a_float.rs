data_driver::contract! {
    pub Driver("Contract") {
        #[schema(since = 1.2)]
        query fn total() -> u64;
    }
}

fn main() {}
