data_driver::contract! {
    pub OtherDriver("Other") {
        query fn total | "1"() -> u64;
    }
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn sum | "1"() -> u64;
        use OtherDriver;
    }
}

fn main() {}
