#[derive(data_driver::Describe)]
enum Either {
    A(u8),
    #[serde(untagged)]
    B(String),
}

fn main() {}
