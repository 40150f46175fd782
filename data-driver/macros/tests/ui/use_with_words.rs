data_driver::contract! {
    pub OtherDriver("Other") {
        query fn total() -> u64;
    }
}

data_driver::contract! {
    pub Driver("Contract") {
        /// All of it.
        use OtherDriver;
    }
}

fn main() {}
