//! Data driver of a DRC721 token: a collection of tokens that are each one of a kind.
//!
//! The declaration is that of the reference contract whose driver Dusk's wallet carries for every
//! DRC721 collection: `public/drivers/drc721_data_driver.wasm` in `dusk-network/wallet`, at commit
//! `1dfa6e9b741bb5776c323a18cacaf6dd3ebb864a`. The bytes and the JSON are those of that file, but for
//! what `docs/json.md` says of all drivers.
//!
//! The collections of `standards/` in `dusk-network/contracts` are another contract with other bytes:
//! their accounts are of three kinds, and their topics begin with `drc721/`.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod types;

use alloc::string::String;

use types::{
    Account, Approval, ApprovalForAll, ApproveCall, BalanceOf, GetApproved, Init, IsApprovedForAll,
    OwnerOf, SetApprovalForAllCall, TokenUri, Transfer, TransferFromCall,
};

data_driver::contract! {
    /// A collection of non-fungible tokens: each has an id, one owner, and perhaps one account that
    /// may move it in the owner's stead.
    ///
    /// Where there is no account, as before the first owner of a token, stands the contract with the
    /// id of 32 zero bytes.
    pub Drc721Driver("Drc721", types = data_driver_dusk::Dusk) {
        /// Gives the first tokens. Called once, when the contract is deployed.
        transaction fn init(init: Init);
        /// The collection's name.
        query fn name() -> String;
        /// The collection's symbol.
        query fn symbol() -> String;
        /// What the addresses of all tokens' metadata begin with.
        query fn base_uri() -> String;
        /// Where a token's metadata is: the base and the token's id.
        query fn token_uri(query: TokenUri) -> String;
        /// How many tokens there are.
        query fn total_supply() -> u64;
        /// How many tokens an account owns.
        query fn balance_of(query: BalanceOf) -> u64;
        /// Who owns a token. Fails where there is no such token.
        query fn owner_of(query: OwnerOf) -> Account;
        /// Who may move a token beside its owner and the owner's operators.
        query fn get_approved(query: GetApproved) -> Account;
        /// Whether an operator may move all tokens of an owner.
        query fn is_approved_for_all(query: IsApprovedForAll) -> bool;
        /// Allows an account to move one token, in place of the account that was allowed before. The
        /// zero account allows nobody. For the owner and the owner's operators.
        transaction fn approve(call: ApproveCall);
        /// Makes an account an operator, who may move all tokens of the caller, or ends that.
        transaction fn set_approval_for_all(call: SetApprovalForAllCall);
        /// Moves a token to another owner, and ends the approval that it had. For the owner, the
        /// approved account and the owner's operators.
        transaction fn transfer_from(call: TransferFromCall);

        /// A token has a new owner.
        event "transfer": Transfer;
        /// An account was allowed to move a token.
        event "approval": Approval;
        /// An account became an operator of an owner's tokens, or is one no longer.
        event "approval_for_all": ApprovalForAll;
    }
}

data_driver::export!(Drc721Driver);
