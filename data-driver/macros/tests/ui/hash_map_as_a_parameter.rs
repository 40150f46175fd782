data_driver::contract! {
    pub Driver("Contract") {
        transaction fn add(all: std::collections::HashMap<String, u64>);
    }
}

fn main() {}
