use rkyv::{Archive, Deserialize, Serialize};

#[derive(Archive, Serialize, Deserialize, serde::Serialize, serde::Deserialize)]
#[archive_attr(derive(bytecheck::CheckBytes))]
struct Amount(u64);

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
