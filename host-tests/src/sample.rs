//! Random values, and their bytes and JSON as Dusk's own types have them.
//!
//! Values are drawn as JSON, from a pool of keys, because the fields of many types are private. The
//! type's own serde reads the JSON and writes it again, and rkyv writes the bytes: nothing of the
//! code under test takes part.

use anyhow::{Context, Result};
use dusk_core::signatures::bls;
use dusk_core::transfer::phoenix;
use dusk_core::{BlsScalar, JubJubScalar};
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
    let shown = json.to_string();
    let value: T = serde_json::from_value(json).with_context(|| shown)?;
    let bytes = rkyv::to_bytes(&value).map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(Sample {
        json: serde_json::to_string(&value)?,
        bytes: bytes.into_vec(),
    })
}

/// A `u64` by itself, which is a decimal string although serde has it as a number.
///
/// # Errors
/// None that is known.
pub fn sample_u64(value: u64) -> Result<Sample> {
    Ok(Sample {
        json: json!(value.to_string()).to_string(),
        ..sample::<u64>(json!(value))?
    })
}

/// Draws the parts that values are made of.
#[derive(Debug)]
pub struct Draw {
    /// The source of randomness.
    pub rng: StdRng,
    keys: Vec<Value>,
    signatures: Vec<Value>,
    stealth_addresses: Vec<Value>,
    scalars: Vec<Value>,
    note_signatures: Vec<Value>,
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
            keys: Vec::new(),
            signatures: Vec::new(),
            stealth_addresses: Vec::new(),
            scalars: Vec::new(),
            note_signatures: Vec::new(),
            rng: StdRng::seed_from_u64(seed.wrapping_add(1)),
        };
        for _ in 0..POOL {
            let secret = bls::SecretKey::random(&mut rng);
            draw.keys
                .push(to_json(serde_json::to_value(bls::PublicKey::from(&secret))));
            draw.signatures
                .push(to_json(serde_json::to_value(secret.sign(b"a message"))));
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
        }
        draw
    }

    fn pick(rng: &mut StdRng, pool: &[Value]) -> Value {
        pool.choose(rng).cloned().unwrap_or_default()
    }

    /// A BLS public key.
    pub fn key(&mut self) -> Value {
        Self::pick(&mut self.rng, &self.keys)
    }

    /// A BLS signature.
    pub fn signature(&mut self) -> Value {
        Self::pick(&mut self.rng, &self.signatures)
    }

    /// A Phoenix stealth address.
    pub fn stealth_address(&mut self) -> Value {
        Self::pick(&mut self.rng, &self.stealth_addresses)
    }

    /// A scalar of the BLS curve.
    pub fn scalar(&mut self) -> Value {
        Self::pick(&mut self.rng, &self.scalars)
    }

    /// A Schnorr signature over a note.
    pub fn note_signature(&mut self) -> Value {
        Self::pick(&mut self.rng, &self.note_signatures)
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
        let mut bytes = vec![0; self.rng.gen_range(0..=max)];
        self.rng.fill_bytes(&mut bytes);
        json!(hex::encode(bytes))
    }

    /// A contract's id.
    pub fn contract_id(&mut self) -> Value {
        json!(hex::encode(self.rng.r#gen::<[u8; 32]>()))
    }

    /// Text with characters of one to four bytes, quotes and control characters.
    pub fn text(&mut self) -> Value {
        const CHARACTERS: [char; 12] = [
            'a', '_', '7', ' ', '"', '\\', '\n', '\u{1}', '/', 'é', '€', '😀',
        ];
        let length = self.rng.gen_range(0..24);
        let text: String = (0..length)
            .filter_map(|_| CHARACTERS.choose(&mut self.rng))
            .collect();
        json!(text)
    }

    /// One of two, with equal chance.
    pub fn coin(&mut self) -> bool {
        self.rng.r#gen()
    }

    /// How many, from 0 to `max`.
    pub fn count(&mut self, max: usize) -> usize {
        self.rng.gen_range(0..=max)
    }
}
