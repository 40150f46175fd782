data_driver::contract! {
    pub ("Contract") {
        query fn total() -> u64;
    }
}

fn main() {}
