data_driver::contract! {
    pub Driver("Contract") {
        query fn next() -> std::net::Ipv4Addr;
    }
}

fn main() {}
