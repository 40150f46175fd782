//! Golden values: natively, in wasmtime and in Node, compared as text.

use anyhow::{Context, Result, ensure};
use data_driver::Decode;
use data_driver_host::Driver;
use host_tests::golden::{self, Golden};
use host_tests::operation::Question;
use host_tests::runner::{Node, Runner, Rust};
use host_tests::sample::Draw;
use host_tests::{files, stake};
use stake_driver::StakeDriver;

/// The document's own example of a stake call.
const EXAMPLE: &str = r#"{"chain_id":1,"keys":{"account":"tCR9c1pQU1jC5QgmRi3JRb2g1Rhtrc6AxT24VQPtMY3wrsuRrnMBMP6wSoKWXH2opKTeCm5aniEG2HH8ATcUHzeWe6814e8qdECGvLLZvhaRKsi7MJgLAA33PiWZ4b6ptNt","owner":{"Account":"tCR9c1pQU1jC5QgmRi3JRb2g1Rhtrc6AxT24VQPtMY3wrsuRrnMBMP6wSoKWXH2opKTeCm5aniEG2HH8ATcUHzeWe6814e8qdECGvLLZvhaRKsi7MJgLAA33PiWZ4b6ptNt"}},"value":"4014086097495","signature":{"account":"7kP8oaxopsWi7g6kNGtX3PHVekMF8RKRRx74tqoo1xLmh2zGVN2FmJ5EFg7UJV9stk","owner":"7kP8oaxopsWi7g6kNGtX3PHVekMF8RKRRx74tqoo1xLmh2zGVN2FmJ5EFg7UJV9stk"}}"#;

/// The rewards of a block of Dusk's mainnet.
const MAINNET_REWARDS: &str = r#"[{"account":"oCqYsUMRqpRn2kSabH52Gt6FQCwH5JXj5MtRdYVtjMSJ73AFvdbPf98p3gz98fQwNy9ZBiDem6m9BivzURKFSKLYWP3N9JahSPZs9PnZ996P18rTGAjQTNFsxtbrKx79yWu","value":"13900180000","reason":"GeneratorFixed"},{"account":"o1YvWG34EBTwdskfZ7PCvWKRUWKzskVnhJNjZHdau6VaUNpgDxpoSsisK8KGF6FayUi8Lzn4taAvZcHGprQuPsqFGH66SEPDRCbTmKGVwFYX7bEp2rF4wekvoc4dS8ghnKf","value":"1985740000","reason":"Other"},{"account":"oCqYsUMRqpRn2kSabH52Gt6FQCwH5JXj5MtRdYVtjMSJ73AFvdbPf98p3gz98fQwNy9ZBiDem6m9BivzURKFSKLYWP3N9JahSPZs9PnZ996P18rTGAjQTNFsxtbrKx79yWu","value":"1985740000","reason":"GeneratorExtra"},{"account":"oCqYsUMRqpRn2kSabH52Gt6FQCwH5JXj5MtRdYVtjMSJ73AFvdbPf98p3gz98fQwNy9ZBiDem6m9BivzURKFSKLYWP3N9JahSPZs9PnZ996P18rTGAjQTNFsxtbrKx79yWu","value":"1985739904","reason":"Voter"}]"#;

/// Makes the golden values with `dusk-core`: two random ones each, and the real ones.
fn made_with_dusk_core() -> Result<Vec<Golden>> {
    let mut draw = Draw::new(2);
    let mut all = Vec::new();
    for (what, name) in stake::everything() {
        for variant in ["", ".b"] {
            let sample = stake::draw(what, name, &mut draw)?;
            let same = all.last().is_some_and(|last: &Golden| {
                last.name() == name && last.what == what && last.bytes == sample.bytes
            });
            if !same {
                let file = format!("{name}{variant}");
                all.push(Golden {
                    what,
                    file,
                    json: sample.json,
                    bytes: sample.bytes,
                });
            }
        }
    }
    let example = host_tests::sample::sample::<dusk_core::stake::Stake>(EXAMPLE.parse()?)?;
    let file = "stake.example".to_owned();
    all.push(Golden {
        what: Decode::Input,
        file,
        json: example.json,
        bytes: example.bytes,
    });
    let rewards =
        host_tests::sample::sample::<Vec<dusk_core::stake::Reward>>(MAINNET_REWARDS.parse()?)?;
    let file = "reward.mainnet".to_owned();
    all.push(Golden {
        what: Decode::Event,
        file,
        json: rewards.json,
        bytes: rewards.bytes,
    });
    Ok(all)
}

#[test]
fn golden_files_are_what_dusk_core_makes() -> Result<()> {
    let made = made_with_dusk_core()?;
    if golden::bless() {
        std::fs::remove_dir_all(golden::folder("stake")).ok();
        made.iter()
            .try_for_each(|golden| golden::write("stake", golden))?;
    }
    let read = golden::read("stake")?;
    for golden in &made {
        let file = read
            .iter()
            .find(|file| (file.what, &file.file) == (golden.what, &golden.file));
        assert_eq!(file, Some(golden));
    }
    assert_eq!(read.len(), made.len(), "files that nothing makes");
    Ok(())
}

#[test]
fn the_example_takes_632_bytes() -> Result<()> {
    let goldens = golden::read("stake")?;
    let example = goldens
        .iter()
        .find(|golden| golden.file == "stake.example")
        .context("example")?;
    assert_eq!(example.bytes.len(), 632);
    Ok(())
}

#[test]
fn natively() -> Result<()> {
    check(&mut Rust(StakeDriver))
}

#[test]
fn in_wasmtime() -> Result<()> {
    check(&mut Rust(Driver::from_bytes(&files::driver("stake")?)?))
}

#[test]
fn in_node() -> Result<()> {
    check(&mut Node::start(
        &files::root().join("target/drivers/stake.wasm"),
    )?)
}

fn check(runner: &mut impl Runner) -> Result<()> {
    let goldens = golden::read("stake")?;
    ensure!(
        goldens.len() > stake::everything().count(),
        "golden files are missing"
    );
    for golden in &goldens {
        let mut questions = vec![Question::decode(golden.what, golden.name(), &golden.bytes)];
        if golden.what == Decode::Input {
            questions.push(Question::encode(golden.name(), &golden.json));
        }
        let answers = runner.ask(&questions)?;
        let text = answers[0]
            .as_ref()
            .map(|text| String::from_utf8_lossy(text).into_owned());
        assert_eq!(
            text.as_deref(),
            Ok(&*golden.json),
            "decoding {}",
            golden.file
        );
        if let Some(bytes) = answers.get(1) {
            let hex = bytes.as_ref().map(hex::encode);
            assert_eq!(
                hex,
                Ok(hex::encode(&golden.bytes)),
                "encoding {}",
                golden.file
            );
        }
    }
    Ok(())
}
