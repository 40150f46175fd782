#[data_driver::data]
pub struct Votes {
    all: Vec<std::rc::Rc<[u64]>>,
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn votes() -> Votes;
    }
}

fn main() {}
