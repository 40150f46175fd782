//! A loaded driver in the place of one that is linked in.

use data_driver::{ConvertibleContract, Decode, JsonValue};

use crate::{Driver, intern};

/// Errors carry the same [`Report`](data_driver::Report) as those of the same driver linked in, and
/// those that are the driver's or the host's fault have a kind of their own.
impl ConvertibleContract for Driver {
    fn encode_input_fn(&self, fn_name: &str, json: &str) -> Result<Vec<u8>, data_driver::Error> {
        Ok(self.encode_input(fn_name, json)?)
    }

    fn decode_input_fn(&self, fn_name: &str, rkyv: &[u8]) -> Result<JsonValue, data_driver::Error> {
        Ok(self.decode(Decode::Input, fn_name, rkyv)?)
    }

    fn decode_output_fn(
        &self,
        fn_name: &str,
        rkyv: &[u8],
    ) -> Result<JsonValue, data_driver::Error> {
        Ok(self.decode(Decode::Output, fn_name, rkyv)?)
    }

    fn decode_event(&self, event_name: &str, rkyv: &[u8]) -> Result<JsonValue, data_driver::Error> {
        Ok(self.decode(Decode::Event, event_name, rkyv)?)
    }

    /// Empty where the driver has none or fails to give it; [`Driver::schema_text`] tells which.
    fn get_schema(&self) -> String {
        match self.schema_text() {
            Ok(Some(schema)) => schema.into(),
            Ok(None) | Err(_) => String::new(),
        }
    }

    /// [`Driver::version`], but `unknown` where a process has loaded so many versions that it keeps
    /// no more of them for ever.
    fn get_version(&self) -> &'static str {
        intern::version(self.version())
    }

    fn decode_to_text(
        &self,
        what: Decode,
        name: &str,
        bytes: &[u8],
        out: &mut String,
    ) -> Result<(), data_driver::Error> {
        Ok(self.decode_into(what, name, bytes, out)?)
    }
}
