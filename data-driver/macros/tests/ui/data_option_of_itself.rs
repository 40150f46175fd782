#[data_driver::data]
pub struct Chain(#[describe(later)] Option<Box<Chain>>);

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Chain;
    }
}

fn main() {}
