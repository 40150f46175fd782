//! Data driver of the calls between Phala's Pink runtime, in which ink! contracts run, and the worker that
//! hosts it.
//!
//! The calls are those of the traits `ECalls` and `OCalls` of `pink-protocol`, where their types stand too. A call is known by its name, `ecall.deposit`, and by its number, `ecall.3`. Several
//! arguments are their bytes one behind the other, one is itself, none is nothing.
//!
//! `docs/protocols.md` has the table of all messages, with their bytes and sources.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod one_event;

use cross_call::Scale;
use pink_protocol::{EventsBlock, EventsBlockHeader, PinkEvent};

use one_event::OneEvent;

data_driver::contract! {
    /// The calls between Phala's Pink runtime, in which ink! contracts run, and the worker that hosts it.
    ///
    /// `ecall.…` is what the host calls in the runtime, `ocall.…` what the runtime calls in the host. Each
    /// call has a number as well: `ecall.3` is `ecall.deposit`. `mutability` says whether what a call
    /// changes is kept, and `since` with which version of the runtime it came.
    ///
    /// Events are what contracts tell the runtime and the host; their bytes begin with their `index`.
    /// Amounts are in the smallest part of the cluster's currency.
    pub PinkRuntimeDriver("PinkRuntime", codec = Scale) {
        use pink_protocol::ecalls::ECallsDriver;
        use pink_protocol::ocalls::OCallsDriver;

        /// Any of the events that follow: its index, and what it holds.
        event "PinkEvent": PinkEvent;
        /// A contract shall be called at a hook.
        #[schema(index = 2)]
        event "SetHook": #[codec(OneEvent<2>)] OneEvent<2>;
        /// A contract gets a SideVM.
        #[schema(index = 3)]
        event "DeploySidevmTo": #[codec(OneEvent<3>)] OneEvent<3>;
        /// A message for the contract's SideVM.
        #[schema(index = 4)]
        event "SidevmMessage": #[codec(OneEvent<4>)] OneEvent<4>;
        /// Something to do with the contract's cache.
        #[schema(index = 5)]
        event "CacheOp": #[codec(OneEvent<5>)] OneEvent<5>;
        /// The contract's SideVM shall stop.
        #[schema(index = 6)]
        event "StopSidevm": #[codec(OneEvent<6>)] OneEvent<6>;
        /// A contract's SideVM shall stop.
        #[schema(index = 7)]
        event "ForceStopSidevm": #[codec(OneEvent<7>)] OneEvent<7>;
        /// A contract gets the logs of the cluster.
        #[schema(index = 8)]
        event "SetLogHandler": #[codec(OneEvent<8>)] OneEvent<8>;
        /// How much of the worker's time is a contract's.
        #[schema(index = 9)]
        event "SetContractWeight": #[codec(OneEvent<9>)] OneEvent<9>;
        /// The runtime shall be replaced.
        #[schema(index = 10)]
        event "UpgradeRuntimeTo": #[codec(OneEvent<10>)] OneEvent<10>;
        /// Something to do with a contract's SideVM.
        #[schema(index = 11)]
        event "SidevmOperation": #[codec(OneEvent<11>)] OneEvent<11>;
        /// Which program evaluates JavaScript.
        #[schema(index = 12)]
        event "SetJsRuntime": #[codec(OneEvent<12>)] OneEvent<12>;
        /// A block of the events that a contract call brought about, as ocall 16 hands it out.
        event "EventsBlock": EventsBlock;
        /// The header of such a block, the first 80 bytes.
        event "EventsBlockHeader": EventsBlockHeader;
    }
}

data_driver::export!(PinkRuntimeDriver);
