data_driver::contract! {
    pub Driver("Contract", format = Borsh) {
        query fn total() -> u64;
    }
}

fn main() {}
