#[data_driver::data]
#[archive_attr(derive(PartialEq, Eq, PartialOrd, Ord))]
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    a: u8,
}

#[data_driver::data]
pub struct Amount(std::collections::BTreeMap<Key, u64>);

data_driver::contract! {
    pub Driver("Contract") {
        query fn total() -> Amount;
    }
}

fn main() {}
