//! Random values of a contract whose bytes are Borsh.
//!
//! The types stand here a second time: the bytes come from this file and `borsh`, the JSON from this
//! file and serde, and neither from the driver.

use anyhow::{Result, anyhow, bail};
use ballot_driver::BallotDriver;
use borsh::BorshSerialize;
use data_driver::declared;
use data_driver::{ConvertibleContract, Decode, Error};
use serde::{Serialize, Serializer};
use serde_with::{As, DisplayFromStr};

use crate::contract::Contract;
use crate::sample::{self, Draw, Sample};

#[derive(BorshSerialize, Serialize)]
struct Poll {
    title: String,
    choices: Vec<Choice>,
    #[serde(with = "As::<Option<DisplayFromStr>>")]
    end: Option<u64>,
}

#[derive(BorshSerialize, Serialize)]
enum Choice {
    Abstain,
    Proposal(u8),
    Account {
        #[serde(serialize_with = "prefixed")]
        key: [u8; 4],
    },
}

#[derive(BorshSerialize, Serialize)]
struct Vote {
    #[serde(with = "hex")]
    voter: [u8; 4],
    choice: Choice,
    #[serde(with = "As::<DisplayFromStr>")]
    weight: i128,
}

#[derive(BorshSerialize, Serialize)]
struct Count(Choice, #[serde(with = "As::<DisplayFromStr>")] u64);

fn prefixed<S: Serializer>(key: &[u8; 4], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&format!("0x{}", hex::encode(key)))
}

/// A contract whose bytes are Borsh.
#[derive(Debug)]
pub struct BallotContract;

impl Contract for BallotContract {
    const NAME: &'static str = "ballot";
    const FUNCTIONS: &'static [&'static str] =
        &["open", "vote", "close", "count", "title", "votes"];
    const EVENTS: &'static [&'static str] = &["voted", "closed"];
    const DECLARED: &'static declared::Contract = BallotDriver::CONTRACT;

    fn driver() -> impl ConvertibleContract {
        BallotDriver
    }

    fn encode_value(what: Decode, name: &str, json: &str) -> Result<Vec<u8>, Error> {
        BallotDriver::encode_value(what, name, json)
    }

    fn draw(what: Decode, name: &str, draw: &mut Draw) -> Result<Sample> {
        match (what, name) {
            (Decode::Input, "open") => sample(&Poll {
                title: text(draw),
                choices: (0..draw.count(4)).map(|_| choice(draw)).collect(),
                end: draw.coin().then(|| draw.number()),
            }),
            (Decode::Input, "vote") | (Decode::Event, "voted") => {
                sample(&(small(draw), vote(draw)))
            }
            (Decode::Input, "count" | "title" | "votes") => sample(&small(draw)),
            (Decode::Output, "count") => sample(
                &(0..draw.count(4))
                    .map(|_| Count(choice(draw), draw.number()))
                    .collect::<Vec<_>>(),
            ),
            (Decode::Output, "title") => sample(&draw.coin().then(|| text(draw))),
            (Decode::Output, "votes") => sample(&vote(draw)),
            (Decode::Input, "close") | (Decode::Event, "closed") => sample(&()),
            (Decode::Output, "open" | "vote" | "close") => sample(&()),
            _ => bail!("the contract has no {name} for {what:?}"),
        }
    }
}

fn sample(value: &(impl BorshSerialize + Serialize)) -> Result<Sample> {
    Ok(Sample {
        json: sample::text(value)?,
        bytes: borsh::to_vec(value).map_err(|error| anyhow!("{error}"))?,
    })
}

fn text(draw: &mut Draw) -> String {
    draw.text().as_str().unwrap_or_default().to_owned()
}

fn small(draw: &mut Draw) -> u32 {
    u32::from_be_bytes(draw.array())
}

fn choice(draw: &mut Draw) -> Choice {
    match draw.count(2) {
        0 => Choice::Abstain,
        1 => Choice::Proposal(draw.array::<1>()[0]),
        _ => Choice::Account { key: draw.array() },
    }
}

fn vote(draw: &mut Draw) -> Vote {
    Vote {
        voter: draw.array(),
        choice: choice(draw),
        weight: i128::from_be_bytes(draw.array()),
    }
}
