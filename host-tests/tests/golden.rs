//! Golden values: natively, in wasmtime and in Node, compared as text.

use anyhow::{Context, Result, ensure};
use data_driver::Decode;
use data_driver_host::Driver;
use host_tests::ballot::BallotContract;
use host_tests::contract::{Contract, everything, natively};
use host_tests::drc20::Drc20Contract;
use host_tests::drc721::Drc721Contract;
use host_tests::files;
use host_tests::golden::{self, Golden};
use host_tests::operation::Question;
use host_tests::pink_runtime::PinkRuntimeContract;
use host_tests::preimage_oracle::PreimageOracleContract;
use host_tests::runner::{Node, Runner, Rust};
use host_tests::sample::Draw;
use host_tests::stake::StakeContract;
use host_tests::standard_bridge::StandardBridgeContract;
use host_tests::transfer::TransferContract;

/// The most bytes of a random golden value. A blob takes 128 KiB, even one that was dropped.
const LARGEST: usize = 16 << 10;

/// Tests of each contract.
macro_rules! contracts {
    ($($module:ident: $contract:ty,)*) => {$(
        mod $module {
            use super::*;

            #[test]
            fn files_are_what_dusk_core_makes() -> Result<()> {
                compare_files::<$contract>()
            }

            #[test]
            fn outputs_and_events_encode() -> Result<()> {
                encode_all::<$contract>()
            }

            #[test]
            fn natively() -> Result<()> {
                check::<$contract>(&mut super::natively::<$contract>())
            }

            #[test]
            fn in_wasmtime() -> Result<()> {
                let driver = files::driver(<$contract>::NAME)?;
                check::<$contract>(&mut Rust(Driver::from_bytes(&driver)?))
            }

            #[test]
            fn in_node() -> Result<()> {
                check::<$contract>(&mut Node::start(&files::driver_path(<$contract>::NAME))?)
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

/// Values that other programs made, which take long to compile: `oracles/`.
mod smart_rollup {
    use host_tests::smart_rollup::SmartRollup;

    use super::*;

    #[test]
    fn outputs_encode() -> Result<()> {
        encode_all::<SmartRollup>()
    }

    #[test]
    fn natively() -> Result<()> {
        check::<SmartRollup>(&mut super::natively::<SmartRollup>())
    }

    #[test]
    fn in_wasmtime() -> Result<()> {
        let driver = files::driver(SmartRollup::NAME)?;
        check::<SmartRollup>(&mut Rust(Driver::from_bytes(&driver)?))
    }

    #[test]
    fn in_node() -> Result<()> {
        check::<SmartRollup>(&mut Node::start(&files::driver_path(SmartRollup::NAME))?)
    }
}

/// Makes the golden values with `dusk-core`: two random ones each, and the contract's particular
/// ones.
fn made_with_dusk_core<C: Contract>() -> Result<Vec<Golden>> {
    let mut draw = Draw::new(2);
    let mut all: Vec<Golden> = Vec::new();
    for (what, name) in everything::<C>() {
        draw.turn_to(what, name);
        for variant in [None, Some("b")] {
            let mut sample = C::draw(what, name, &mut draw)?;
            while sample.bytes.len() > LARGEST {
                sample = C::draw(what, name, &mut draw)?;
            }
            let same = all.last().is_some_and(|last| {
                last.name() == name && last.what == what && last.bytes == sample.bytes
            });
            if !same {
                all.push(Golden::new(what, name, variant, sample));
            }
        }
    }
    all.extend(C::particular()?);
    Ok(all)
}

fn compare_files<C: Contract>() -> Result<()> {
    let made = made_with_dusk_core::<C>()?;
    if golden::bless() {
        std::fs::remove_dir_all(golden::folder(C::NAME)).ok();
        made.iter()
            .try_for_each(|golden| golden::write(C::NAME, golden))?;
    }
    let read = golden::read(C::NAME)?;
    for golden in &made {
        let file = read
            .iter()
            .find(|file| (file.what, file.file()) == (golden.what, golden.file()));
        assert_eq!(file, Some(golden));
    }
    assert_eq!(read.len(), made.len(), "files that nothing makes");
    Ok(())
}

fn encode_all<C: Contract>() -> Result<()> {
    for golden in golden::read(C::NAME)? {
        let bytes = C::encode_value(golden.what, golden.name(), &golden.json)?;
        assert_eq!(
            hex::encode(bytes),
            hex::encode(&golden.bytes),
            "encoding {}",
            golden.file()
        );
    }
    Ok(())
}

fn check<C: Contract>(runner: &mut impl Runner) -> Result<()> {
    let goldens = golden::read(C::NAME)?;
    ensure!(
        goldens.len() > everything::<C>().count(),
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
            golden.file()
        );
        if let Some(bytes) = answers.get(1) {
            let hex = bytes.as_ref().map(hex::encode);
            assert_eq!(
                hex,
                Ok(hex::encode(&golden.bytes)),
                "encoding {}",
                golden.file()
            );
        }
    }
    Ok(())
}

#[test]
fn the_example_of_a_stake_takes_632_bytes() -> Result<()> {
    let goldens = golden::read("stake")?;
    let example = goldens
        .iter()
        .find(|golden| golden.file() == "stake.example")
        .context("example")?;
    assert_eq!(example.bytes.len(), 632);
    Ok(())
}
