data_driver::contract! {
    pub Driver("Contract") {
        transaction fn add(#[unit("DUSK")] amount: u64);
    }
}

fn main() {}
