mod wire {
    pub fn encode(_: &str) -> Vec<u8> {
        unimplemented!()
    }

    pub fn decode(_: &[u8], _: &mut String) -> Result<(), data_driver::Error> {
        unimplemented!()
    }
}

data_driver::contract! {
    pub Driver("Contract") {
        transaction fn add(#[codec(wire)] amount: u64);
    }
}

fn main() {}
