//! What bytes of unknown kind may be, the most likely first.

use data_driver::Decode;
use data_driver_build::schema::Document;
use data_driver_build::vectors::Vector;
use data_driver_host::{Driver, Error, read_value};

use crate::Evidence;
use crate::evidence::gather;

/// A driver that lets a person wait so often is not asked about the rest of its names.
const MOST_FAULTS: usize = 8;

/// How many readings are looked into; each costs some dozens of calls.
const MOST_WEIGHED: usize = 24;

/// A driver to ask.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The driver.
    pub driver: &'a Driver,
    /// Its document, which names its functions and events.
    pub document: &'a Document,
    /// Its golden vectors.
    pub vectors: &'a [Vector],
}

/// What the bytes can be read as: one type, and all that has it, since the bytes do not tell those apart.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Reading {
    /// Which of the sources it is, counted from 0.
    pub source: usize,
    /// The functions and events, the likeliest first.
    pub subjects: Vec<(Decode, String)>,
    /// The type's name, where the document tells.
    pub type_name: String,
    /// The value's JSON text, as the driver writes it.
    pub text: String,
    /// What speaks for it; of readings beyond the first dozens nothing is known.
    pub evidence: Option<Evidence>,
    /// By how much it is likelier than others.
    pub weight: f64,
}

/// Reads the bytes as everything that the drivers have.
///
/// # Errors
/// The host fails. What a driver refuses, or breaks on, is no reading.
pub fn readings(sources: &[Source<'_>], bytes: &[u8]) -> Result<Vec<Reading>, Error> {
    let mut found = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let first = found.len();
        read_all(index, source, bytes, &mut found)?;
        for reading in found[first..].iter_mut().take(MOST_WEIGHED) {
            weigh(reading, source, bytes)?;
        }
    }
    found.sort_by(|one, other| other.weight.total_cmp(&one.weight));
    Ok(found)
}

/// All readings in one driver; those of one type and value are one.
fn read_all(
    index: usize,
    source: &Source<'_>,
    bytes: &[u8],
    found: &mut Vec<Reading>,
) -> Result<(), Error> {
    let Document {
        functions, events, ..
    } = source.document;
    let event = events
        .iter()
        .map(|one| (Decode::Event, &one.topic, &one.data));
    let input = functions
        .iter()
        .map(|one| (Decode::Input, &one.name, &one.input));
    let output = functions
        .iter()
        .map(|one| (Decode::Output, &one.name, &one.output));
    let first = found.len();
    let mut faults = 0;
    for (what, name, type_name) in event.chain(input).chain(output) {
        let text = match source.driver.decode_text(what, name, bytes) {
            Ok(text) => text,
            Err(error @ Error::Host(_)) => return Err(error),
            Err(Error::Rejected(_)) => continue,
            Err(_) => {
                faults += 1;
                if faults > MOST_FAULTS {
                    break;
                }
                continue;
            }
        };
        // Of an unnamed type each is its own.
        let same = found[first..].iter_mut().find(|reading| {
            !type_name.is_empty() && reading.type_name == *type_name && reading.text == text
        });
        match same {
            Some(reading) => reading.subjects.push((what, name.clone())),
            None => found.push(Reading {
                source: index,
                subjects: vec![(what, name.clone())],
                type_name: type_name.clone(),
                text,
                evidence: None,
                weight: f64::NEG_INFINITY,
            }),
        }
    }
    Ok(())
}

/// The most memory that a reading's value may take, in bytes: any driver may be asked, and all of them are.
const LARGEST: usize = 64 << 20;

fn weigh(reading: &mut Reading, source: &Source<'_>, bytes: &[u8]) -> Result<(), Error> {
    let is_example = |(what, name): &(Decode, String)| {
        let same =
            |vector: &Vector| vector.what == *what && vector.name == *name && vector.bytes == bytes;
        !bytes.is_empty() && source.vectors.iter().any(same)
    };
    // An example's own name comes first.
    reading.subjects.sort_by_key(|subject| !is_example(subject));
    let (what, name) = &reading.subjects[0];
    // A value of which nothing can be read is no evidence.
    let value = read_value(reading.text.as_bytes(), LARGEST).unwrap_or_default();
    let mut evidence = match gather(source.driver, *what, name, bytes, &value) {
        Ok(evidence) => evidence,
        Err(error @ Error::Host(_)) => return Err(error),
        // Of a driver that breaks on changed bytes nothing is concluded.
        Err(_) => Evidence::default(),
    };
    evidence.is_example = is_example(&reading.subjects[0]);
    if *what == Decode::Input {
        let again = source.driver.encode_input(name, &reading.text);
        evidence.returns = Some(again.is_ok_and(|again| again == bytes));
    }
    reading.weight = evidence.weight() + usual(*what);
    reading.evidence = Some(evidence);
    Ok(())
}

/// Of what is equally likely: people get events from archives, calls from transactions, results seldom.
const fn usual(what: Decode) -> f64 {
    match what {
        Decode::Event => 0.3,
        Decode::Input => 0.2,
        Decode::Output => 0.0,
    }
}
