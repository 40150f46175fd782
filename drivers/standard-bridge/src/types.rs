//! The types of the contract's functions.

use alloc::vec::Vec;

use data_driver::data;
use dusk_core::abi::ContractId;
use dusk_core::signatures::bls::PublicKey;

/// An address on Dusk.
#[data]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Address {
    /// A person, by public key.
    External(PublicKey),
    /// A contract.
    Contract(ContractId),
}

/// An address on DuskEVM: 20 bytes.
#[data]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EVMAddress(#[serde(with = "data_driver::hex::prefixed")] pub [u8; 20]);

/// Which number is set, and to what.
#[data]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetU64 {
    /// How many blocks a withdrawal waits before it can be finalized.
    FinalizationPeriod(u64),
    /// What a deposit costs, in LUX.
    DepositFee(#[unit("DUSK", 9)] u64),
    /// The gas limit of a deposit's transaction on DuskEVM.
    DepositGasLimit(u64),
    /// The smallest gas limit that the bridge allows.
    MinGasLimit(u64),
    /// How many bytes of extra data the bridge takes.
    MaxDataLength(u64),
}

/// Which address is set, and to what.
#[data]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetEVMAddressOrOffset {
    /// The address by which DuskEVM knows this bridge.
    ThisBridgeMapped(EVMAddress),
    /// The address by which DuskEVM knows this side's messenger.
    ThisMessengerMapped(EVMAddress),
    /// The bridge on DuskEVM.
    OtherBridge(EVMAddress),
    /// The messenger on DuskEVM.
    OtherMessenger(EVMAddress),
    /// What is added to a contract's address on this side to get its alias on DuskEVM.
    AliasOffset(EVMAddress),
}

/// A deposit.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deposit {
    /// Who gets it on DuskEVM.
    pub to: EVMAddress,
    /// How much, in LUX.
    #[unit("DUSK", 9)]
    pub amount: u64,
    /// The fee for finishing the deposit on DuskEVM, in LUX.
    #[unit("DUSK", 9)]
    pub fee: u64,
    /// What is handed on to DuskEVM with it.
    #[serde(with = "data_driver::hex")]
    pub extra_data: Vec<u8>,
}

/// What tells a withdrawal from all others: a hash of the block's height, the event's index and the
/// transaction's id on DuskEVM.
#[data]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WithdrawalId(#[serde(with = "data_driver::hex")] pub [u8; 32]);

/// A withdrawal as it comes from DuskEVM.
#[data]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawalRequest {
    /// Its id.
    pub id: WithdrawalId,
    /// Who sent it on DuskEVM.
    pub from: EVMAddress,
    /// How much, in wei (10^9 wei are 1 LUX): an unsigned integer of 32 bytes, the highest first.
    #[serde(with = "data_driver::hex")]
    pub amount: [u8; 32],
    /// Who gets it, and what else the sender gave. The receiver's public key comes first, twice: as
    /// 96 bytes, compressed, and as 193 bytes, raw. Before each stands its length in 8 bytes, the
    /// highest first.
    #[serde(with = "data_driver::hex")]
    pub extra_data: Vec<u8>,
}

/// A withdrawal that waits to be finalized.
#[data]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PendingWithdrawal {
    /// Who sent it on DuskEVM.
    pub from: EVMAddress,
    /// Who gets it.
    pub to: Address,
    /// How much, in LUX.
    #[unit("DUSK", 9)]
    pub amount: u64,
    /// The height of the block in which the bridge took it over.
    pub block_height: u64,
}
