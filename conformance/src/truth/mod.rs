//! Whether a driver's document tells the truth about the driver.
//!
//! * [`round_trips`]: what the document allows, the driver takes, and gives back;
//! * [`refusals`]: what the document refuses, the driver refuses.
//!
//! They take the document apart from the driver, so that they can be tried with one that lies.

mod mutation;
mod refusals;
mod round_trips;

pub use refusals::{Refusals, refusals, refusals_where};
pub(crate) use round_trips::OtherForm;
pub(crate) use round_trips::round_trip;
pub use round_trips::{round_trips, shortened};
