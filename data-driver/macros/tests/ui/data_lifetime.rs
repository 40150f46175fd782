#[data_driver::data]
pub struct Amount<'a> {
    name: &'a str,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount<'static>;
    }
}

fn main() {}
