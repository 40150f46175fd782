//! The small runtime in a worker: in this process, as a library and in WebAssembly.

#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "../support/mod.rs"]
mod support;

mod state;
mod versions;

use pink_host::{Carrier, Environment, NativeRuntime, Storage, Worker};
use pink_mini_runtime::{INDEX, MiniRuntime, root};
use pink_protocol::{AccountId, Bytes, ClusterSetupConfig, Hash};

const PACKAGE: &str = "pink-mini-runtime";

/// A runtime that is called through a box, so that one test takes any.
type Any = Box<dyn Carrier>;

/// The runtime in each of the places where it can be.
fn places() -> [(&'static str, Worker<Any>); 3] {
    let in_process = NativeRuntime::in_process::<MiniRuntime<2>>().unwrap();
    [
        ("in this process", worker(Box::new(in_process))),
        ("a library", worker(Box::new(support::library(PACKAGE)))),
        ("WebAssembly", worker(Box::new(support::module(PACKAGE)))),
    ]
}

/// A worker that checks the roots.
fn worker(runtime: Any) -> Worker<Any> {
    Worker::new(runtime, Environment::default(), storage())
}

fn storage() -> Storage {
    Storage::checked(|pairs| root(pairs.filter(|(key, _)| *key != INDEX)))
}

const OWNER: AccountId = AccountId([0x11; 32]);

fn setup(system_code: &str) -> ClusterSetupConfig {
    ClusterSetupConfig {
        cluster_id: Hash([0x22; 32]),
        owner: OWNER,
        deposit: 1_000,
        gas_price: 1,
        deposit_per_item: 2,
        deposit_per_byte: 3,
        treasury_account: AccountId([0x33; 32]),
        system_code: code(system_code),
    }
}

/// A module from its text.
fn code(text: &str) -> Bytes {
    Bytes(wat::parse_str(text).unwrap())
}
