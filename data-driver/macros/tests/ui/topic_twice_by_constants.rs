const ADDED: &str = "added";
const RAISED: &str = "added";

data_driver::contract! {
    pub Driver("Contract") {
        event ADDED: u64;
        event RAISED: u64;
    }
}

fn main() {}
