#[data_driver::data]
pub struct Inner {
    kind: u64,
}

#[data_driver::data]
#[serde(tag = "kind")]
pub enum Amount {
    Wrapped(Inner),
}

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
