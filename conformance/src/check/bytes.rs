//! Changed bytes, and what calls cost.

use data_driver::Decode;
use data_driver::abi::{Dialect, exports};
use data_driver_host::Driver;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::Value;

use super::raw::{Answer, Cost, Program, Running};
use super::verdict::Verdict;
use super::{Tried, short};
use crate::arbitrary::Arbitrary;
use crate::subject::parts;
use crate::validator::{validate, validator};

/// How often the bytes of each value are changed.
const CHANGES: usize = 120;

/// How many values of each function's input or output, or of each event, are changed.
const VALUES: usize = 3;

/// A call that takes more instructions than this, and this many more for each byte, is suspicious.
const FUEL: u64 = 50_000_000;
const FUEL_PER_BYTE: u64 = 500_000;

/// An instance that needs more memory than this, and this many more for each byte, is suspicious.
const MEMORY: usize = 64 << 20;
const MEMORY_PER_BYTE: usize = 16 << 10;

/// How many that are wrong are shown.
const SHOWN: usize = 5;

/// A value's bytes to change.
struct Seed<'a> {
    what: Decode,
    name: String,
    bytes: Vec<u8>,
    schema: Option<&'a Value>,
}

/// Whether changed bytes are refused or decoded, and never end in a trap; that what is decoded is what
/// the schema allows; and what it all costs.
pub(super) fn never_trap(
    program: &Program,
    dialect: Dialect,
    driver: &Driver,
    tried: &Tried<'_>,
    verdict: &mut Verdict,
) {
    let seeds = seeds(driver, tried);
    if seeds.is_empty() {
        return verdict.lacks(
            "bytes",
            "no function and no event is known by name, so that no bytes could be tried",
        );
    }
    let mut calls = Calls {
        program,
        dialect,
        running: None,
        most: Most::default(),
        count: 0,
        wrong: Vec::new(),
    };
    let mut rng = StdRng::seed_from_u64(2);
    for seed in &seeds {
        let described = seed.schema.zip(tried.document);
        let validator = described.and_then(|(schema, document)| validator(document, schema).ok());
        for round in 0..CHANGES {
            let bytes = changed(&seed.bytes, round, &mut rng);
            calls.decode(seed, &bytes, validator.as_ref());
        }
    }
    for words in calls.wrong.iter().take(SHOWN) {
        verdict.wrong("bytes", words);
    }
    if calls.wrong.len() > SHOWN {
        verdict.wrong("bytes", format!("and {} more", calls.wrong.len() - SHOWN));
    }
    if calls.wrong.is_empty() {
        verdict.good(
            "bytes",
            format!(
                "{} times changed bytes are decoded or refused, and never trap",
                calls.count
            ),
        );
    }
    calls.most.judge(verdict);
}

/// Golden vectors, and the bytes of values made from the schema.
fn seeds<'a>(driver: &Driver, tried: &Tried<'a>) -> Vec<Seed<'a>> {
    let mut seeds: Vec<Seed<'a>> = Vec::new();
    let parts = tried
        .document
        .and_then(|document| parts(document).ok())
        .unwrap_or_default();
    let schema = |what: Decode, name: &str| {
        parts
            .iter()
            .find(|part| part.what == what && part.name == name)
            .map(|part| part.schema)
    };
    for vector in tried.vectors {
        let same = seeds
            .iter()
            .filter(|seed| seed.what == vector.what && seed.name == vector.name);
        if same.count() < VALUES {
            seeds.push(Seed {
                what: vector.what,
                name: vector.name.clone(),
                bytes: vector.bytes.clone(),
                schema: schema(vector.what, &vector.name),
            });
        }
    }
    let Some(document) = tried.document else {
        return seeds;
    };
    let mut arbitrary = Arbitrary::new(document, 3);
    for part in &parts {
        let mut bytes = Vec::new();
        if part.what == Decode::Input
            && let Ok(drawn) = arbitrary.draw(part.schema)
        {
            bytes = driver
                .encode_input(&part.name, &drawn.given.to_string())
                .unwrap_or_default();
        }
        seeds.push(Seed {
            what: part.what,
            name: part.name.clone(),
            bytes,
            schema: Some(part.schema),
        });
    }
    seeds
}

/// The bytes as they are, shorter, longer, with some of them changed, or others.
fn changed(bytes: &[u8], round: usize, rng: &mut StdRng) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    match round {
        0 => {}
        1 => changed.clear(),
        2 => changed.push(0),
        3 => changed = vec![0xff; bytes.len().max(16)],
        4 => changed = vec![0; bytes.len().max(16)],
        _ if round.is_multiple_of(4) => changed.truncate(rng.gen_range(0..=bytes.len())),
        _ if round % 4 == 1 || bytes.is_empty() => {
            changed = (0..rng.gen_range(0..=bytes.len().max(64)))
                .map(|_| rng.r#gen())
                .collect();
        }
        _ => {
            for _ in 0..rng.gen_range(1..4) {
                let at = rng.gen_range(0..bytes.len());
                changed[at] = match rng.gen_range(0..3) {
                    0 => changed[at] ^ (1 << rng.gen_range(0..8)),
                    1 => 0xff,
                    _ => rng.r#gen(),
                };
            }
        }
    }
    changed
}

struct Calls<'a> {
    program: &'a Program,
    dialect: Dialect,
    running: Option<Running>,
    most: Most,
    count: usize,
    wrong: Vec<String>,
}

impl Calls<'_> {
    fn decode(&mut self, seed: &Seed<'_>, bytes: &[u8], validator: Option<&jsonschema::Validator>) {
        let export = match seed.what {
            Decode::Input => exports::DECODE_INPUT_FN,
            Decode::Output => exports::DECODE_OUTPUT_FN,
            Decode::Event => exports::DECODE_EVENT,
        };
        self.count += 1;
        let says = |words: String| {
            format!(
                "{:?} of {}: {words} for {}",
                seed.what,
                seed.name,
                short(&hex::encode(bytes))
            )
        };
        let answer = match &mut self.running {
            Some(running) => running.convert(export, &seed.name, bytes),
            None => match self.program.start(self.dialect) {
                Ok(running) => self
                    .running
                    .insert(running)
                    .convert(export, &seed.name, bytes),
                Err(error) => Err(error),
            },
        };
        match answer {
            Ok((Answer::Trapped(reason), _)) => {
                // An instance that has trapped must not run again.
                self.running = None;
                self.wrong.push(says(format!("it traps ({reason})")));
            }
            Ok((Answer::Done(text), cost)) => {
                self.most.note(cost, bytes.len(), &seed.name);
                let value = serde_json::from_slice::<Value>(&text);
                match (value, validator) {
                    (Err(error), _) => self
                        .wrong
                        .push(says(format!("it is decoded as what is no JSON ({error})"))),
                    (Ok(value), Some(validator)) => {
                        if let Err(error) = validate(validator, &value) {
                            self.wrong.push(says(format!(
                                "it is decoded as what the schema refuses ({})",
                                short(&error)
                            )));
                        }
                    }
                    (Ok(_), None) => {}
                }
            }
            Ok((Answer::Refused(_), cost)) => self.most.note(cost, bytes.len(), &seed.name),
            Err(error) => {
                self.running = None;
                self.wrong.push(says(format!("{error:#}")));
            }
        }
    }
}

/// The dearest calls.
#[derive(Default)]
struct Most {
    fuel: u64,
    fuel_of: String,
    /// Instructions for each byte, of calls with some bytes.
    fuel_per_byte: u64,
    memory: usize,
    suspicious: Vec<String>,
}

impl Most {
    fn note(&mut self, cost: Cost, length: usize, name: &str) {
        if cost.fuel > self.fuel {
            self.fuel = cost.fuel;
            name.clone_into(&mut self.fuel_of);
        }
        if length >= 32 {
            self.fuel_per_byte = self.fuel_per_byte.max(cost.fuel / length as u64);
        }
        self.memory = self.memory.max(cost.memory);
        if cost.fuel > FUEL + FUEL_PER_BYTE * length as u64 {
            self.suspicious.push(format!(
                "{name} takes {} instructions for {length} bytes",
                cost.fuel
            ));
        }
        if cost.memory > MEMORY + MEMORY_PER_BYTE * length {
            self.suspicious.push(format!(
                "{name} needs {} bytes of memory for {length} bytes",
                cost.memory
            ));
        }
    }

    fn judge(&self, verdict: &mut Verdict) {
        match self.suspicious.first() {
            Some(words) => verdict.wrong("cost", words),
            None => verdict.good(
                "cost",
                format!(
                    "at most {} instructions a call ({}), {} for each byte, and {} bytes of memory",
                    self.fuel, self.fuel_of, self.fuel_per_byte, self.memory
                ),
            ),
        }
    }
}
