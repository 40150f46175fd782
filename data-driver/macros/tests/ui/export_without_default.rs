pub struct Driver {
    _limit: u64,
}

impl data_driver::ConvertibleContract for Driver {
    fn encode_input_fn(&self, _: &str, _: &str) -> Result<Vec<u8>, data_driver::Error> {
        unimplemented!()
    }

    fn decode_input_fn(&self, _: &str, _: &[u8]) -> Result<data_driver::JsonValue, data_driver::Error> {
        unimplemented!()
    }

    fn decode_output_fn(&self, _: &str, _: &[u8]) -> Result<data_driver::JsonValue, data_driver::Error> {
        unimplemented!()
    }

    fn decode_event(&self, _: &str, _: &[u8]) -> Result<data_driver::JsonValue, data_driver::Error> {
        unimplemented!()
    }

    fn get_schema(&self) -> String {
        unimplemented!()
    }
}

data_driver::export!(Driver);

fn main() {}
