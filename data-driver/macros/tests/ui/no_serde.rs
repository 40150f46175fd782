#[derive(rkyv::Archive, rkyv::Serialize, rkyv::Deserialize, data_driver::Describe)]
#[archive(check_bytes)]
pub struct Amount(u64);

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
