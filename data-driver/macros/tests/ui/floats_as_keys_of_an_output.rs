data_driver::contract! {
    pub Driver("Contract") {
        query fn all() -> std::collections::BTreeMap<(u8, u8), u64>;
    }
}

fn main() {}
