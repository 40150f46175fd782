use cross_call::{CrossCall, cross_call};

trait Bound: CrossCall {}

#[cross_call(Bound)]
trait Calls {
    #[xcall(id = 1)]
    fn foo(&self);
    fn bar(&self);
}

fn main() {}
