data_driver::contract! {
    pub Driver("Contract") {
        #[schema(id = 3, kind = "view")]
        query fn total() -> u64;
    }
}

fn main() {}
