data_driver::contract! {
    pub Driver("Contract") {
        event "added" | "removed": u64;
        event "added": u32;
    }
}

fn main() {}
