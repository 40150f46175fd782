//! Amounts.

use data_driver::describe::{Describe, Type, Unit};

/// An amount in LUX: a `u64` that counts the ninth decimal place of a DUSK.
pub(crate) struct Lux;

impl<C> Describe<C> for Lux {
    const TYPE: &'static Type = &Type::Measured(
        Unit {
            symbol: "DUSK",
            decimals: 9,
        },
        <u64 as Describe>::TYPE,
    );
}
