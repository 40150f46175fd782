use cross_call::{CrossCall, cross_call};

trait Bound: CrossCall {}

#[cross_call(Bound)]
trait Calls {
    #[xcall(123)]
    fn foo(&self);
}

fn main() {}
