#[data_driver::data(borsh)]
pub struct Amount(u64);

fn main() {}
