data_driver::contract! {
    pub Driver(Contract) {
        query fn total() -> u64;
    }
}

fn main() {}
