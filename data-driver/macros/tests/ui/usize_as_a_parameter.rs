data_driver::contract! {
    pub Driver("Contract") {
        transaction fn add(count: Vec<usize>);
    }
}

fn main() {}
