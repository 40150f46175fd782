//! A driver with its own document, for tests that know of it what the document says.

use anyhow::Result;
use data_driver::{ConvertibleContract, Decode, Error};
use data_driver_conformance::subject as conformance;
pub use data_driver_conformance::subject::{Part, Subject as Truthful, parts};
use data_driver_host::Driver;
use generated_driver::GeneratedDriver;
use serde_json::Value;
use shapes_driver::ShapesDriver;

use crate::contract::Contract;
use crate::files;

/// A driver, linked in, that encodes outputs and events too.
pub struct Subject {
    /// The name of its `.wasm`.
    pub name: &'static str,
    driver: Box<dyn ConvertibleContract>,
    encode: fn(Decode, &str, &str) -> Result<Vec<u8>, Error>,
}

impl Subject {
    /// Our driver of a contract.
    #[must_use]
    pub fn of<C: Contract>() -> Self {
        Self {
            name: C::NAME,
            driver: Box::new(C::driver()),
            encode: C::encode_value,
        }
    }

    /// The driver that has values of every shape.
    #[must_use]
    pub fn shapes() -> Self {
        Self {
            name: "shapes",
            driver: Box::new(ShapesDriver),
            encode: ShapesDriver::encode_value,
        }
    }

    /// The driver of generated types.
    #[must_use]
    pub fn generated() -> Self {
        Self {
            name: "generated",
            driver: Box::new(GeneratedDriver),
            encode: GeneratedDriver::encode_value,
        }
    }

    /// The same driver in WebAssembly, in our host. Outputs and events, which a module does not encode,
    /// are encoded as before.
    ///
    /// # Errors
    /// It was not built.
    pub fn in_wasmtime(self) -> Result<Self> {
        let module = Driver::from_bytes(&files::driver(self.name)?)?;
        Ok(Self {
            driver: Box::new(module),
            ..self
        })
    }

    /// What `get_schema` returns.
    ///
    /// # Errors
    /// It is not JSON.
    pub fn document(&self) -> Result<Value> {
        Ok(serde_json::from_str(&self.driver.get_schema())?)
    }
}

impl conformance::Subject for Subject {
    fn encode(&self, part: &Part<'_>, json: &str) -> Result<Vec<u8>, Error> {
        match part.what {
            Decode::Input => self.driver.encode_input_fn(&part.name, json),
            _ => (self.encode)(part.what, &part.name, json),
        }
    }

    fn decode(&self, part: &Part<'_>, bytes: &[u8]) -> Result<String, Error> {
        let mut text = String::new();
        self.driver
            .decode_to_text(part.what, &part.name, bytes, &mut text)?;
        Ok(text)
    }
}
