#[derive(serde::Serialize, data_driver::Describe)]
struct Outer {
    #[serde(flatten)]
    inner: Inner,
}

#[derive(serde::Serialize, data_driver::Describe)]
struct Inner {
    a: u8,
}

fn main() {}
