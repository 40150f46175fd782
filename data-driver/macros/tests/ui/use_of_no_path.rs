data_driver::contract! {
    pub Driver("Contract") {
        use "OtherDriver";
    }
}

fn main() {}
