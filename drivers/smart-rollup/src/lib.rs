//! Data driver of the messages of Tezos smart rollups.
//!
//! The types, and all that is known of them, are in `smart-rollup`.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

use smart_rollup::DataEncoding;
use smart_rollup::address::{Contract, PublicKeyHash};
use smart_rollup::dac::DacPage;
use smart_rollup::entrypoint::Entrypoint;
use smart_rollup::hash::RollupAddress;
use smart_rollup::host::{HostResult, InputInfo};
use smart_rollup::inbox::{External, ExternalFrame, InboxMessage};
use smart_rollup::micheline::{Micheline, MichelineText};
use smart_rollup::outbox::{OutboxMessage, OutboxOutput, Transaction};
use smart_rollup::reveal::{DalParameters, Metadata, RevealHash, RevealRequest};

data_driver::contract! {
    /// The messages of Tezos smart rollups (Octez): what a kernel receives, says and asks for.
    pub SmartRollupDriver("SmartRollup", codec = DataEncoding) {
        /// What a kernel receives by `read_input`, which returns how many bytes.
        transaction fn inbox_message(message: InboxMessage) -> HostResult;
        /// The bytes of an external message, as they are sent: in the inbox a tag stands in front.
        transaction fn external_payload(payload: External);
        /// The frame that the kernel SDK suggests for external messages.
        transaction fn external_frame(frame: ExternalFrame);
        /// What a kernel says to layer 1 by `write_output`.
        transaction fn outbox_message(message: OutboxMessage) -> HostResult;
        /// One call of an outbox message.
        transaction fn outbox_transaction(transaction: Transaction);
        /// A message of the outbox with its place, which an output proof ends with.
        query fn outbox_output(output: OutboxOutput);
        /// What a kernel asks the host function `reveal` for, which returns how many bytes.
        query fn reveal_request(request: RevealRequest) -> HostResult;
        /// The hash of data that can be revealed.
        query fn reveal_hash(hash: RevealHash);
        /// What `reveal_metadata` reveals.
        query fn metadata(metadata: Metadata);
        /// The parameters of the data availability layer, as they are revealed.
        query fn dal_parameters(parameters: DalParameters);
        /// A page of the tree into which long data are split, so that they can be revealed.
        query fn dac_page(page: DacPage);
        /// An expression of Micheline.
        query fn micheline(expression: Micheline);
        /// The same as people write it.
        query fn micheline_text(expression: MichelineText);
        /// An account: `tz…` or `KT1…`.
        query fn contract(contract: Contract);
        /// An implicit account: `tz…`.
        query fn public_key_hash(hash: PublicKeyHash);
        /// A smart rollup: `sr1…`.
        query fn rollup_address(address: RollupAddress);
        /// An entrypoint of a contract.
        query fn entrypoint(entrypoint: Entrypoint);
        /// What a host function returns.
        query fn host_result(result: HostResult) -> HostResult;
        /// Where an input comes from, as `read_input` tells.
        query fn input_info(info: InputInfo);
    }
}

data_driver::export!(SmartRollupDriver);
