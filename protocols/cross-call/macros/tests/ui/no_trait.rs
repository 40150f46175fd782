use cross_call::cross_call;

#[cross_call(Bound)]
struct Calls {
    foo: u32,
}

fn main() {}
