//! The contracts whose drivers are tested.

use anyhow::Result;
use data_driver::declared;
use data_driver::{ConvertibleContract, Decode, Error};

use crate::golden::Golden;
use crate::runner::{Runner, Rust};
use crate::sample::{Draw, Sample};

/// A contract, our driver of it, and perhaps Dusk's.
pub trait Contract {
    /// The driver's name, which is that of its `.wasm` and of the folder of its golden files.
    const NAME: &'static str;
    /// The functions that the contract's source has.
    const FUNCTIONS: &'static [&'static str];
    /// The topics under which the contract's source emits.
    const EVENTS: &'static [&'static str];
    /// What our driver declares.
    const DECLARED: &'static declared::Contract;

    /// Our driver, linked in.
    fn driver() -> impl ConvertibleContract + 'static;

    /// Our driver's encoder for outputs and events too.
    ///
    /// # Errors
    /// The text is not a value of the type.
    fn encode_value(what: Decode, name: &str, json: &str) -> Result<Vec<u8>, Error>;

    /// A random value, made without our driver.
    ///
    /// # Errors
    /// The contract has no such function or event.
    fn draw(what: Decode, name: &str, draw: &mut Draw) -> Result<Sample>;

    /// Golden values beside the random ones.
    ///
    /// # Errors
    /// A value cannot be made.
    fn particular() -> Result<Vec<Golden>> {
        Ok(Vec::new())
    }

    /// Dusk's driver, linked in.
    fn deployed() -> Option<Box<dyn Runner>> {
        None
    }

    /// Whether Dusk's driver can convert this.
    fn is_deployed(_what: Decode, _name: &str) -> bool {
        false
    }
}

/// Everything that a driver of the contract can be asked about.
pub fn everything<C: Contract>() -> impl Iterator<Item = (Decode, &'static str)> {
    let of = |what: Decode, names: &'static [&str]| names.iter().map(move |name| (what, *name));
    of(Decode::Input, C::FUNCTIONS)
        .chain(of(Decode::Output, C::FUNCTIONS))
        .chain(of(Decode::Event, C::EVENTS))
}

/// Our driver, linked in, as a runner.
#[must_use]
pub fn natively<C: Contract>() -> Rust<impl ConvertibleContract> {
    Rust(C::driver())
}
