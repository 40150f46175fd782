const ADDED: &str = "added";

data_driver::contract! {
    pub Driver("Contract") {
        event "added" | ADDED: u64;
    }
}

fn main() {}
