//! Data driver of a DRC20 token: the example for authors of drivers.
//!
//! The contract's types stand in [`types`], plain structs with derives, and its functions and events
//! below. There is nothing else to write.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod types;

use alloc::string::String;

use types::{
    Allowance, Approval, ApproveCall, BalanceOf, Init, Transfer, TransferCall, TransferFromCall,
};

data_driver::contract! {
    /// A fungible token.
    ///
    /// Values are in the token's smallest unit; `decimals` says how many make one.
    pub Drc20Driver("Drc20", types = data_driver_dusk::Dusk) {
        /// Gives the first balances. Called once, when the contract is deployed.
        transaction fn init(init: Init);
        /// The token's name.
        query fn name() -> String;
        /// The token's symbol.
        query fn symbol() -> String;
        /// How many decimal places one token has.
        query fn decimals() -> u8;
        /// How much of the token there is.
        query fn total_supply() -> u64;
        /// How much an account holds.
        query fn balance_of(query: BalanceOf) -> u64;
        /// How much a spender may still take from an owner.
        query fn allowance(query: Allowance) -> u64;
        /// Moves a value from the caller to another account.
        transaction fn transfer(call: TransferCall);
        /// Allows a spender to take a value from the caller.
        transaction fn approve(call: ApproveCall);
        /// Moves a value from an owner who allowed it to another account.
        transaction fn transfer_from(call: TransferFromCall);

        /// A value was moved.
        event "transfer": Transfer;
        /// A spender was allowed a value.
        event "approval": Approval;
    }
}

data_driver::export!(Drc20Driver);
