data_driver::contract! {
    pub OtherDriver("Other") {
        event "added": u64;
    }
}

data_driver::contract! {
    pub Driver("Contract") {
        event "added": u32;
        use OtherDriver;
    }
}

fn main() {}
