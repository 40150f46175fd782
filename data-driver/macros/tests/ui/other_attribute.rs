data_driver::contract! {
    pub Driver("Contract") {
        #[inline]
        query fn total() -> u64;
    }
}

fn main() {}
