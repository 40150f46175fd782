use cross_call::{CrossCall, cross_call};

trait Bound: CrossCall {}

#[cross_call(Bound)]
trait Calls {
    #[xcall(since = "1.1")]
    fn foo(&self);
}

fn main() {}
