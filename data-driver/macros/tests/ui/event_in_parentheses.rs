data_driver::contract! {
    pub Driver("Contract") {
        event "added"(u64);
    }
}

fn main() {}
