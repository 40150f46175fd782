data_driver::contract! {
    pub Driver {
        query fn total() -> u64;
    }
}

fn main() {}
