//! Whether a driver's document tells the truth about the driver.
//!
//! * [`round_trips`]: what the document allows, the driver takes, and gives back;
//! * [`refusals`]: what the document refuses, the driver refuses;
//! * [`samples`]: what the contract's own types write, the document allows.

mod samples;

pub use data_driver_conformance::truth::{Refusals, refusals, round_trips};
pub use samples::samples;
