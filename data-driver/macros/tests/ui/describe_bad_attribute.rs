#[derive(data_driver::Describe)]
struct Amount {
    #[describe(typ = u64)]
    value: u64,
}

fn main() {}
