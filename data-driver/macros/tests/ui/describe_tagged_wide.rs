#[derive(data_driver::Describe)]
struct Supply {
    total: Option<Vec<u128>>,
}

#[derive(data_driver::Describe)]
#[serde(tag = "kind")]
enum Event {
    Minted { value: u64, supply: Supply },
}

fn main() {}
