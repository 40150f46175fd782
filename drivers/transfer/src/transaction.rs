//! Transactions of both models.

use alloc::boxed::Box;

use data_driver::{Describe, Error};
use dusk_core::transfer;
use serde::{Deserialize, Serialize};

use crate::mirror::{Mirror, codec};
use crate::moonlight::MoonlightTransaction;
use crate::phoenix::PhoenixTransaction;

codec! {
    /// `spend_and_execute`'s argument.
    transaction: super::Transaction
}

/// A transaction (`dusk-core`).
#[derive(Serialize, Deserialize, Describe)]
pub(crate) enum Transaction {
    /// It spends notes.
    Phoenix(Box<PhoenixTransaction>),
    /// It spends from an account.
    Moonlight(Box<MoonlightTransaction>),
}

impl Mirror for Transaction {
    type Of = transfer::Transaction;

    fn show(of: Self::Of) -> Result<Self, Error> {
        Ok(match of {
            Self::Of::Phoenix(tx) => Self::Phoenix(Box::new(Mirror::show(tx)?)),
            Self::Of::Moonlight(tx) => Self::Moonlight(Box::new(Mirror::show(tx)?)),
        })
    }

    fn build(self) -> Result<Self::Of, Error> {
        Ok(match self {
            Self::Phoenix(tx) => Self::Of::Phoenix(tx.build()?),
            Self::Moonlight(tx) => Self::Of::Moonlight(tx.build()?),
        })
    }
}
