pub struct Raw;

data_driver::contract! {
    pub Driver("Contract", codec = Raw, codec = Raw) {
        query fn total() -> u64;
    }
}

fn main() {}
