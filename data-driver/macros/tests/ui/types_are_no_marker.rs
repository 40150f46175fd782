pub struct Network;

data_driver::contract! {
    pub Driver("Contract", types = Network) {
        query fn total() -> u64;
    }
}

fn main() {}
