data_driver::contract! {
    pub Driver("Contract") {
        event 7: u64;
    }
}

fn main() {}
