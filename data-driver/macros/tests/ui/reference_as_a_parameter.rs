data_driver::contract! {
    pub Driver("Contract") {
        transaction fn add(name: &str);
    }
}

fn main() {}
