data_driver::contract! {
    pub Driver("Contract") {
        query fn get<T>(key: T) -> u64;
    }
}

fn main() {}
