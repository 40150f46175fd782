data_driver::contract! {
    pub Driver("Contract") {
        transaction fn add(#[codec(frames)] a: u8, b: u8);
    }
}

fn main() {}
