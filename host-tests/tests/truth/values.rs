//! Golden values and random ones.

use anyhow::{Context, Result, anyhow, ensure};
use data_driver::JsonValue;
use host_tests::ballot::BallotContract;
use host_tests::contract::Contract;
use host_tests::drc20::Drc20Contract;
use host_tests::drc721::Drc721Contract;
use host_tests::golden;
use host_tests::pink_runtime::PinkRuntimeContract;
use host_tests::preimage_oracle::PreimageOracleContract;
use host_tests::smart_rollup::SmartRollup;
use host_tests::stake::StakeContract;
use host_tests::standard_bridge::StandardBridgeContract;
use host_tests::subject::{Subject, parts};
use host_tests::transfer::TransferContract;
use host_tests::truth::{refusals, round_trips, samples};
use host_tests::validator::{validate, validator};

use crate::on_a_large_stack;

/// How many values of each function's input and output, and of each event.
const VALUES: usize = 1000;

/// How many of both in WebAssembly, where the same code runs.
const FEW: usize = 50;

/// How many values that are made without the document.
const SAMPLES: usize = 100;

/// How many changed values of the same.
const MUTANTS: usize = 500;

/// Tests of each driver.
macro_rules! drivers {
    ($($module:ident: $subject:expr,)*) => {$(
        mod $module {
            use super::*;

            #[test]
            fn values_of_the_document_come_back() -> Result<()> {
                on_a_large_stack(|| come_back(&$subject))
            }

            #[test]
            fn what_the_document_refuses_the_driver_refuses() -> Result<()> {
                on_a_large_stack(|| refuse(&$subject))
            }

            #[test]
            fn in_wasmtime() -> Result<()> {
                on_a_large_stack(|| {
                    let subject = $subject.in_wasmtime()?;
                    let document = subject.document()?;
                    round_trips(&subject, &document, FEW, 24)?;
                    refusals(&subject, &document, FEW, 25)?;
                    Ok(())
                })
            }
        }
    )*};
}

drivers! {
    stake: Subject::of::<StakeContract>(),
    transfer: Subject::of::<TransferContract>(),
    drc20: Subject::of::<Drc20Contract>(),
    ballot: Subject::of::<BallotContract>(),
    drc721: Subject::of::<Drc721Contract>(),
    standard_bridge: Subject::of::<StandardBridgeContract>(),
    pink_runtime: Subject::of::<PinkRuntimeContract>(),
    preimage_oracle: Subject::of::<PreimageOracleContract>(),
    shapes: Subject::shapes(),
}

fn come_back(subject: &Subject) -> Result<()> {
    let document = subject.document()?;
    let mut coverage = round_trips(subject, &document, VALUES, 21)?;
    // Of an enum with many variants each is drawn seldom.
    if !coverage.missing(&document)?.is_empty() {
        coverage.join(round_trips(subject, &document, 4 * VALUES, 26)?);
    }
    let missing = coverage.missing(&document)?;
    ensure!(missing.is_empty(), "never drawn: {missing:#?}");
    Ok(())
}

fn refuse(subject: &Subject) -> Result<()> {
    let found = refusals(subject, &subject.document()?, MUTANTS, 22)?;
    // A document that allows everything would refuse nothing, and so be right.
    let refused: usize = found.refused.values().sum();
    ensure!(2 * refused > found.total(), "few are refused\n{found}");
    Ok(())
}

#[test]
fn values_of_the_stake_contract_are_valid() -> Result<()> {
    made_without_the_document_are_valid::<StakeContract>()
}

#[test]
fn values_of_the_transfer_contract_are_valid() -> Result<()> {
    made_without_the_document_are_valid::<TransferContract>()
}

#[test]
fn values_of_the_token_are_valid() -> Result<()> {
    made_without_the_document_are_valid::<Drc20Contract>()
}

#[test]
fn values_of_the_collection_are_valid() -> Result<()> {
    made_without_the_document_are_valid::<Drc721Contract>()
}

#[test]
fn values_of_the_bridge_are_valid() -> Result<()> {
    made_without_the_document_are_valid::<StandardBridgeContract>()
}

#[test]
fn values_of_the_pink_runtime_are_valid() -> Result<()> {
    made_without_the_document_are_valid::<PinkRuntimeContract>()
}

#[test]
fn values_of_the_preimage_oracle_are_valid() -> Result<()> {
    made_without_the_document_are_valid::<PreimageOracleContract>()
}

fn made_without_the_document_are_valid<C: Contract>() -> Result<()> {
    samples::<C>(&Subject::of::<C>().document()?, SAMPLES, 23)
}

#[test]
fn golden_values_of_the_stake_contract_are_valid() -> Result<()> {
    golden_values_are_valid::<StakeContract>()
}

#[test]
fn golden_values_of_the_transfer_contract_are_valid() -> Result<()> {
    golden_values_are_valid::<TransferContract>()
}

#[test]
fn golden_values_of_the_token_are_valid() -> Result<()> {
    golden_values_are_valid::<Drc20Contract>()
}

#[test]
fn golden_values_of_the_collection_are_valid() -> Result<()> {
    golden_values_are_valid::<Drc721Contract>()
}

#[test]
fn golden_values_of_the_bridge_are_valid() -> Result<()> {
    golden_values_are_valid::<StandardBridgeContract>()
}

#[test]
fn golden_values_of_the_pink_runtime_are_valid() -> Result<()> {
    golden_values_are_valid::<PinkRuntimeContract>()
}

#[test]
fn golden_values_of_the_preimage_oracle_are_valid() -> Result<()> {
    golden_values_are_valid::<PreimageOracleContract>()
}

#[test]
fn golden_values_of_the_smart_rollup_are_valid() -> Result<()> {
    golden_values_are_valid::<SmartRollup>()
}

fn golden_values_are_valid<C: Contract>() -> Result<()> {
    let document = Subject::of::<C>().document()?;
    let mut goldens = golden::read(C::NAME)?;
    for part in parts(&document)? {
        let validator = validator(&document, part.schema)?;
        let here = |golden: &golden::Golden| golden.what == part.what && golden.name() == part.name;
        let tested: Vec<_> = goldens.extract_if(.., |golden| here(golden)).collect();
        ensure!(
            !tested.is_empty(),
            "no golden value for {:?} of {}",
            part.what,
            part.name
        );
        for golden in tested {
            let value: JsonValue = serde_json::from_str(&golden.json)?;
            validate(&validator, &value)
                .map_err(|error| anyhow!(error))
                .with_context(|| golden.file())?;
        }
    }
    ensure!(goldens.is_empty(), "no schema for {goldens:?}");
    Ok(())
}
