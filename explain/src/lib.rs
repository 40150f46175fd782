#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod difference;
mod evidence;
mod owners;
pub mod pointer;
mod readings;
mod schema_at;

pub use evidence::Evidence;
pub use owners::{MOST_BYTES, Owner, owners, ranges};
pub use readings::{Reading, Source, readings};
pub use schema_at::{is_one_piece, schema_at};

use data_driver_host::Error;

/// Of a driver that fails on changed bytes nothing is concluded; that it refuses them says something.
fn refusal<T>(result: Result<T, Error>) -> Result<Option<T>, Error> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Error::Rejected(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
