mod counter {
    data_driver::contract! {
        pub Driver("Counter") {
            query fn total() -> u64;
        }
    }

    data_driver::export!(Driver);
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> u64;
    }
}

data_driver::export!(Driver);

fn main() {}
