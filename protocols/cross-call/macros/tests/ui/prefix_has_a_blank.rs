use cross_call::{CrossCall, cross_call};

trait Bound: CrossCall {}

#[cross_call(Bound, driver = "e call")]
trait Calls {
    fn foo(&self);
}

fn main() {}
