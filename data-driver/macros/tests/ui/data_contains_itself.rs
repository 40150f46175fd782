#[data_driver::data]
pub struct Tree {
    branches: Vec<Tree>,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Tree;
    }
}

fn main() {}
