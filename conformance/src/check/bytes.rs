//! Changed bytes, and what calls cost.

use data_driver::Decode;
use data_driver::abi::{Dialect, exports};
use data_driver_build::budget::{Bound, Budget, Measured};
use data_driver_cost::{Answer, Cost, Points, Program, Result, Running};
use data_driver_host::{Cause, Driver, read_value};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::Value;

use super::verdict::Verdict;
use super::{Tried, short};
use crate::arbitrary::Arbitrary;
use crate::subject::parts;
use crate::validator::{validate, validator};

/// How often the bytes of each value are changed.
const CHANGES: usize = 120;

/// How many values of each function's input or output, or of each event, are changed.
const VALUES: usize = 3;

/// A call that takes more instructions than this is suspicious, where the file states no bound.
const FUEL: Bound = Bound {
    base: 50_000_000,
    per_byte: 500_000,
};

/// An instance that needs more memory than this is suspicious, where the file states no bound.
const MEMORY: Bound = Bound {
    base: 64 << 20,
    per_byte: 16 << 10,
};

/// How many that are wrong are shown.
const SHOWN: usize = 5;

/// The most memory that a decoded value may take, in bytes.
const LARGEST: usize = 512 << 20;

/// A value's bytes to change.
struct Seed<'a> {
    what: Decode,
    name: String,
    bytes: Vec<u8>,
    /// The value as the driver takes it, of arguments.
    json: Option<String>,
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
        most: Most {
            stated: tried.stated,
            ..Most::default()
        },
        count: 0,
        wrong: Vec::new(),
    };
    let mut rng = StdRng::seed_from_u64(2);
    for seed in &seeds {
        let described = seed.schema.zip(tried.document);
        let validator = described.and_then(|(schema, document)| validator(document, schema).ok());
        if let Some(json) = &seed.json {
            calls.encode(seed, json);
        }
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
                json: (vector.what == Decode::Input).then(|| vector.json.clone()),
                schema: schema(vector.what, &vector.name),
            });
        }
    }
    let Some(document) = tried.document else {
        return seeds;
    };
    let mut arbitrary = Arbitrary::new(document, 3);
    for part in &parts {
        let (mut bytes, mut json) = (Vec::new(), None);
        if part.what == Decode::Input
            && let Ok(drawn) = arbitrary.draw(part.schema)
        {
            let given = drawn.given.to_string();
            bytes = driver.encode_input(&part.name, &given).unwrap_or_default();
            json = Some(given);
        }
        seeds.push(Seed {
            what: part.what,
            name: part.name.clone(),
            bytes,
            json,
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
    fn convert(&mut self, export: &str, name: &str, data: &[u8]) -> Result<(Answer, Cost)> {
        let running = match &mut self.running {
            Some(running) => running,
            None => {
                let running = self.program.start(self.dialect)?;
                self.most.longest = 0;
                self.running.insert(running)
            }
        };
        running.convert(export, name, data)
    }

    /// What it costs to encode a value. Whether it is encoded right, the values tell.
    fn encode(&mut self, seed: &Seed<'_>, json: &str) {
        match self.convert(exports::ENCODE_INPUT_FN, &seed.name, json.as_bytes()) {
            Ok((Answer::Trapped(reason), _)) => {
                self.running = None;
                let words = format!("{}: it traps ({reason}) for {}", seed.name, short(json));
                self.wrong.push(words);
            }
            Ok((_, cost)) => self.most.note(cost, json.len(), &seed.name),
            Err(error) => {
                self.running = None;
                self.wrong.push(format!("{}: {error:#}", seed.name));
            }
        }
    }

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
        let answer = self.convert(export, &seed.name, bytes);
        match answer {
            Ok((Answer::Trapped(reason), _)) => {
                // An instance that has trapped must not run again.
                self.running = None;
                self.wrong.push(says(format!("it traps ({reason})")));
            }
            Ok((Answer::Done(text), cost)) => {
                self.most.note(cost, bytes.len(), &seed.name);
                let value = read_value(&text, LARGEST);
                match (value, validator) {
                    (Err(Cause::NotJson(error)), _) => self
                        .wrong
                        .push(says(format!("it is decoded as what is no JSON ({error})"))),
                    (Err(error), _) => self.wrong.push(says(error.to_string())),
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

/// What calls took, beside what the file states.
#[derive(Default)]
struct Most {
    points: Points,
    fuel: u64,
    fuel_of: String,
    memory: usize,
    /// The longest input that the instance has had, whose memory stays.
    longest: usize,
    stated: Budget,
    beyond: Vec<String>,
}

impl Most {
    fn note(&mut self, cost: Cost, length: usize, name: &str) {
        self.points.note(length, cost);
        if cost.fuel > self.fuel {
            self.fuel = cost.fuel;
            name.clone_into(&mut self.fuel_of);
        }
        self.memory = self.memory.max(cost.memory);
        self.longest = self.longest.max(length);
        let fuel = self.stated.fuel.unwrap_or(FUEL).of(length);
        if cost.fuel > fuel {
            self.beyond.push(format!(
                "{name} takes {} instructions for {length} bytes, more than {fuel}",
                cost.fuel
            ));
        }
        let memory = self.stated.memory.unwrap_or(MEMORY).of(self.longest);
        if cost.memory as u64 > memory {
            self.beyond.push(format!(
                "{name} needs {} bytes of memory for {length} bytes, more than {memory}",
                cost.memory
            ));
        }
    }

    fn judge(&self, verdict: &mut Verdict) {
        if let Some(words) = self.beyond.first() {
            return verdict.wrong("cost", words);
        }
        let Measured { memory, fuel } = self.points.fit();
        verdict.good(
            "cost",
            format!(
                "at most {} instructions a call ({}), {} and {} for each byte; {} bytes of memory, {} and {} for each byte",
                self.fuel, self.fuel_of, fuel.base, fuel.per_byte, self.memory, memory.base, memory.per_byte
            ),
        );
        let words = |bound: Option<Bound>, what: &str| {
            bound.map(|bound| format!("{} {what} and {} for each byte", bound.base, bound.per_byte))
        };
        let stated = [
            words(self.stated.fuel, "instructions"),
            words(self.stated.memory, "bytes of memory"),
        ];
        let stated: Vec<String> = stated.into_iter().flatten().collect();
        match stated.is_empty() {
            true => verdict.lacks("budget", "the file does not state what calls take"),
            false => verdict.good(
                "budget",
                format!("the file states at most {}", stated.join(", ")),
            ),
        }
    }
}
