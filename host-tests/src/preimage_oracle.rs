//! Random values of the preimage oracle and hint protocols, with bytes that `kona-preimage` writes.
//!
//! kona's clients and servers are run over [channels](Pipe) that keep what is written; the JSON stands here
//! by itself. What kona does not have, the bytes are put together here: a key of a type that it refuses, a
//! hint behind a length of 8 bytes.

use std::collections::VecDeque;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use anyhow::{Result, anyhow, bail, ensure};
use async_trait::async_trait;
use data_driver::{ConvertibleContract, Decode, Error, declared};
use kona_preimage::errors::{ChannelError, ChannelResult, PreimageOracleResult};
use kona_preimage::{
    Channel, HintReader, HintReaderServer, HintRouter, HintWriter, HintWriterClient, OracleReader,
    OracleServer, PreimageFetcher, PreimageKey, PreimageKeyType, PreimageOracleClient,
    PreimageOracleServer,
};
use preimage_oracle_driver::PreimageOracleDriver;
use serde_json::json;

use crate::contract::Contract;
use crate::golden::Golden;
use crate::sample::{Draw, Sample};

/// A channel with everything there that will be read, in pieces of a few bytes as a virtual machine gives them.
#[derive(Debug, Clone, Default)]
pub struct Pipe {
    input: Arc<Mutex<VecDeque<u8>>>,
    output: Arc<Mutex<Vec<u8>>>,
}

/// The most bytes that Cannon reads at once.
const PIECE: usize = 8;

impl Pipe {
    /// A channel on which these bytes have arrived.
    #[must_use]
    pub fn with(bytes: &[u8]) -> Self {
        Self {
            input: Arc::new(Mutex::new(bytes.iter().copied().collect())),
            output: Arc::default(),
        }
    }

    /// What was written.
    #[must_use]
    pub fn written(&self) -> Vec<u8> {
        self.output.lock().expect("nobody panics").clone()
    }

    /// How many bytes nobody has read.
    #[must_use]
    pub fn left(&self) -> usize {
        self.input.lock().expect("nobody panics").len()
    }
}

#[async_trait]
impl Channel for Pipe {
    async fn read(&self, buf: &mut [u8]) -> ChannelResult<usize> {
        let mut input = self.input.lock().expect("nobody panics");
        let count = buf.len().min(input.len()).min(PIECE);
        for (place, byte) in buf.iter_mut().zip(input.drain(..count)) {
            *place = byte;
        }
        Ok(count)
    }

    async fn read_exact(&self, buf: &mut [u8]) -> ChannelResult<usize> {
        let mut read = 0;
        while read < buf.len() {
            match self.read(&mut buf[read..]).await? {
                0 => return Err(ChannelError::UnexpectedEOF),
                count => read += count,
            }
        }
        Ok(read)
    }

    async fn write(&self, buf: &[u8]) -> ChannelResult<usize> {
        self.output
            .lock()
            .expect("nobody panics")
            .extend_from_slice(buf);
        Ok(buf.len())
    }
}

/// Runs what never waits, as everything is there.
fn run<T>(future: impl Future<Output = T>) -> T {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("the channel never waits"),
    }
}

/// A host that has one preimage and remembers what it was asked.
#[derive(Default)]
struct Host {
    preimage: Vec<u8>,
    keys: Mutex<Vec<PreimageKey>>,
    hints: Mutex<Vec<String>>,
}

#[async_trait]
impl PreimageFetcher for Host {
    async fn get_preimage(&self, key: PreimageKey) -> PreimageOracleResult<Vec<u8>> {
        self.keys.lock().expect("nobody panics").push(key);
        Ok(self.preimage.clone())
    }
}

#[async_trait]
impl HintRouter for Host {
    async fn route_hint(&self, hint: String) -> PreimageOracleResult<()> {
        self.hints.lock().expect("nobody panics").push(hint);
        Ok(())
    }
}

/// What kona's client writes to ask for a key, and what it takes of the response.
///
/// # Errors
/// It does not take the response.
pub fn ask(key: PreimageKey, response: &[u8]) -> Result<(Vec<u8>, Vec<u8>)> {
    let pipe = Pipe::with(response);
    let preimage = run(OracleReader::new(pipe.clone()).get(key))?;
    ensure!(pipe.left() == 0, "{} bytes are left", pipe.left());
    Ok((pipe.written(), preimage))
}

/// The key that kona's server reads, and what it answers with this preimage.
///
/// # Errors
/// It does not take the request.
pub fn answer(request: &[u8], preimage: &[u8]) -> Result<(PreimageKey, Vec<u8>)> {
    let pipe = Pipe::with(request);
    let host = Host {
        preimage: preimage.to_vec(),
        ..Host::default()
    };
    run(OracleServer::new(pipe.clone()).next_preimage_request(&host))?;
    ensure!(pipe.left() == 0, "{} bytes are left", pipe.left());
    let key = host.keys.into_inner()?.pop();
    Ok((
        key.ok_or_else(|| anyhow!("it asked for nothing"))?,
        pipe.written(),
    ))
}

/// What kona's client writes as a hint.
///
/// # Errors
/// It is not acknowledged.
pub fn hint(text: &str) -> Result<Vec<u8>> {
    let pipe = Pipe::with(&[0]);
    run(HintWriter::new(pipe.clone()).write(text))?;
    Ok(pipe.written())
}

/// The hints that kona's server reads of these bytes, as far as it gets, and the acknowledgements that it writes.
#[must_use]
pub fn hints(bytes: &[u8]) -> (Vec<String>, Vec<u8>) {
    let pipe = Pipe::with(bytes);
    let reader = HintReader::new(pipe.clone());
    let host = Host::default();
    while pipe.left() > 0 && run(reader.next_hint(&host)).is_ok() {}
    (host.hints.into_inner().unwrap_or_default(), pipe.written())
}

fn key_bytes(key: PreimageKey) -> Result<Vec<u8>> {
    Ok(ask(key, &[0; 8])?.0)
}

fn response_bytes(preimage: &[u8]) -> Result<Vec<u8>> {
    Ok(answer(&key_bytes(PreimageKey::new_local(1))?, preimage)?.1)
}

fn prefixed(bytes: &[u8]) -> String {
    format!("0x{}", hex::encode(bytes))
}

/// The protocols of Optimism's fault proofs.
#[derive(Debug)]
pub struct PreimageOracleContract;

impl Contract for PreimageOracleContract {
    const NAME: &'static str = "preimage-oracle";
    const FUNCTIONS: &'static [&'static str] = &[
        "preimage_request",
        "raw_request",
        "preimage_response",
        "hint_request",
        "hint_request_u64",
        "hint_ack",
        "boot_value",
        "boot_value_op_program",
        "boot_value_kona",
    ];
    const EVENTS: &'static [&'static str] = &[];
    const DECLARED: &'static declared::Contract = PreimageOracleDriver::CONTRACT;

    fn driver() -> impl ConvertibleContract {
        PreimageOracleDriver
    }

    fn encode_value(what: Decode, name: &str, json: &str) -> Result<Vec<u8>, Error> {
        PreimageOracleDriver::encode_value(what, name, json)
    }

    fn draw(what: Decode, name: &str, draw: &mut Draw) -> Result<Sample> {
        match (what, name) {
            (Decode::Input, "preimage_request") => request(draw),
            (Decode::Input, "raw_request") => {
                let (key_type, data) = (draw.array::<1>()[0], draw.array::<31>());
                Ok(Sample {
                    json: format!(r#"{{"key_type":{key_type},"data":"{}"}}"#, prefixed(&data)),
                    bytes: [&[key_type], data.as_slice()].concat(),
                })
            }
            (Decode::Input, "preimage_response")
            | (Decode::Output, "preimage_request" | "raw_request") => {
                let preimage = draw.bytes(300);
                Ok(Sample {
                    json: format!(r#"{{"data":"{}"}}"#, prefixed(&preimage)),
                    bytes: response_bytes(&preimage)?,
                })
            }
            (Decode::Input, "hint_request") => {
                let (text, json) = any_hint(draw, "");
                Ok(Sample {
                    json,
                    bytes: hint(&text)?,
                })
            }
            (Decode::Input, "hint_request_u64") => {
                let (text, json) = any_hint(draw, r#","prefix":"u64""#);
                // Four more bytes of a length that kona's four hold.
                Ok(Sample {
                    json,
                    bytes: [&[0; 4], hint(&text)?.as_slice()].concat(),
                })
            }
            (Decode::Input, "hint_ack") | (Decode::Output, "hint_request" | "hint_request_u64") => {
                let (text, _) = any_hint(draw, "");
                let (_, bytes) = hints(&hint(&text)?);
                Ok(Sample {
                    json: r#"{"ack":0}"#.into(),
                    bytes,
                })
            }
            (Decode::Input, "boot_value") => {
                let (index, data) = (draw.number(), draw.bytes(100));
                let json = format!(r#"{{"index":"{index}","data":"{}"}}"#, prefixed(&data));
                boot(index, &data, json)
            }
            (Decode::Input, "boot_value_op_program") => boot_of(&OP_PROGRAM, draw),
            (Decode::Input, "boot_value_kona") => boot_of(&KONA, draw),
            (Decode::Output, _) => Ok(Sample {
                json: "null".into(),
                bytes: Vec::new(),
            }),
            _ => bail!("the protocols have no {name} for {what:?}"),
        }
    }

    fn particular() -> Result<Vec<Golden>> {
        let mut all = Vec::new();
        let mut add = |file: &str, json: String, bytes: Vec<u8>| {
            let (name, variant) = file.split_once('.').unwrap_or((file, ""));
            let sample = Sample { json, bytes };
            all.push(Golden::new(Decode::Input, name, Some(variant), sample));
        };
        let keccak = |preimage: &[u8]| PreimageKey::new_keccak256(kona_preimage_keccak(preimage));
        for (name, key, json) in [
            (
                "l1_head",
                PreimageKey::new_local(1),
                json!({"type": "local", "index": "1"}),
            ),
            (
                "l2_claim",
                PreimageKey::new_local(3),
                json!({"type": "local", "index": "3"}),
            ),
        ] {
            add(
                &format!("preimage_request.{name}"),
                ordered(&json),
                key_bytes(key)?,
            );
        }
        for (name, key) in [
            ("hello_world", keccak(b"hello world")),
            (
                "ecrecover",
                PreimageKey::new_precompile(with_last(1), &[0; 128]),
            ),
        ] {
            let kind = if name == "ecrecover" {
                "precompile"
            } else {
                "keccak256"
            };
            let bytes = key_bytes(key)?;
            let data = prefixed(&bytes[1..]);
            add(
                &format!("preimage_request.{name}"),
                format!(r#"{{"type":"{kind}","data":"{data}"}}"#),
                bytes,
            );
        }
        let genesis = "d4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3";
        for (name, text, json) in [
            (
                "hint_request.l1_genesis",
                format!("l1-block-header 0x{genesis}"),
                format!(r#"{{"type":"l1-block-header","data":"0x{genesis}"}}"#),
            ),
            (
                "hint_request.op_mainnet",
                format!("l2-output 0x{genesis}{:016x}", 10),
                format!(r#"{{"type":"l2-output","data":"0x{genesis}","chain_id":"10"}}"#),
            ),
            (
                "hint_request.blob",
                format!(
                    "l1-blob 0x01{}{:016x}{:016x}",
                    &genesis[2..],
                    3,
                    1_710_338_135
                ),
                format!(
                    r#"{{"type":"l1-blob","hash":"0x01{}","index":"3","timestamp":"1710338135"}}"#,
                    &genesis[2..]
                ),
            ),
            (
                "hint_request.fetch_state",
                "fetch-state 00ff".into(),
                r#"{"hint":"fetch-state 00ff"}"#.into(),
            ),
        ] {
            add(name, json, hint(&text)?);
        }
        let chain_id = 10_u64.to_be_bytes();
        for (name, json) in [
            (
                "boot_value.chain_id",
                r#"{"index":"5","data":"0x000000000000000a"}"#,
            ),
            ("boot_value_op_program.chain_id", r#"{"L2ChainID":"10"}"#),
            ("boot_value_kona.chain_id", r#"{"L2_CHAIN_ID_KEY":"10"}"#),
        ] {
            add(name, json.into(), boot(5, &chain_id, String::new())?.bytes);
        }
        Ok(all)
    }
}

/// Keccak-256 as kona's own dependency has it.
#[must_use]
pub fn kona_preimage_keccak(preimage: &[u8]) -> [u8; 32] {
    alloy_primitives::keccak256(preimage).0
}

/// An address that is zero but for its last byte.
const fn with_last(last: u8) -> [u8; 20] {
    let mut address = [0; 20];
    address[19] = last;
    address
}

/// The type in front of the other members.
fn ordered(json: &serde_json::Value) -> String {
    format!(r#"{{"type":{},"index":{}}}"#, json["type"], json["index"])
}

const TYPES: [(&str, PreimageKeyType); 6] = [
    ("local", PreimageKeyType::Local),
    ("keccak256", PreimageKeyType::Keccak256),
    ("global-generic", PreimageKeyType::GlobalGeneric),
    ("sha256", PreimageKeyType::Sha256),
    ("blob", PreimageKeyType::Blob),
    ("precompile", PreimageKeyType::Precompile),
];

fn request(draw: &mut Draw) -> Result<Sample> {
    let (name, key_type) = TYPES[draw.count(5)];
    if name == "local" && draw.coin() {
        let index = draw.number();
        return Ok(Sample {
            json: format!(r#"{{"type":"local","index":"{index}"}}"#),
            bytes: key_bytes(PreimageKey::new_local(index))?,
        });
    }
    let hash = draw.array::<32>();
    Ok(Sample {
        json: format!(r#"{{"type":"{name}","data":"{}"}}"#, prefixed(&hash[1..])),
        bytes: key_bytes(PreimageKey::new(hash, key_type))?,
    })
}

/// A hint's text, and its JSON. Of text that is no known hint, `more` stands behind the text.
fn any_hint(draw: &mut Draw, more: &str) -> (String, String) {
    let hash = prefixed(&draw.array::<32>());
    let (number, other) = (draw.number(), draw.number());
    let address = hex::encode(draw.array::<20>());
    let input = hex::encode(draw.bytes(80));
    let text = draw.text().as_str().unwrap_or_default().to_owned();
    let quoted = serde_json::Value::from(text.as_str());
    let of = |name: &str, data: String, members: String| {
        (
            format!("{name} {data}"),
            format!(r#"{{"type":"{name}",{members}}}"#),
        )
    };
    const PLAIN: [&str; 5] = [
        "l1-block-header",
        "l1-transactions",
        "l1-receipts",
        "starting-l2-output",
        "agreed-pre-state",
    ];
    const ON_CHAIN: [&str; 7] = [
        "l2-block-header",
        "l2-transactions",
        "l2-receipts",
        "l2-code",
        "l2-state-node",
        "l2-output",
        "l2-output-root",
    ];
    match draw.count(15) {
        kind @ 0..=3 => {
            let name = PLAIN[(kind + draw.count(1)) % PLAIN.len()];
            of(name, hash.clone(), format!(r#""data":"{hash}""#))
        }
        4..=6 => {
            let name = ON_CHAIN[draw.count(6)];
            if draw.coin() {
                of(name, hash.clone(), format!(r#""data":"{hash}""#))
            } else {
                let members = format!(r#""data":"{hash}","chain_id":"{number}""#);
                of(name, format!("{hash}{number:016x}"), members)
            }
        }
        7 => {
            let members = format!(r#""hash":"{hash}","timestamp":"{number}""#);
            of("l1-blob", format!("{hash}{number:016x}"), members)
        }
        8 => {
            let members = format!(r#""hash":"{hash}","index":"{other}","timestamp":"{number}""#);
            of(
                "l1-blob",
                format!("{hash}{other:016x}{number:016x}"),
                members,
            )
        }
        9 => {
            let members = format!(r#""address":"0x{address}","input":"0x{input}""#);
            of("l1-precompile", format!("0x{address}{input}"), members)
        }
        10 => {
            let members =
                format!(r#""address":"0x{address}","required_gas":"{number}","input":"0x{input}""#);
            of(
                "l1-precompile-v2",
                format!("0x{address}{number:016x}{input}"),
                members,
            )
        }
        11 => {
            let agreed = prefixed(&draw.array::<32>());
            let members = format!(
                r#""agreed_block_hash":"{agreed}","block_hash":"{hash}","chain_id":"{number}""#
            );
            of(
                "l2-block-data",
                format!("{agreed}{}{number:016x}", &hash[2..]),
                members,
            )
        }
        12 => match draw.count(2) {
            0 => {
                let members = format!(
                    r#""block_hash":"{hash}","address":"0x{address}","chain_id":"{number}""#
                );
                of(
                    "l2-account-proof",
                    format!("{hash}{address}{number:016x}"),
                    members,
                )
            }
            1 => {
                let members = format!(r#""block_number":"{number}","address":"0x{address}""#);
                of(
                    "l2-account-proof",
                    format!("0x{number:016x}{address}"),
                    members,
                )
            }
            _ => {
                let members = format!(
                    r#""block_number":"{number}","address":"0x{address}","chain_id":"{other}""#
                );
                of(
                    "l2-account-proof",
                    format!("0x{number:016x}{address}{other:016x}"),
                    members,
                )
            }
        },
        13 => {
            let members =
                format!(r#""block_number":"{number}","address":"0x{address}","slot":"{hash}""#);
            let data = format!("0x{number:016x}{address}{}", &hash[2..]);
            if draw.coin() {
                of("l2-account-storage-proof", data, members)
            } else {
                let members = format!(r#"{members},"chain_id":"{other}""#);
                of(
                    "l2-account-storage-proof",
                    format!("{data}{other:016x}"),
                    members,
                )
            }
        }
        14 => {
            let digits = hex::encode(&text);
            // What is no text shows that a hash stands in front.
            if draw.coin() {
                of(
                    "l2-payload-witness",
                    format!("0x{digits}"),
                    format!(r#""json":{quoted}"#),
                )
            } else {
                let members = format!(
                    r#""parent_block_hash":"0xff{}","json":{quoted}"#,
                    &hash[4..]
                );
                of(
                    "l2-payload-witness",
                    format!("0xff{}{digits}", &hash[4..]),
                    members,
                )
            }
        }
        _ => {
            let json = format!(r#"{{"hint":{quoted}{more}}}"#);
            (text, json)
        }
    }
}

/// What a local value holds.
#[derive(Debug, Clone, Copy)]
enum Holds {
    Hash,
    Number,
    Text,
}

const OP_PROGRAM: [(&str, Holds); 9] = [
    ("L1Head", Holds::Hash),
    ("L2OutputRoot", Holds::Hash),
    ("L2Claim", Holds::Hash),
    ("L2ClaimBlockNumber", Holds::Number),
    ("L2ChainID", Holds::Number),
    ("L2ChainConfig", Holds::Text),
    ("RollupConfig", Holds::Text),
    ("DependencySet", Holds::Text),
    ("L1ChainConfig", Holds::Text),
];

const KONA: [(&str, Holds); 7] = [
    ("L1_HEAD_KEY", Holds::Hash),
    ("L2_OUTPUT_ROOT_KEY", Holds::Hash),
    ("L2_CLAIM_KEY", Holds::Hash),
    ("L2_CLAIM_BLOCK_NUMBER_KEY", Holds::Number),
    ("L2_CHAIN_ID_KEY", Holds::Number),
    ("L2_ROLLUP_CONFIG_KEY", Holds::Text),
    ("L1_CONFIG_KEY", Holds::Text),
];

/// A key and its response, one behind the other.
fn boot(index: u64, value: &[u8], json: String) -> Result<Sample> {
    let request = key_bytes(PreimageKey::new_local(index))?;
    let (_, response) = answer(&request, value)?;
    Ok(Sample {
        json,
        bytes: [request, response].concat(),
    })
}

fn boot_of(keys: &[(&str, Holds)], draw: &mut Draw) -> Result<Sample> {
    let place = draw.count(keys.len() - 1);
    let (name, holds) = keys[place];
    let (value, json) = match holds {
        Holds::Hash => {
            let hash = draw.array::<32>();
            (hash.to_vec(), format!(r#""{}""#, prefixed(&hash)))
        }
        Holds::Number => {
            let number = draw.number();
            (number.to_be_bytes().to_vec(), format!(r#""{number}""#))
        }
        Holds::Text => {
            let text = draw.text();
            (
                text.as_str().unwrap_or_default().as_bytes().to_vec(),
                text.to_string(),
            )
        }
    };
    boot(place as u64 + 1, &value, format!(r#"{{"{name}":{json}}}"#))
}
