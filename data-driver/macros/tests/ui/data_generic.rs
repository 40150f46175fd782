#[data_driver::data]
pub struct Page<T> {
    items: Vec<T>,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Page<u64>;
    }
}

fn main() {}
