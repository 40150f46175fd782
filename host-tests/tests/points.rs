//! Points of JubJub: natively by the types' own crate, in WebAssembly by another, with one answer.

use anyhow::{Context, Result};
use data_driver::{Decode, Kind};
use data_driver_host::Driver;
use dusk_core::BlsScalar;
use host_tests::contract::{Contract, everything, natively};
use host_tests::files;
use host_tests::operation::Question;
use host_tests::runner::{Answer, Node, Runner, Rust};
use host_tests::sample::Draw;
use host_tests::stake::StakeContract;
use host_tests::transfer::TransferContract;
use rand::Rng;

/// Random values of each type, so that each variant is there.
const VALUES: usize = 8;

const NOWHERE: &str = "a point has a last coordinate of zero, so it is nowhere on its curve";

/// What all runners say.
fn same_everywhere<C: Contract>(questions: &[Question]) -> Result<Vec<Answer>> {
    let native = natively::<C>().ask(questions)?;
    let wasmtime = Rust(Driver::from_bytes(&files::driver(C::NAME)?)?).ask(questions)?;
    assert_eq!(native, wasmtime);
    let node = Node::start(&files::driver_path(C::NAME))?.ask(questions)?;
    assert_eq!(native, node);
    Ok(native)
}

/// Archives whose points have no affine form: each in turn gets a zero in place of its last
/// coordinate, which is one in what our driver makes.
fn without_last_coordinates<C: Contract>(what: Decode, name: &str) -> Result<Vec<Vec<u8>>> {
    let one = BlsScalar::one().0.map(u64::to_le_bytes);
    let mut draw = Draw::new(98);
    let mut archives = Vec::new();
    for _ in 0..VALUES {
        let sample = C::draw(what, name, &mut draw)?;
        let archive = C::encode_value(what, name, &sample.json)?;
        for (at, window) in archive.windows(32).enumerate() {
            if window == one.as_flattened() {
                let mut archive = archive.clone();
                archive[at..at + 32].fill(0);
                archives.push(archive);
            }
        }
    }
    Ok(archives)
}

/// T2, R4: where the inputs, outputs and events have a point; wherever one is nowhere, all say so.
fn with_points<C: Contract>() -> Result<Vec<String>> {
    let mut questions = Vec::new();
    for (what, name) in everything::<C>() {
        let archives = without_last_coordinates::<C>(what, name)?;
        questions.extend((archives.iter()).map(|bytes| Question::decode(what, name, bytes)));
    }
    let mut found = Vec::new();
    for (question, answer) in questions.iter().zip(same_everywhere::<C>(&questions)?) {
        let name = &question.name;
        let error = answer.expect_err("a point that is nowhere");
        assert_eq!(error.kind, Kind::InvalidBytes, "{error:?}");
        let pointer = error.pointer.context("a pointer")?;
        assert_eq!(error.message, format!("{name}: {pointer}: {NOWHERE}"));
        found.push(format!("{name} {pointer}"));
    }
    found.sort();
    found.dedup();
    Ok(found)
}

#[test]
fn points_of_the_stake_contract() -> Result<()> {
    let places = [
        "unstake /withdraw/receiver/Phoenix",
        "unstake /withdraw/signature/Phoenix",
        "withdraw /withdraw/receiver/Phoenix",
        "withdraw /withdraw/signature/Phoenix",
    ];
    assert_eq!(with_points::<StakeContract>()?, places);
    Ok(())
}

#[test]
fn points_of_the_transfer_contract() -> Result<()> {
    let places = [
        "convert /receiver/Phoenix",
        "convert /signature/Phoenix",
        "leaves_from_height /note/stealth_address",
        "leaves_from_pos /note/stealth_address",
        "mint /receiver/Phoenix",
        "mint /signature/Phoenix",
        "phoenix /notes/0/stealth_address",
        "phoenix /notes/1/stealth_address",
        "phoenix /notes/2/stealth_address",
        "phoenix /refund_note/stealth_address",
        "push_note /1/stealth_address",
        "push_note /stealth_address",
        "spend_and_execute /Phoenix/payload/fee/stealth_address",
        "spend_and_execute /Phoenix/payload/tx_skeleton/outputs/0/stealth_address",
        "spend_and_execute /Phoenix/payload/tx_skeleton/outputs/1/stealth_address",
        "sync /note/stealth_address",
        "withdraw /receiver/Phoenix",
        "withdraw /signature/Phoenix",
    ];
    assert_eq!(with_points::<TransferContract>()?, places);
    Ok(())
}

/// T2, R4: zeros are an archive of many types.
#[test]
fn zeros_are_points_that_are_nowhere() -> Result<()> {
    for (what, name, length, place) in [
        (Decode::Event, "withdraw", 368, "/receiver/Phoenix"),
        (Decode::Event, "mint", 368, "/receiver/Phoenix"),
        (Decode::Event, "convert", 544, "/receiver/Phoenix"),
        (Decode::Input, "push_note", 736, "/1/stealth_address"),
        (Decode::Output, "sync", 736, "/note/stealth_address"),
    ] {
        let question = Question::decode(what, name, &vec![0; length]);
        let answers = natively::<TransferContract>().ask(&[question])?;
        let error = answers[0].as_ref().expect_err("zeros are no point");
        assert_eq!(error.pointer.as_deref(), Some(place), "{name}");
    }
    Ok(())
}

/// Addresses and points again and again, with damaged ones in between: of those that are remembered
/// in WebAssembly, none is taken for another.
#[test]
fn remembering_changes_no_answer() -> Result<()> {
    let mut draw = Draw::new(97);
    let mut questions = Vec::new();
    while questions.len() < 300 {
        let sample = TransferContract::draw(Decode::Input, "push_note", &mut draw)?;
        questions.push(Question::encode("push_note", &sample.json));
        let shown: serde_json::Value = serde_json::from_str(&sample.json)?;
        let address = shown
            .pointer("/1/stealth_address")
            .and_then(serde_json::Value::as_str)
            .context("an address")?;
        let decoded = bs58::decode(address).into_vec();
        let mut bytes = decoded.map_err(|error| anyhow::anyhow!("{error}"))?;
        // The last byte of each point decides where it is remembered, and stays.
        let at = draw.count(30) + 32 * draw.count(1);
        bytes[at] ^= 1 << draw.rng.gen_range(0..8);
        let damaged = bs58::encode(&bytes).into_string();
        let text = sample.json.replace(address, &damaged);
        questions.push(Question::encode("push_note", &text));

        let point = shown
            .pointer("/1/value_commitment")
            .and_then(serde_json::Value::as_str)
            .context("a point")?;
        let mut bytes = hex::decode(point)?;
        bytes[draw.count(31)] ^= 1 << draw.rng.gen_range(0..8);
        let text = sample.json.replace(point, &hex::encode(bytes));
        questions.push(Question::encode("push_note", &text));
    }
    let answers = same_everywhere::<TransferContract>(&questions)?;
    let valid = |offset: usize| {
        let answers = answers.iter().skip(offset).step_by(3);
        answers.filter(|answer| answer.is_ok()).count()
    };
    assert_eq!(valid(0), 100);
    // One of sixteen numbers is that of a point of the subgroup, one of two that of a point.
    assert!((1..20).contains(&valid(1)), "{}", valid(1));
    assert!((30..70).contains(&valid(2)), "{}", valid(2));
    Ok(())
}
