pub struct Raw;

impl data_driver::codec::Codec for Raw {
    const ID: &'static str = "raw";
}

data_driver::contract! {
    pub Driver("Contract", codec = Raw) {
        query fn total() -> u64;
    }
}

fn main() {}
