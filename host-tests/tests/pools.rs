//! The valid keys, signatures, scalars and points from which conformance draws: `dusk-core` makes them.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use dusk_core::{BlsScalar, JubJubAffine};
use host_tests::sample::Draw;
use host_tests::{files, golden};
use rand::Rng;
use serde_json::Value;
use smart_rollup::hash::{
    BlockHash, BlsKeyHash, ContractHash, Ed25519KeyHash, MlDsaKeyHash, P256KeyHash, RevealDataHash,
    RollupAddress, Secp256k1KeyHash,
};

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
    for (pool, prefix, length) in [
        ("base58check B 32", BlockHash::PREFIX, 32),
        ("base58check KT1 20", ContractHash::PREFIX, 20),
        ("base58check scrrh1 32", RevealDataHash::PREFIX, 32),
        ("base58check sr1 20", RollupAddress::PREFIX, 20),
        ("base58check tz1 20", Ed25519KeyHash::PREFIX, 20),
        ("base58check tz2 20", Secp256k1KeyHash::PREFIX, 20),
        ("base58check tz3 20", P256KeyHash::PREFIX, 20),
        ("base58check tz4 20", BlsKeyHash::PREFIX, 20),
        ("base58check tz5 20", MlDsaKeyHash::PREFIX, 20),
    ] {
        // By another's code than the driver's.
        let texts = (0..VALUES).map(|_| {
            let mut bytes = prefix.bytes.to_vec();
            bytes.extend((0..length).map(|_| draw.rng.r#gen::<u8>()));
            Value::from(bs58::encode(bytes).with_check().into_string())
        });
        pools.insert(pool, texts.collect());
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
