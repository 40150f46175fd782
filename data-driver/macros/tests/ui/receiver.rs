data_driver::contract! {
    pub Driver("Contract") {
        query fn total(&self) -> u64;
    }
}

fn main() {}
