use cross_call::{CrossCall, cross_call};

trait Bound: CrossCall {}

#[cross_call(1.2)]
trait Calls {
    fn foo(&self);
}

fn main() {}
