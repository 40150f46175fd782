//! Bytes that not every number of bytes is: keys, signatures, scalars and points.

use dusk_core::{BlsScalar, JubJubAffine};
use rand::Rng;
use serde_json::Value;

use crate::sample::Draw;

/// The definitions of which there are pools.
pub(super) const NAMES: [&str; 6] = [
    "BlsPublicKey",
    "BlsSignature",
    "BlsScalar",
    "JubJubAffine",
    "SchnorrSignature",
    "StealthAddress",
];

/// A value of the definition of that name in its written form, if it is such a type.
pub(super) fn draw(name: &str, draw: &mut Draw) -> Option<Value> {
    let special = draw.rng.gen_ratio(1, 8);
    let value = match name {
        "BlsPublicKey" => draw.key(),
        "BlsSignature" => draw.signature(),
        "StealthAddress" => draw.stealth_address(),
        "SchnorrSignature" => draw.note_signature(),
        "BlsScalar" if special => extreme_scalar(draw),
        "BlsScalar" => draw.scalar(),
        "JubJubAffine" if special => written(&JubJubAffine::identity()),
        "JubJubAffine" => draw.point(),
        _ => return None,
    };
    Some(value)
}

/// The least scalars and the greatest.
fn extreme_scalar(draw: &mut Draw) -> Value {
    let scalars = [BlsScalar::zero(), BlsScalar::one(), -BlsScalar::one()];
    written(&scalars[draw.count(scalars.len() - 1)])
}

fn written(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).expect("points have a JSON form")
}
