//! Random values, against Dusk's own drivers and across hosts.
//!
//! Values come from a fixed seed and are made with `dusk-core`. Bytes are compared as bytes, our own
//! text as text, Dusk's text as JSON values, because it sorts members.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context, Result};
use data_driver::{Decode, Kind};
use data_driver_host::Driver;
use dusk_stake_contract_dd::ContractDriver;
use host_tests::operation::{Operation, Question};
use host_tests::oracle::Oracle;
use host_tests::runner::{Answer, Node, Runner, Rust};
use host_tests::sample::{Draw, Sample};
use host_tests::{files, stake};
use rand::Rng;
use serde_json::Value;
use stake_driver::StakeDriver;

/// How many values of each function's input and output, and of each event.
const VALUES: usize = 1000;

/// How many for the deployed module, whose text is compared through our host only.
const DEPLOYED_VALUES: usize = 100;

/// How many damaged inputs for each function and event.
const DAMAGED: usize = 200;

/// Asks for each value what can be asked, and hands the values with the answers to `compare`.
fn for_each_value(
    seed: u64,
    values: usize,
    runner: &mut impl Runner,
    mut compare: impl FnMut(&Question, &Sample, &Answer),
) -> Result<()> {
    let mut draw = Draw::new(seed);
    for (what, name) in stake::everything() {
        for _ in 0..values {
            let sample = stake::draw(what, name, &mut draw)?;
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

fn equals_sample(question: &Question, sample: &Sample, answer: &Answer) {
    let answer = answer
        .as_ref()
        .unwrap_or_else(|error| panic!("{}: {error}", question.name));
    match question.operation {
        Operation::Encode => assert_eq!(hex::encode(answer), hex::encode(&sample.bytes)),
        Operation::Decode(_) => assert_eq!(String::from_utf8_lossy(answer), sample.json),
    }
}

fn equals_sample_as_value(question: &Question, sample: &Sample, answer: &Answer) {
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

#[test]
fn the_oracle_agrees_with_the_samples() -> Result<()> {
    for_each_value(
        7,
        VALUES,
        &mut Oracle(ContractDriver),
        equals_sample_as_value,
    )
}

#[test]
fn natively() -> Result<()> {
    for_each_value(7, VALUES, &mut Rust(StakeDriver), equals_sample)
}

#[test]
fn in_wasmtime() -> Result<()> {
    for_each_value(7, VALUES, &mut Rust(ours()?), equals_sample)
}

#[test]
fn in_node() -> Result<()> {
    for_each_value(7, VALUES, &mut Node::start(&our_path())?, equals_sample)
}

#[test]
fn the_deployed_module_in_our_host() -> Result<()> {
    let deployed = Driver::from_bytes(&files::deployed_stake()?)?;
    let mut unknown = BTreeSet::new();
    for_each_value(
        7,
        DEPLOYED_VALUES,
        &mut Rust(deployed),
        |question, sample, answer| match answer {
            Err(error) if error.kind == Kind::Unsupported => {
                unknown.insert(question.name.clone());
            }
            _ => equals_sample_as_value(question, sample, answer),
        },
    )?;
    // It is older than the driver of the same package's version.
    let younger = ["prev_state_changes", "stakes"].map(str::to_owned);
    assert_eq!(unknown, BTreeSet::from(younger));
    Ok(())
}

/// What is wrong with an input must be the same, word for word, wherever the driver runs.
#[test]
fn errors_are_the_same_in_every_host() -> Result<()> {
    let mut draw = Draw::new(11);
    let mut questions = Vec::new();
    for (what, name) in stake::everything() {
        for _ in 0..DAMAGED {
            let sample = stake::draw(what, name, &mut draw)?;
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

    let native = Rust(StakeDriver).ask(&questions)?;
    let wasmtime = Rust(ours()?).ask(&questions)?;
    let node = Node::start(&our_path())?.ask(&questions)?;
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

fn ours() -> Result<Driver> {
    Driver::from_bytes(&files::driver("stake")?).context("our driver")
}

fn our_path() -> PathBuf {
    files::root().join("target/drivers/stake.wasm")
}
