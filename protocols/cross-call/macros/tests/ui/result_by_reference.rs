use cross_call::{CrossCall, cross_call};

trait Bound: CrossCall {}

#[cross_call(Bound)]
trait Calls {
    fn foo(&self) -> &str;
}

fn main() {}
