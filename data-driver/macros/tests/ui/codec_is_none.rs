pub struct Borsh;

data_driver::contract! {
    pub Driver("Contract", codec = Borsh) {
        query fn total() -> u64;
    }
}

fn main() {}
