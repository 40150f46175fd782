#[derive(data_driver::Describe)]
pub struct Amount {
    #[serde_as(as = "DisplayFromStr")]
    value: u64,
}

fn main() {}
