data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> u64;
    }
    pub Other("Contract") {}
}

data_driver::export!(Driver);

fn main() {}
