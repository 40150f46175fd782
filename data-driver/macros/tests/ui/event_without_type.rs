data_driver::contract! {
    pub Driver("Contract") {
        event "added";
    }
}

fn main() {}
