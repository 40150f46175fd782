data_driver::contract! {
    pub Driver("Contract") {
        transaction fn add(key: [u8; 64]);
    }
}

fn main() {}
