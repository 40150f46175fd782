data_driver::contract! {
    pub Driver("Contract") {
        transaction fn add(amount);
    }
}

fn main() {}
