data_driver::contract! {
    pub Driver("Contract") {
        transaction fn add(bound: Option<Option<u64>>);
    }
}

fn main() {}
