#[derive(serde::Serialize, data_driver::Describe)]
#[serde(untagged)]
enum Either {
    A(u8),
    B(String),
}

fn main() {}
