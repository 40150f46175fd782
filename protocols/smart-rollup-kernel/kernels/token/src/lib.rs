//! A kernel that keeps balances of a token.
//!
//! A contract deposits by a transfer of `Pair "name" amount` to the rollup. External messages are text: `send from to amount`, and
//! `withdraw from amount`, by which the amount leaves the rollup in a call of the contract that deposited last. Balances are under
//! `/balances/<name>`, 8 bytes, little-endian; the contract is under `/contract`. Whoever may send is not asked: it is an example.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

use alloc::format;
use alloc::string::String;
use alloc::vec;

use data_driver::codec::Convert;
use smart_rollup::hash::{ContractHash, RollupAddress};
use smart_rollup::inbox::{InboxMessage, Transfer};
use smart_rollup::outbox::{OutboxKind, OutboxMessage, Transaction};
use smart_rollup::{DataEncoding, Micheline};
use smart_rollup_kernel::{Error, Host, debug};

fn run(host: &mut impl Host) -> Result<(), Error> {
    let own = RollupAddress(host.reveal_metadata()?.address);
    while let Some(input) = host.next_input()? {
        let done = match DataEncoding::from_bytes(&input.payload) {
            Ok(InboxMessage::Transfer(transfer)) if transfer.destination == own => {
                deposit(host, &transfer)
            }
            Ok(InboxMessage::External(message)) => external(host, &message.external),
            // The inbox is that of all rollups.
            _ => continue,
        };
        if let Err(reason) = done {
            debug!(host, "message {}: {reason}\n", input.id);
        }
    }
    Ok(())
}

fn balance(host: &impl Host, name: &str) -> Result<u64, String> {
    let mut bytes = [0; 8];
    match host.store_read(&key(name), 0, &mut bytes) {
        Ok(_) => Ok(u64::from_le_bytes(bytes)),
        Err(Error::StoreNotAValue) => Ok(0),
        Err(error) => Err(format!("{name}: {error:?}")),
    }
}

fn set_balance(host: &mut impl Host, name: &str, amount: u64) -> Result<(), String> {
    let result = host.store_write(&key(name), 0, &amount.to_le_bytes());
    result.map_err(|error| format!("{name}: {error:?}"))
}

fn key(name: &str) -> String {
    format!("/balances/{name}")
}

fn deposit(host: &mut impl Host, transfer: &Transfer) -> Result<(), String> {
    let text = transfer.payload.to_text();
    let wrong = || format!("expected Pair \"name\" amount, found {text}");
    let pair = text.strip_prefix("Pair \"").ok_or_else(wrong)?;
    let (name, amount) = pair.split_once("\" ").ok_or_else(wrong)?;
    let amount: u64 = amount.parse().map_err(|_| wrong())?;
    let sum = balance(host, name)?.checked_add(amount).ok_or("too much")?;
    set_balance(host, name, sum)?;
    let result = host.store_set("/contract", &transfer.sender.0);
    result.map_err(|error| format!("/contract: {error:?}"))
}

fn external(host: &mut impl Host, message: &[u8]) -> Result<(), String> {
    let wrong = "expected `send from to amount` or `withdraw from amount`";
    let text = str::from_utf8(message).map_err(|_| wrong)?;
    let mut words = text.split(' ');
    let mut word = || words.next().ok_or(wrong);
    let (what, from) = (word()?, word()?);
    let to = match what {
        "send" => Some(word()?),
        "withdraw" => None,
        _ => return Err(wrong.into()),
    };
    let amount: u64 = word()?.parse().map_err(|_| wrong)?;
    let left = balance(host, from)?.checked_sub(amount);
    let left = left.ok_or_else(|| format!("{from} has less than {amount}"))?;
    match to {
        Some(to) => {
            set_balance(host, from, left)?;
            let sum = balance(host, to)?.checked_add(amount).ok_or("too much")?;
            set_balance(host, to, sum)
        }
        None => {
            withdraw(host, from, amount)?;
            set_balance(host, from, left)
        }
    }
}

fn withdraw(host: &mut impl Host, from: &str, amount: u64) -> Result<(), String> {
    let mut contract = [0; 20];
    let read = host.store_read("/contract", 0, &mut contract);
    read.map_err(|error| format!("/contract: {error:?}"))?;
    let parameters = format!("Pair \"{from}\" {amount}");
    let parameters = Micheline::parse(&parameters).map_err(|error| format!("{error}"))?;
    let message = OutboxMessage::Kind(OutboxKind::Untyped {
        transactions: vec![Transaction {
            parameters,
            destination: ContractHash(contract),
            entrypoint: Default::default(),
        }],
    });
    let bytes = DataEncoding::to_bytes(&message).map_err(|error| format!("{error}"))?;
    host.write_output(&bytes)
        .map_err(|error| format!("the outbox: {error:?}"))
}

smart_rollup_kernel::kernel!(run);
