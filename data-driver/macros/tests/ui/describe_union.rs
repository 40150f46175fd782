#[derive(data_driver::Describe)]
union Either {
    a: u32,
    b: f32,
}

fn main() {}
