data_driver::contract! {
    pub Driver("Contract") {
        #[schema(id = 3)]
        #[schema(id = 4)]
        event "paid": u64;
    }
}

fn main() {}
