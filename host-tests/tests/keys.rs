//! Keys that a driver remembers: only one that was valid before is taken for valid.
//!
//! In WebAssembly the last decompressed points are kept. Natively nothing is, so the native driver
//! is what the remembering one must not differ from.

use anyhow::Result;
use data_driver_host::Driver;
use host_tests::contract::natively;
use host_tests::files;
use host_tests::operation::Question;
use host_tests::runner::{Node, Runner, Rust};
use host_tests::sample::Draw;
use host_tests::stake::StakeContract;
use rand::Rng;

/// More keys than are remembered, asked for again and again, with damaged ones in between.
fn questions() -> Vec<Question> {
    let mut draw = Draw::new(96);
    let mut questions = Vec::new();
    for _ in 0..200 {
        let key = draw.key();
        questions.push(Question::encode("get_stake", &key.to_string()));
        let mut bytes = bs58::decode(key.as_str().unwrap_or_default())
            .into_vec()
            .unwrap_or_default();
        // The last byte decides where a point is remembered, and stays.
        let at = draw.count(94);
        bytes[at] ^= 1 << draw.rng.gen_range(0..8);
        let damaged = bs58::encode(&bytes).into_string();
        questions.push(Question::encode("get_stake", &format!("\"{damaged}\"")));
        bytes.truncate(at);
        let short = bs58::encode(&bytes).into_string();
        questions.push(Question::encode("get_stake", &format!("\"{short}\"")));
    }
    questions
}

#[test]
fn remembering_changes_no_answer() -> Result<()> {
    let questions = questions();
    let native = natively::<StakeContract>().ask(&questions)?;
    let valid = native.iter().filter(|answer| answer.is_ok()).count();
    assert!(
        (200..300).contains(&valid),
        "{valid} of {} are valid",
        questions.len()
    );
    let wasmtime = Rust(Driver::from_bytes(&files::driver("stake")?)?).ask(&questions)?;
    assert_eq!(native, wasmtime);
    let node = Node::start(&files::driver_path("stake"))?.ask(&questions)?;
    assert_eq!(native, node);
    Ok(())
}
