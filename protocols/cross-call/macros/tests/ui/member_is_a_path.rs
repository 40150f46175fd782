use cross_call::{CrossCall, cross_call};

trait Bound: CrossCall {}

#[cross_call(Bound)]
trait Calls {
    #[xcall(foo::bar = 42)]
    fn foo(&self);
}

fn main() {}
