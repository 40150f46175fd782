mod ours {
    pub fn serialize<S: serde::Serializer>(value: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }
}

#[derive(serde::Serialize, data_driver::Describe)]
struct Amount {
    #[serde(with = "ours")]
    value: u64,
}

fn main() {}
