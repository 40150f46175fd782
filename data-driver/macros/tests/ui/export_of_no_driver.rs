#[derive(Default)]
pub struct Driver;

data_driver::export!(Driver);

fn main() {}
