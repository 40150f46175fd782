#[derive(data_driver::Describe)]
struct Page<T> {
    items: Vec<T>,
}

fn main() {}
