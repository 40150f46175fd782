data_driver::contract! {
    pub Driver("Contract") {
        transaction fn vote(votes: Option<std::sync::Arc<[u64]>>);
    }
}

fn main() {}
