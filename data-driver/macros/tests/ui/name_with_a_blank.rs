data_driver::contract! {
    pub Driver("Contract") {
        query fn "total supply"() -> u64;
    }
}

fn main() {}
