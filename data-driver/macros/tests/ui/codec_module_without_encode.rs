mod wire {
    pub fn decode(_: &[u8], _: &mut String) -> Result<(), data_driver::Error> {
        unimplemented!()
    }
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> #[codec(wire)] u64;
    }
}

fn main() {}
