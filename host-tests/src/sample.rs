//! Random values, and their bytes and JSON as Dusk's own types have them.
//!
//! Values are drawn as JSON, from a pool of keys, because the fields of many types are private. The
//! type's own serde reads the JSON and writes it again, and rkyv writes the bytes: nothing of the
//! code under test takes part.

use std::ops::{Deref, DerefMut};

use anyhow::{Context, Result};
use data_driver_conformance::draw;
use dusk_core::signatures::bls;
use dusk_core::transfer::phoenix;
use dusk_core::{BlsScalar, GENERATOR_EXTENDED, JubJubAffine, JubJubScalar};
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, RngCore, SeedableRng};
use rkyv::ser::serializers::AllocSerializer;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A value's text and bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The text, with members in the order of their declaration.
    pub json: String,
    /// The archive.
    pub bytes: Vec<u8>,
}

/// The value of a type that this JSON stands for.
///
/// # Errors
/// The JSON is not one of the type.
pub fn sample<T>(json: Value) -> Result<Sample>
where
    T: Serialize + DeserializeOwned + rkyv::Serialize<AllocSerializer<1024>>,
{
    let value: T = value(json)?;
    sample_as(&value, text(&value)?)
}

/// A value whose text is not what serde makes of it: a `u64` by itself, in a tuple or an `Option`,
/// which is a decimal string, or a type without serde.
///
/// # Errors
/// rkyv cannot write it.
pub fn sample_as<T>(value: &T, json: String) -> Result<Sample>
where
    T: rkyv::Serialize<AllocSerializer<1024>>,
{
    let bytes = rkyv::to_bytes(value).map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(Sample {
        json,
        bytes: bytes.into_vec(),
    })
}

/// A `u64` by itself.
///
/// # Errors
/// None that is known.
pub fn sample_u64(value: u64) -> Result<Sample> {
    sample_as(&value, quoted(value))
}

/// The value of a type that this JSON stands for.
///
/// # Errors
/// The JSON is not one of the type.
pub fn value<T: DeserializeOwned>(json: Value) -> Result<T> {
    let shown = json.to_string();
    serde_json::from_value(json).with_context(|| shown)
}

/// The text that the type's own serde makes.
///
/// # Errors
/// The type has no JSON form.
pub fn text(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string(value)?)
}

/// The text of an integer as a decimal string.
#[must_use]
pub fn quoted(integer: u64) -> String {
    format!("\"{integer}\"")
}

/// Draws the parts that values are made of, keys and points among them.
#[derive(Debug, Clone)]
pub struct Draw {
    draw: draw::Draw,
    secrets: Vec<bls::SecretKey>,
    keys: Vec<Value>,
    signatures: Vec<Value>,
    stealth_addresses: Vec<Value>,
    scalars: Vec<Value>,
    note_signatures: Vec<Value>,
    points: Vec<Value>,
}

/// How many keys there are to draw from. Making one takes about a millisecond.
const POOL: usize = 48;

impl Draw {
    /// A draw that is the same for the same seed.
    ///
    /// # Panics
    /// A type of `dusk-core` does not serialize.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut rng = StdRng::seed_from_u64(seed);
        let to_json =
            |value: Result<Value, serde_json::Error>| value.expect("keys have a JSON form");
        let mut draw = Self {
            draw: draw::Draw {
                rng: StdRng::seed_from_u64(seed.wrapping_add(1)),
                ..draw::Draw::new(seed)
            },
            secrets: Vec::new(),
            keys: Vec::new(),
            signatures: Vec::new(),
            stealth_addresses: Vec::new(),
            scalars: Vec::new(),
            note_signatures: Vec::new(),
            points: Vec::new(),
        };
        for _ in 0..POOL {
            let secret = bls::SecretKey::random(&mut rng);
            draw.keys
                .push(to_json(serde_json::to_value(bls::PublicKey::from(&secret))));
            draw.signatures
                .push(to_json(serde_json::to_value(secret.sign(b"a message"))));
            draw.secrets.push(secret);
            let secret = phoenix::SecretKey::random(&mut rng);
            let blinder = JubJubScalar::from(rng.next_u64());
            let address = phoenix::PublicKey::from(&secret).gen_stealth_address(&blinder);
            draw.stealth_addresses
                .push(to_json(serde_json::to_value(address)));
            let scalar = BlsScalar::hash_to_scalar(&rng.r#gen::<[u8; 32]>());
            draw.scalars.push(to_json(serde_json::to_value(scalar)));
            let note_key = secret.gen_note_sk(&address);
            draw.note_signatures.push(to_json(serde_json::to_value(
                note_key.sign(&mut rng, scalar),
            )));
            let point = GENERATOR_EXTENDED * JubJubScalar::from(rng.next_u64());
            draw.points
                .push(to_json(serde_json::to_value(JubJubAffine::from(point))));
        }
        draw
    }

    /// Draws from the same pools in another order.
    #[must_use]
    pub fn reseeded(&self, seed: u64) -> Self {
        Self {
            draw: draw::Draw::new(seed),
            ..self.clone()
        }
    }

    fn pick(rng: &mut StdRng, pool: &[Value]) -> Value {
        pool.choose(rng).cloned().unwrap_or_default()
    }

    /// A BLS public key.
    pub fn key(&mut self) -> Value {
        Self::pick(&mut self.draw.rng, &self.keys)
    }

    /// A BLS secret key, that of one of the public keys.
    pub fn secret(&mut self) -> bls::SecretKey {
        let choice = self.secrets.choose(&mut self.draw.rng);
        choice.expect("there are keys").clone()
    }

    /// A BLS signature.
    pub fn signature(&mut self) -> Value {
        Self::pick(&mut self.draw.rng, &self.signatures)
    }

    /// A Phoenix stealth address.
    pub fn stealth_address(&mut self) -> Value {
        Self::pick(&mut self.draw.rng, &self.stealth_addresses)
    }

    /// A scalar of the BLS curve.
    pub fn scalar(&mut self) -> Value {
        Self::pick(&mut self.draw.rng, &self.scalars)
    }

    /// A Schnorr signature over a note.
    pub fn note_signature(&mut self) -> Value {
        Self::pick(&mut self.draw.rng, &self.note_signatures)
    }

    /// A point of JubJub.
    pub fn point(&mut self) -> Value {
        Self::pick(&mut self.draw.rng, &self.points)
    }

    /// A `u64` as a decimal string: any size, and the extremes often.
    pub fn u64(&mut self) -> Value {
        json!(self.number().to_string())
    }

    /// A `u64`: any size, and the extremes often.
    pub fn number(&mut self) -> u64 {
        match self.rng.gen_range(0..8) {
            0 => 0,
            1 => u64::MAX,
            2 => (1 << 53) + 1,
            _ => {
                let bits = self.rng.gen_range(0..64);
                self.rng.next_u64() >> bits
            }
        }
    }

    /// A `u8`.
    pub fn u8(&mut self) -> Value {
        json!(self.rng.r#gen::<u8>())
    }

    /// Some bytes in hex, at most `max` of them.
    pub fn hex(&mut self, max: usize) -> Value {
        json!(hex::encode(self.bytes(max)))
    }

    /// Some bytes, at most `max` of them.
    pub fn bytes(&mut self, max: usize) -> Vec<u8> {
        let mut bytes = vec![0; self.rng.gen_range(0..=max)];
        self.rng.fill_bytes(&mut bytes);
        bytes
    }

    /// As many bytes.
    pub fn array<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.rng.fill_bytes(&mut bytes);
        bytes
    }

    /// A contract's id.
    pub fn contract_id(&mut self) -> Value {
        json!(hex::encode(self.rng.r#gen::<[u8; 32]>()))
    }
}

impl Deref for Draw {
    type Target = draw::Draw;

    fn deref(&self) -> &draw::Draw {
        &self.draw
    }
}

impl DerefMut for Draw {
    fn deref_mut(&mut self) -> &mut draw::Draw {
        &mut self.draw
    }
}
