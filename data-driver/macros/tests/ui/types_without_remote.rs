#[derive(data_driver::Describe)]
#[describe(types = Network)]
pub struct Address([u8; 4]);

fn main() {}
