use cross_call::cross_call;

#[cross_call(lenient)]
trait Calls<T> {
    fn foo(&self, value: T);
}

fn main() {}
