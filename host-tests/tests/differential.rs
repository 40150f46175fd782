//! Random values, against Dusk's own drivers and across hosts.
//!
//! Values come from a fixed seed and are made with `dusk-core`. Bytes are compared as bytes, our own
//! text as text, Dusk's text as JSON values, because it sorts members.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use data_driver::{Decode, Kind};
use data_driver_host::Driver;
use host_tests::ballot::BallotContract;
use host_tests::contract::{Contract, everything, natively};
use host_tests::drc20::Drc20Contract;
use host_tests::drc721::Drc721Contract;
use host_tests::files;
use host_tests::operation::{Operation, Question};
use host_tests::pink_runtime::PinkRuntimeContract;
use host_tests::preimage_oracle::PreimageOracleContract;
use host_tests::runner::{Answer, Node, Runner, Rust};
use host_tests::sample::{Draw, Sample};
use host_tests::smart_rollup::SmartRollup;
use host_tests::stake::StakeContract;
use host_tests::standard_bridge::StandardBridgeContract;
use host_tests::transfer::TransferContract;
use rand::Rng;
use serde_json::Value;

/// How many values of each function's input and output, and of each event.
const VALUES: usize = 1000;

/// How many for the deployed module, whose text is compared through our host only.
const DEPLOYED_VALUES: usize = 100;

/// How many damaged inputs for each function and event.
const DAMAGED: usize = 200;

/// Tests of each contract.
macro_rules! contracts {
    ($($module:ident: $contract:ty,)*) => {$(
        mod $module {
            use super::*;

            #[test]
            fn the_oracle_agrees_with_the_samples() -> Result<()> {
                let Some(mut oracle) = <$contract>::deployed() else { return Ok(()) };
                let is_deployed = <$contract>::is_deployed;
                for_each_value::<$contract>(VALUES, is_deployed, &mut oracle, equals_as_value)
            }

            #[test]
            fn natively() -> Result<()> {
                let driver = &mut super::natively::<$contract>();
                for_each_value::<$contract>(VALUES, all, driver, equals)
            }

            #[test]
            fn in_wasmtime() -> Result<()> {
                let driver = &mut Rust(ours::<$contract>()?);
                for_each_value::<$contract>(VALUES, all, driver, equals)
            }

            #[test]
            fn in_node() -> Result<()> {
                let driver = &mut Node::start(&files::driver_path(<$contract>::NAME))?;
                for_each_value::<$contract>(VALUES, all, driver, equals)
            }

            #[test]
            fn outputs_and_events_encode() -> Result<()> {
                encode_outputs_and_events::<$contract>()
            }

            #[test]
            fn errors_are_the_same_in_every_host() -> Result<()> {
                compare_errors::<$contract>()
            }
        }
    )*};
}

contracts! {
    stake: StakeContract,
    transfer: TransferContract,
    drc20: Drc20Contract,
    ballot: BallotContract,
    drc721: Drc721Contract,
    standard_bridge: StandardBridgeContract,
    pink_runtime: PinkRuntimeContract,
    preimage_oracle: PreimageOracleContract,
}

/// Values are golden ones, as what makes them takes long to compile; `smart_rollup.rs` has random ones.
#[test]
fn errors_of_the_smart_rollup_are_the_same_in_every_host() -> Result<()> {
    compare_errors::<SmartRollup>()
}

fn all(_what: Decode, _name: &str) -> bool {
    true
}

/// Asks for each value what can be asked, and hands the values with the answers to `compare`.
fn for_each_value<C: Contract>(
    values: usize,
    included: impl Fn(Decode, &str) -> bool,
    runner: &mut impl Runner,
    mut compare: impl FnMut(&Question, &Sample, &Answer),
) -> Result<()> {
    let mut draw = Draw::new(7);
    for (what, name) in everything::<C>().filter(|(what, name)| included(*what, name)) {
        draw.turn_to(what, name);
        for _ in 0..values {
            let sample = C::draw(what, name, &mut draw)?;
            let mut questions = vec![Question::decode(what, name, &sample.bytes)];
            if what == Decode::Input {
                questions.push(Question::encode(name, &sample.json));
            }
            for (question, answer) in questions.iter().zip(runner.ask(&questions)?) {
                compare(question, &sample, &answer);
            }
        }
    }
    Ok(())
}

fn equals(question: &Question, sample: &Sample, answer: &Answer) {
    let answer = answer
        .as_ref()
        .unwrap_or_else(|error| panic!("{}: {error}", question.name));
    match question.operation {
        Operation::Encode => assert_eq!(hex::encode(answer), hex::encode(&sample.bytes)),
        Operation::Decode(_) => assert_eq!(String::from_utf8_lossy(answer), sample.json),
    }
}

fn equals_as_value(question: &Question, sample: &Sample, answer: &Answer) {
    let answer = answer
        .as_ref()
        .unwrap_or_else(|error| panic!("{}: {error}", question.name));
    match question.operation {
        Operation::Encode => assert_eq!(hex::encode(answer), hex::encode(&sample.bytes)),
        Operation::Decode(_) => {
            let value = |text: &[u8]| serde_json::from_slice::<Value>(text).expect("JSON");
            assert_eq!(
                value(answer),
                value(sample.json.as_bytes()),
                "{}",
                question.name
            );
        }
    }
}

fn encode_outputs_and_events<C: Contract>() -> Result<()> {
    let mut draw = Draw::new(7);
    for (what, name) in everything::<C>().filter(|(what, _)| *what != Decode::Input) {
        draw.turn_to(what, name);
        for _ in 0..VALUES {
            let sample = C::draw(what, name, &mut draw)?;
            let bytes = C::encode_value(what, name, &sample.json)?;
            assert_eq!(hex::encode(bytes), hex::encode(sample.bytes), "{name}");
        }
    }
    Ok(())
}

#[test]
fn the_deployed_module_in_our_host() -> Result<()> {
    let deployed = Driver::from_bytes(&files::deployed_stake()?)?;
    let mut unknown = BTreeSet::new();
    for_each_value::<StakeContract>(
        DEPLOYED_VALUES,
        StakeContract::is_deployed,
        &mut Rust(deployed),
        |question, sample, answer| match answer {
            Err(error) if error.kind == Kind::Unsupported => {
                unknown.insert(question.name.clone());
            }
            _ => equals_as_value(question, sample, answer),
        },
    )?;
    // It is older than the driver of the same package's version.
    let younger = ["prev_state_changes", "stakes"].map(str::to_owned);
    assert_eq!(unknown, BTreeSet::from(younger));
    Ok(())
}

/// What is wrong with an input must be the same, word for word, wherever the driver runs.
fn compare_errors<C: Contract>() -> Result<()> {
    let mut draw = Draw::new(11);
    let mut questions = Vec::new();
    for (what, name) in everything::<C>() {
        draw.turn_to(what, name);
        for _ in 0..DAMAGED {
            let sample = C::draw(what, name, &mut draw)?;
            let bytes = damage(&mut draw, sample.bytes);
            questions.push(Question::decode(what, name, &bytes));
            if what == Decode::Input {
                let json = damage(&mut draw, sample.json.into_bytes());
                // Text that is no longer UTF-8 has no form as a question to Rust.
                questions.push(Question::encode(name, &String::from_utf8_lossy(&json)));
            }
        }
    }
    questions.push(Question::encode("stke", "null"));
    questions.push(Question::decode(Decode::Event, "rewards", &[]));

    let native = natively::<C>().ask(&questions)?;
    let wasmtime = Rust(ours::<C>()?).ask(&questions)?;
    let node = Node::start(&files::driver_path(C::NAME))?.ask(&questions)?;
    let mut errors = 0;
    for (((question, native), wasmtime), node) in
        questions.iter().zip(&native).zip(&wasmtime).zip(&node)
    {
        let shown = || format!("{:?} {}", question.operation, question.name);
        assert_eq!(native, wasmtime, "natively and in wasmtime: {}", shown());
        assert_eq!(native, node, "natively and in Node: {}", shown());
        errors += usize::from(native.is_err());
    }
    assert!(
        errors > questions.len() / 4,
        "only {errors} of {} are errors",
        questions.len()
    );
    Ok(())
}

/// Changes, drops or adds some bytes.
fn damage(draw: &mut Draw, mut bytes: Vec<u8>) -> Vec<u8> {
    for _ in 0..=draw.count(2) {
        let at = draw.count(bytes.len());
        match draw.count(3) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, draw.rng.r#gen()),
            _ if at < bytes.len() => bytes[at] = draw.rng.r#gen(),
            _ => bytes.push(draw.rng.r#gen()),
        }
    }
    bytes
}

fn ours<C: Contract>() -> Result<Driver> {
    Driver::from_bytes(&files::driver(C::NAME)?).context("our driver")
}
