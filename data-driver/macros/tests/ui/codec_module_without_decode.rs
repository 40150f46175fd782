mod wire {
    pub fn encode(_: &str) -> Result<Vec<u8>, data_driver::Error> {
        unimplemented!()
    }
}

data_driver::contract! {
    pub Driver("Contract") {
        transaction fn add(#[codec(wire)] amount: u64);
    }
}

fn main() {}
