//! What contracts tell the runtime and the host.
//!
//! Names, indices and types are those of `crates/pink/pink/src/lib.rs` of Phala's repository. The first byte
//! of an event is its index, from 2 to 12.

use alloc::vec::Vec;

use parity_scale_codec::{Decode, Encode};

use crate::{AccountId, Bytes, Hash, WorkerId};

/// When a hook is called: one byte.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum HookPoint {
    /// `00`: when all events of a block have been handled.
    OnBlockEnd,
}

/// What a contract tells the runtime and the host, by an event whose topic is `phala.pink.event`.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum PinkEvent {
    /// `02`, of the system contract: a contract shall be called at a hook.
    #[codec(index = 2)]
    SetHook {
        /// When.
        hook: HookPoint,
        /// Which contract.
        contract: AccountId,
        /// Which of its messages: the four bytes of the selector, as an integer whose highest byte is
        /// the first.
        selector: u32,
        /// The most gas that the call may take.
        gas_limit: u64,
    },
    /// `03`, of the system contract: a contract gets a SideVM.
    #[codec(index = 3)]
    DeploySidevmTo {
        /// The contract.
        contract: AccountId,
        /// The hash of the program.
        code_hash: Hash,
    },
    /// `04`: a message for the contract's SideVM.
    #[codec(index = 4)]
    SidevmMessage(Bytes),
    /// `05`: something to do with the contract's cache.
    #[codec(index = 5)]
    CacheOp(CacheOp),
    /// `06`: the contract's SideVM shall stop.
    #[codec(index = 6)]
    StopSidevm,
    /// `07`, of the system contract: a contract's SideVM shall stop.
    #[codec(index = 7)]
    ForceStopSidevm {
        /// The contract.
        contract: AccountId,
    },
    /// `08`, of the system contract: this contract gets the logs of the cluster.
    #[codec(index = 8)]
    SetLogHandler(AccountId),
    /// `09`, of the system contract: how much of the worker's time is a contract's.
    #[codec(index = 9)]
    SetContractWeight {
        /// The contract.
        contract: AccountId,
        /// Its weight among the others.
        weight: u32,
    },
    /// `0a`, of the system contract: the runtime shall be replaced.
    #[codec(index = 10)]
    UpgradeRuntimeTo {
        /// The version that follows: major and minor.
        version: (u32, u32),
    },
    /// `0b`, of the system contract: something to do with a contract's SideVM.
    #[codec(index = 11)]
    SidevmOperation(SidevmOperation),
    /// `0c`, of the system contract: the hash of the SideVM's program that evaluates JavaScript.
    #[codec(index = 12)]
    SetJsRuntime(Hash),
}

/// Something to do with a contract's cache.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum CacheOp {
    /// `00`: a value is kept.
    Set {
        /// Under which key.
        key: Bytes,
        /// The value.
        value: Bytes,
    },
    /// `01`: it is to be kept for so long.
    SetExpiration {
        /// Its key.
        key: Bytes,
        /// Seconds from now.
        expiration: u64,
    },
    /// `02`: it is dropped.
    Remove {
        /// Its key.
        key: Bytes,
    },
}

/// Something to do with a contract's SideVM.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum SidevmOperation {
    /// `00`: it shall start.
    Start {
        /// The contract.
        contract: AccountId,
        /// The hash of the program.
        code_hash: Hash,
        /// On which workers.
        workers: Workers,
        /// What it may use.
        config: SidevmConfig,
    },
    /// `01`: it may run until then.
    SetDeadline {
        /// The contract.
        contract: AccountId,
        /// The number of the block.
        deadline: u32,
    },
}

/// Workers of a cluster.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Workers {
    /// `00`: all of them.
    All,
    /// `01`: these.
    List(Vec<WorkerId>),
}

/// What a SideVM may use: 4 + 4 + 8 + 4 bytes.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct SidevmConfig {
    /// The most bytes of code.
    pub max_code_size: u32,
    /// The most pages of memory, of 64 KiB.
    pub max_memory_pages: u32,
    /// The most gas between two calls of the host.
    pub vital_capacity: u64,
    /// The number of the block until which it may run.
    pub deadline: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Phala's defaults.
    #[test]
    fn indices_begin_with_two() {
        let start = PinkEvent::SidevmOperation(SidevmOperation::Start {
            contract: AccountId([0x11; 32]),
            code_hash: Hash([0x22; 32]),
            workers: Workers::All,
            config: SidevmConfig {
                max_code_size: 10 << 20,
                max_memory_pages: 1024,
                vital_capacity: 50_000_000_000,
                deadline: u32::MAX,
            },
        });
        assert_eq!(start.encode()[..2], [11, 0]);
        assert_eq!(start.encode().len(), 2 + 64 + 1 + 20);
        assert_eq!(PinkEvent::StopSidevm.encode(), [6]);
        for index in [0, 1, 13, 255] {
            assert!(PinkEvent::decode(&mut &[index][..]).is_err());
        }
    }
}
