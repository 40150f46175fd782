//! Descriptions tell the truth: random values, whose text is what the types' own serde makes, look
//! as the drivers' descriptions of their types say.

use anyhow::Result;
use data_driver::describe::{Describe, Type};
use data_driver::{Decode, JsonValue};
use data_driver_dusk::Dusk;
use dusk_core::signatures::{bls, schnorr};
use dusk_core::transfer::phoenix;
use dusk_core::{BlsScalar, GENERATOR_EXTENDED, JubJubAffine, JubJubScalar};
use host_tests::conforms::conforms;
use host_tests::contract::{Contract, everything};
use host_tests::sample::Draw;
use host_tests::stake::StakeContract;
use host_tests::transfer::TransferContract;
use rand::SeedableRng;
use rand::rngs::StdRng;

/// How many values of each function's input and output, and of each event.
const VALUES: usize = 200;

fn type_of<C: Contract>(what: Decode, name: &str) -> Result<&'static Type> {
    Ok(match what {
        Decode::Input => C::DECLARED.function(name)?.input,
        Decode::Output => C::DECLARED.function(name)?.output,
        Decode::Event => C::DECLARED.event(name)?.data,
    })
}

fn values_conform<C: Contract>() -> Result<()> {
    let mut draw = Draw::new(5);
    for (what, name) in everything::<C>() {
        draw.turn_to(what, name);
        let ty = type_of::<C>(what, name)?;
        for _ in 0..VALUES {
            let sample = C::draw(what, name, &mut draw)?;
            let value: JsonValue = serde_json::from_str(&sample.json)?;
            if let Err(difference) = conforms(&value, ty) {
                panic!("{what:?} of {name}{difference}");
            }
        }
    }
    Ok(())
}

#[test]
fn values_of_the_stake_contract_conform() -> Result<()> {
    values_conform::<StakeContract>()
}

#[test]
fn values_of_the_transfer_contract_conform() -> Result<()> {
    values_conform::<TransferContract>()
}

/// The value with one thing changed, in every place.
fn changes(value: &JsonValue) -> Vec<JsonValue> {
    // No type of these contracts is a boolean.
    let mut changed = vec![JsonValue::Bool(true)];
    match value {
        JsonValue::Array(elements) => {
            for (i, element) in elements.iter().enumerate() {
                for other in changes(element) {
                    let mut elements = elements.clone();
                    elements[i] = other;
                    changed.push(elements.into());
                }
            }
        }
        JsonValue::Object(members) => {
            let mut more = members.clone();
            more.insert("more".into(), JsonValue::Null);
            changed.push(more.into());
            for (name, member) in members {
                let mut fewer = members.clone();
                fewer.remove(name);
                changed.push(fewer.into());
                for other in changes(member) {
                    let mut members = members.clone();
                    members[name] = other;
                    changed.push(members.into());
                }
            }
        }
        _ => {}
    }
    changed
}

/// What the descriptions leave open, a change of the types would slip through.
fn changed_values_do_not_conform<C: Contract>() -> Result<()> {
    let mut draw = Draw::new(6);
    for (what, name) in everything::<C>() {
        draw.turn_to(what, name);
        let ty = type_of::<C>(what, name)?;
        for _ in 0..3 {
            let sample = C::draw(what, name, &mut draw)?;
            let value: JsonValue = serde_json::from_str(&sample.json)?;
            for other in changes(&value) {
                assert!(conforms(&other, ty).is_err(), "{what:?} of {name}: {other}");
            }
        }
    }
    Ok(())
}

#[test]
fn changed_values_of_the_stake_contract_do_not_conform() -> Result<()> {
    changed_values_do_not_conform::<StakeContract>()
}

#[test]
fn changed_values_of_the_transfer_contract_do_not_conform() -> Result<()> {
    changed_values_do_not_conform::<TransferContract>()
}

fn declared_is_what_the_source_has<C: Contract>() {
    let functions: Vec<&str> = C::DECLARED.functions.iter().map(|f| f.name).collect();
    assert_eq!(functions, C::FUNCTIONS);
    let topics: Vec<&str> = C::DECLARED.events.iter().map(|event| event.topic).collect();
    assert_eq!(topics, C::EVENTS);
}

#[test]
fn the_stake_driver_declares_all_entry_points() {
    declared_is_what_the_source_has::<StakeContract>();
    assert_eq!(StakeContract::FUNCTIONS.len(), 20);
}

#[test]
fn the_transfer_driver_declares_all_entry_points() {
    declared_is_what_the_source_has::<TransferContract>();
    assert_eq!(TransferContract::FUNCTIONS.len(), 28);
}

/// A type's own text of a value conforms to the type's description.
fn conforms_itself<T: Describe<Dusk> + serde::Serialize>(value: &T) -> Result<()> {
    let json = serde_json::to_value(value)?;
    if let Err(difference) = conforms(&json, T::TYPE) {
        panic!("{}{difference}", T::TYPE.name());
    }
    Ok(())
}

/// The types that are described for other contracts' drivers.
#[test]
fn keys_and_points_conform() -> Result<()> {
    let mut rng = StdRng::seed_from_u64(17);
    for seed in 0..20_u64 {
        let secret = bls::SecretKey::random(&mut rng);
        let public = bls::PublicKey::from(&secret);
        conforms_itself(&public)?;
        conforms_itself(&secret.sign(b"a message"))?;
        conforms_itself(&bls::MultisigPublicKey::aggregate(&[public]).expect("one key"))?;
        conforms_itself(&secret.sign_multisig(&public, b"a message"))?;

        let message = BlsScalar::hash_to_scalar(&seed.to_le_bytes());
        let secret = schnorr::SecretKey::random(&mut rng);
        conforms_itself(&message)?;
        conforms_itself(&schnorr::PublicKey::from(&secret))?;
        conforms_itself(&secret.sign(&mut rng, message))?;
        conforms_itself(&secret.sign_double(&mut rng, message))?;

        let scalar = JubJubScalar::from(seed + 1);
        let secret = phoenix::SecretKey::random(&mut rng);
        let public = phoenix::PublicKey::from(&secret);
        conforms_itself(&scalar)?;
        conforms_itself(&(GENERATOR_EXTENDED * scalar))?;
        conforms_itself(&JubJubAffine::from(GENERATOR_EXTENDED * scalar))?;
        conforms_itself(&public)?;
        conforms_itself(&phoenix::ViewKey::from(&secret))?;
        conforms_itself(&public.gen_stealth_address(&scalar))?;
    }
    Ok(())
}
