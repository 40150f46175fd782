#[derive(data_driver::Describe)]
struct Supply {
    total: Option<Vec<u128>>,
}

#[derive(data_driver::Describe)]
#[serde(tag = "kind")]
enum Event {
    Minted { value: u64, supply: Supply },
}

mod wire {
    pub fn encode(_: &str) -> Result<Vec<u8>, data_driver::Error> {
        unimplemented!()
    }

    pub fn decode(_: &[u8], _: &mut String) -> Result<(), data_driver::Error> {
        unimplemented!()
    }
}

data_driver::contract! {
    pub D("C") {
        query fn f() -> #[codec(wire)] Event;
    }
}

fn main() {}
