#[derive(data_driver::Describe)]
#[describe(remote = std::net::Ipv4Addr)]
pub struct Address([u8; 4]);

fn main() {}
