//! Data driver of the preimage oracle and hint protocols, by which Optimism's fault-proof programs talk with
//! their hosts.
//!
//! The types and their bytes stand in `preimage_oracle`.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

use preimage_oracle::forms::{
    BootValue, HintAck, HintRequest, HintRequestU64, KonaValue, OpProgramValue, PreimageOracle,
    PreimageRequest, PreimageResponse, RawRequest,
};

data_driver::contract! {
    /// What a fault-proof program asks its host, and what it is answered: `op-program`, kona and the zkVMs
    /// that run them.
    ///
    /// A function is a message of the program, its result the host's answer. Answers stand as functions of
    /// their own as well, so that they can be encoded.
    pub PreimageOracleDriver("PreimageOracle", codec = PreimageOracle) {
        /// Asks for a preimage, by a key of a type from 1 to 6.
        query fn preimage_request(key: PreimageRequest) -> PreimageResponse;
        /// Asks for a preimage, by a key of any type: of one that an application gave a meaning of its own, or of one that
        /// `preimage_request` refuses.
        query fn raw_request(key: RawRequest) -> PreimageResponse;
        /// Answers with a preimage.
        query fn preimage_response(preimage: PreimageResponse);
        /// Says what will be asked for: the length in 4 bytes, as deployed programs write it.
        query fn hint_request(hint: HintRequest) -> HintAck;
        /// Says what will be asked for: the length in 8 bytes, as o1vm's document has it.
        query fn hint_request_u64(hint: HintRequestU64) -> HintAck;
        /// Acknowledges a hint.
        query fn hint_ack(ack: HintAck);
        /// A value that a program starts with, by the number of its key: request and response in one.
        query fn boot_value(value: BootValue);
        /// The same by the names that `op-program` has for the keys.
        query fn boot_value_op_program(value: OpProgramValue);
        /// The same by the names that kona has for the keys.
        query fn boot_value_kona(value: KonaValue);
    }
}

data_driver::export!(PreimageOracleDriver);
