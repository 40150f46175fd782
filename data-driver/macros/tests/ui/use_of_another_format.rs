struct Other;

impl data_driver::codec::Codec for Other {
    const ID: &'static str = "other";
}

impl<T> data_driver::codec::Convert<T> for Other {
    fn to_bytes(_: &T) -> Result<Vec<u8>, data_driver::Error> {
        Ok(Vec::new())
    }

    fn from_bytes(_: &[u8]) -> Result<T, data_driver::Error> {
        Err(data_driver::Error::Other(String::new()))
    }
}

data_driver::contract! {
    pub OtherDriver("Other", codec = Other) {
        query fn total() -> u64;
    }
}

data_driver::contract! {
    pub Driver("Contract") {
        use OtherDriver;
    }
}

fn main() {}
