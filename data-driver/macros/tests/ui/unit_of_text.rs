data_driver::contract! {
    pub Driver("Contract") {
        transaction fn add(#[unit("DUSK", 9)] name: String);
    }
}

fn main() {}
