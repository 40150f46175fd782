//! Random values, against Dusk's own drivers and across hosts.
//!
//! Values come from a fixed seed and are made with `dusk-core`. Bytes are compared as bytes, our own
//! text as text, Dusk's text as JSON values, because it sorts members.

use std::collections::BTreeSet;

use anyhow::{Context, Result, anyhow, ensure};
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
use host_tests::runner::{Node, Runner, Rust};
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
            fn values_are_the_same_in_every_host() -> Result<()> {
                compare_values::<$contract>()
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

/// Draws each value once, as drawing a key takes longer than converting it, and asks everyone for it.
fn compare_values<C: Contract>() -> Result<()> {
    let native = &mut natively::<C>();
    let wasmtime = &mut Rust(ours::<C>()?);
    let node = &mut Node::start(&files::driver_path(C::NAME))?;
    let mut deployed = C::deployed();

    let mut draw = Draw::new(7);
    for (what, name) in everything::<C>() {
        draw.turn_to(what, name);
        let samples = (0..VALUES)
            .map(|_| C::draw(what, name, &mut draw))
            .collect::<Result<Vec<Sample>>>()?;
        ask(native, what, name, &samples, equals).context("natively")?;
        ask(wasmtime, what, name, &samples, equals).context("in wasmtime")?;
        ask(node, what, name, &samples, equals).context("in Node")?;
        if let Some(deployed) = &mut deployed
            && C::is_deployed(what, name)
        {
            ask(deployed, what, name, &samples, equals_as_value).context("in Dusk's driver")?;
        }
        // Nobody else encodes these.
        if what != Decode::Input {
            for sample in &samples {
                let bytes = C::encode_value(what, name, &sample.json)?;
                ensure!(bytes == sample.bytes, "{name}: {}", hex::encode(bytes));
            }
        }
    }
    Ok(())
}

/// Asks for each value what can be asked, and compares the answers.
fn ask(
    runner: &mut dyn Runner,
    what: Decode,
    name: &str,
    samples: &[Sample],
    is_same: fn(&Operation, &Sample, &[u8]) -> bool,
) -> Result<()> {
    let mut questions = Vec::new();
    for sample in samples {
        questions.push((sample, Question::decode(what, name, &sample.bytes)));
        if what == Decode::Input {
            questions.push((sample, Question::encode(name, &sample.json)));
        }
    }
    let asked: Vec<Question> = questions.iter().map(|(_, asked)| asked.clone()).collect();
    for ((sample, question), answer) in questions.iter().zip(runner.ask(&asked)?) {
        let operation = question.operation;
        let answer = answer.map_err(|error| anyhow!("{operation:?} {name}: {error}"))?;
        ensure!(
            is_same(&operation, sample, &answer),
            "{operation:?} {name} of {} and {} gives {}",
            sample.json,
            hex::encode(&sample.bytes),
            match operation {
                Operation::Encode => hex::encode(&answer),
                Operation::Decode(_) => String::from_utf8_lossy(&answer).into_owned(),
            }
        );
    }
    Ok(())
}

fn equals(operation: &Operation, sample: &Sample, answer: &[u8]) -> bool {
    match operation {
        Operation::Encode => answer == sample.bytes,
        Operation::Decode(_) => answer == sample.json.as_bytes(),
    }
}

fn equals_as_value(operation: &Operation, sample: &Sample, answer: &[u8]) -> bool {
    match operation {
        Operation::Encode => answer == sample.bytes,
        Operation::Decode(_) => {
            let value = |text: &[u8]| serde_json::from_slice::<Value>(text).expect("JSON");
            value(answer) == value(sample.json.as_bytes())
        }
    }
}

#[test]
fn the_deployed_module_in_our_host() -> Result<()> {
    let mut deployed = Rust(Driver::from_bytes(&files::deployed_stake()?)?);
    let mut unknown = BTreeSet::new();
    let mut draw = Draw::new(7);
    let is_deployed = |(what, name): &(Decode, &str)| StakeContract::is_deployed(*what, name);
    for (what, name) in everything::<StakeContract>().filter(is_deployed) {
        draw.turn_to(what, name);
        let samples = (0..DEPLOYED_VALUES)
            .map(|_| StakeContract::draw(what, name, &mut draw))
            .collect::<Result<Vec<Sample>>>()?;
        let first = Question::decode(what, name, &samples[0].bytes);
        match &deployed.ask(&[first])?[0] {
            Err(error) if error.kind == Kind::Unsupported => {
                unknown.insert(name);
            }
            _ => ask(&mut deployed, what, name, &samples, equals_as_value)?,
        }
    }
    // It is older than the driver of the same package's version.
    assert_eq!(unknown, BTreeSet::from(["prev_state_changes", "stakes"]));
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
