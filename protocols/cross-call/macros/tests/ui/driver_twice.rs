use cross_call::{CrossCall, cross_call};

trait Bound: CrossCall {}

#[cross_call(driver, driver)]
trait Calls {
    fn foo(&self);
}

fn main() {}
