//! The valid keys, signatures, scalars and points from which conformance draws: `dusk-core` makes them.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use dusk_core::{BlsScalar, JubJubAffine};
use host_tests::sample::Draw;
use host_tests::{files, golden};
use serde_json::Value;

/// How many of each are drawn.
const VALUES: usize = 8;

fn pools() -> Result<BTreeMap<&'static str, Vec<Value>>> {
    let mut draw = Draw::new(20);
    let mut some = |one: fn(&mut Draw) -> Value| {
        let mut values: Vec<Value> = Vec::new();
        while values.len() < VALUES {
            let value = one(&mut draw);
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    };
    let mut pools = BTreeMap::from([
        ("BlsPublicKey", some(Draw::key)),
        ("BlsSignature", some(Draw::signature)),
        ("BlsScalar", some(Draw::scalar)),
        ("JubJubAffine", some(Draw::point)),
        ("SchnorrSignature", some(Draw::note_signature)),
        ("StealthAddress", some(Draw::stealth_address)),
    ]);
    // The least scalars and the greatest, and the point that is none.
    for scalar in [BlsScalar::zero(), BlsScalar::one(), -BlsScalar::one()] {
        let scalars = pools.entry("BlsScalar").or_default();
        scalars.push(serde_json::to_value(scalar)?);
    }
    let points = pools.entry("JubJubAffine").or_default();
    points.push(serde_json::to_value(JubJubAffine::identity())?);
    Ok(pools)
}

#[test]
fn pools_are_what_dusk_core_makes() -> Result<()> {
    let path = files::root().join("conformance/src/arbitrary/pools.json");
    let made = serde_json::to_string_pretty(&pools()?)? + "\n";
    if golden::bless() {
        std::fs::write(&path, &made)?;
    }
    ensure!(
        std::fs::read_to_string(&path)? == made,
        "{} is stale; `BLESS=1` writes it",
        path.display()
    );
    Ok(())
}
