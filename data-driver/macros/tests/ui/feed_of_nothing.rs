data_driver::contract! {
    pub Driver("Contract") {
        feed fn history();
    }
}

fn main() {}
