//! Whether a driver's document tells the truth about the driver.
//!
//! * [`round_trips`]: what the document allows, the driver takes, and gives back;
//! * [`refusals`]: what the document refuses, the driver refuses;
//! * [`samples`]: what the contract's own types write, the document allows.
//!
//! They take the document apart from the driver, so that they can be tried with one that lies.

mod mutation;
mod refusals;
mod round_trips;
mod samples;

pub use refusals::{Refusals, refusals};
pub use round_trips::round_trips;
pub use samples::samples;
