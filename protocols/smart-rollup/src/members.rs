//! How forms are read from JSON.
//!
//! Forms that a message has many of, or whose members are of other types than those here, read themselves.

use alloc::string::String;
use alloc::vec::Vec;

use data_driver::members::{Take, Unfit};
use data_driver::{HexVec, members};
use serde::Deserialize;

use crate::address::{Contract, PublicKeyHash};
use crate::hash::{BlockHash, ContractHash, RollupAddress};
use crate::host::HostErrorName;
use crate::inbox::PublisherSlots;
use crate::micheline::Micheline;
use crate::natural::Natural;
use crate::outbox::{AnyTransaction, OutboxMessage, Transaction, TypedTransaction};
use crate::reveal::RevealHash;
use crate::timestamp::Timestamp;

members! {
    /// The members of any form.
    pub(crate) struct Members {
        attestation_lag: i64,
        attestation_threshold_percent: i64,
        code: i64,
        destination: RollupAddress,
        error: HostErrorName,
        external: HexVec,
        hash: RevealHash,
        id: i64,
        internal: String,
        kind: String,
        level: i64,
        message: OutboxMessage,
        message_index: Natural,
        number_of_slots: i64,
        origination_level: i64,
        outbox_level: i64,
        page_index: i64,
        page_size: i64,
        payload: Micheline,
        predecessor: BlockHash,
        predecessor_timestamp: Timestamp,
        preimage: HexVec,
        protocol: String,
        published_level: i64,
        raw_rollup_address: RollupAddress,
        restricted_commitments_publishers: Vec<Contract>,
        reveal: String,
        sender: ContractHash,
        serialized: HexVec,
        signal: String,
        slot_index: i64,
        slot_size: i64,
        slots_by_publisher: Vec<PublisherSlots>,
        source: PublicKeyHash,
        transactions: AnyTransactions,
        value: i64,
        whitelist: Vec<PublicKeyHash>,
    }
}

/// Calls, with types or without as the form has them.
macro_rules! take_transactions {
    ($($transaction:ident),*) => {
        $(impl Take<AnyTransactions> for Vec<$transaction> {
            fn take(place: &mut Option<AnyTransactions>, name: &'static str) -> Result<Self, Unfit> {
                let AnyTransactions(transactions) = place.take().ok_or(Unfit::Missing(name))?;
                transactions.into_iter().map($transaction::try_from).collect()
            }
        })*
    };
}

take_transactions!(Transaction, TypedTransaction);

/// The place of calls.
#[derive(Deserialize)]
#[serde(transparent)]
pub(crate) struct AnyTransactions(Vec<AnyTransaction>);
