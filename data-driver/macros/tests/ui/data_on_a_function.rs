#[data_driver::data]
fn total() -> u64 {
    0
}

fn main() {}
