//! Random messages in JSON, the same for the same seed.
//!
//! The test that compares the driver with what was made of them has this file as well.

use serde_json::{Value, json};

/// How many of each kind there are.
pub(crate) const COUNT: usize = 1_000;

/// What is drawn: the driver's functions, some of them by what is told apart inside.
pub(crate) const KINDS: [&str; 25] = [
    "micheline",
    "contract",
    "public_key_hash",
    "rollup_address",
    "entrypoint",
    "metadata",
    "reveal_hash",
    "dac_page",
    "external_payload",
    "external_frame",
    "outbox_transaction",
    "host_result",
    "inbox_message transfer",
    "inbox_message info_per_level",
    "inbox_message protocol_migration",
    "inbox_message dal_attested_slots",
    "inbox_message external",
    "outbox_message untyped",
    "outbox_message typed",
    "outbox_message whitelist_update",
    "outbox_message canonical_rollup_signal",
    "outbox_output",
    "reveal_request",
    "dal_parameters",
    "input_info",
];

/// The function of a kind.
pub(crate) fn function(kind: &str) -> &str {
    kind.split(' ').next().unwrap_or(kind)
}

/// SplitMix64.
pub(crate) struct Rng(u64);

impl Rng {
    /// The numbers of a kind.
    pub(crate) fn new(kind: &str) -> Self {
        let hash = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self(kind.bytes().fold(0xcbf2_9ce4_8422_2325, hash))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// One of the numbers below.
    fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).unwrap_or(1);
        usize::try_from(self.next() % limit).unwrap_or_default()
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn bytes(&mut self, length: usize) -> Vec<u8> {
        (0..length).map(|_| self.next().to_le_bytes()[0]).collect()
    }

    fn hex(&mut self, most: usize) -> String {
        let length = self.below(most + 1);
        self.bytes(length)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// Small numbers, and the borders of the type.
    fn i32(&mut self) -> i32 {
        let any = i32::from_le_bytes(
            self.next().to_le_bytes()[..4]
                .try_into()
                .unwrap_or_default(),
        );
        let border = self.one(&[0, 1, -1, 63, 64, i32::MAX, i32::MIN]);
        self.one(&[any, any, border])
    }

    fn i64(&mut self) -> i64 {
        let any = i64::from_le_bytes(self.next().to_le_bytes());
        let border = self.one(&[0, 1, -1, i64::MAX, i64::MIN]);
        self.one(&[any, any, border])
    }

    fn text(&mut self, letters: &str, most: usize) -> String {
        let letters: Vec<char> = letters.chars().collect();
        let length = self.below(most + 1);
        (0..length).map(|_| self.one(&letters)).collect()
    }

    /// Digits without zeros in front.
    fn natural(&mut self, most: usize) -> String {
        let text = self.text("0123456789", most);
        let text = text.trim_start_matches('0');
        if text.is_empty() {
            "0".into()
        } else {
            text.into()
        }
    }

    fn base58(&mut self, prefix: &[u8], length: usize) -> String {
        let bytes = [prefix.to_vec(), self.bytes(length)].concat();
        bs58::encode(bytes).with_check().into_string()
    }

    fn contract_hash(&mut self) -> String {
        self.base58(&[2, 90, 121], 20)
    }

    fn rollup(&mut self) -> String {
        self.base58(&[6, 124, 117], 20)
    }

    fn key_hash(&mut self, kinds: usize) -> String {
        let last = self.one(&[159, 161, 164, 166][..kinds]);
        self.base58(&[6, 161, last], 20)
    }

    fn account(&mut self) -> String {
        if self.below(3) == 0 {
            self.contract_hash()
        } else {
            self.key_hash(4)
        }
    }

    fn entrypoint(&mut self) -> String {
        let first = self.one(&['a', 'Z', '_', '7']);
        first.to_string() + &self.text("abcXYZ019_.%@", 30)
    }

    /// An expression that nests no deeper than that.
    pub(crate) fn micheline(&mut self, depth: usize) -> Value {
        let most = if depth == 0 { 3 } else { 8 };
        match self.below(most) {
            0 => {
                let digits = self.one(&[1, 2, 5, 20, 80]);
                let natural = self.natural(digits);
                let sign = if natural == "0" {
                    ""
                } else {
                    self.one(&["", "-"])
                };
                json!({ "int": format!("{sign}{natural}") })
            }
            1 => json!({ "string": self.text("abc XYZ019\"\\{}()#/*", 20) }),
            2 => json!({ "bytes": self.hex(40) }),
            3 => {
                let count = self.below(4);
                Value::Array((0..count).map(|_| self.micheline(depth - 1)).collect())
            }
            _ => self.application(depth),
        }
    }

    fn application(&mut self, depth: usize) -> Value {
        const NAMES: &str = include_str!("prims.txt");
        let names: Vec<&str> = NAMES.split_whitespace().collect();
        let name = self.one(&names);
        let mut node = json!({ "prim": name });
        // Taquito takes three arguments and more where Michelson has them.
        let (count, annotations) = match name {
            "LAMBDA" | "LAMBDA_REC" => (3, 0),
            "view" => (4, 0),
            "pair" | "Pair" => (self.one(&[2, 3, 5]), self.one(&[0, 0, 1])),
            _ => (self.one(&[0, 1, 1, 2]), self.one(&[0, 0, 0, 1, 2])),
        };
        if count > 0 {
            let args = (0..count).map(|_| self.micheline(depth - 1));
            node["args"] = Value::Array(args.collect());
        }
        if annotations > 0 {
            let one = |_| {
                self.one(&['@', ':', '$', '&', '%', '!', '?']).to_string()
                    + &self.text("abcXYZ019_.%@", 10)
            };
            node["annots"] = Value::Array((0..annotations).map(one).map(Value::String).collect());
        }
        node
    }

    fn transaction(&mut self, typed: bool) -> Value {
        let mut transaction = json!({ "parameters": self.micheline(3) });
        if typed {
            transaction["parameters_ty"] = self.micheline(3);
        }
        transaction["destination"] = self.contract_hash().into();
        transaction["entrypoint"] = self.entrypoint().into();
        transaction
    }

    fn transactions(&mut self, typed: bool) -> Value {
        let count = self.below(3);
        Value::Array((0..count).map(|_| self.transaction(typed)).collect())
    }

    fn outbox_message(&mut self, kind: &str) -> Value {
        match kind {
            "untyped" => json!({ "kind": kind, "transactions": self.transactions(false) }),
            "typed" => json!({ "kind": kind, "transactions": self.transactions(true) }),
            "whitelist_update" => match self.below(4) {
                0 => json!({ "kind": kind }),
                count => {
                    let keys: Vec<String> = (0..count).map(|_| self.key_hash(3)).collect();
                    json!({ "kind": kind, "whitelist": keys })
                }
            },
            _ => json!({ "kind": kind, "signal": self.text("abc XYZ019", 40) }),
        }
    }

    /// A message of a kind.
    pub(crate) fn value(&mut self, kind: &str) -> Value {
        match kind {
            "micheline" => self.micheline(4),
            "contract" => json!(self.account()),
            "public_key_hash" => json!(self.key_hash(4)),
            "rollup_address" => json!(self.rollup()),
            "entrypoint" => json!(self.entrypoint()),
            "metadata" => {
                json!({ "raw_rollup_address": self.rollup(), "origination_level": self.i32() })
            }
            "reveal_hash" => json!({ "preimage": self.hex(300) }),
            "dac_page" if self.below(2) == 0 => json!({ "contents": self.hex(200) }),
            "dac_page" => {
                let count = self.below(5);
                let hashes: Vec<String> = (0..count).map(|_| self.reveal_hash()).collect();
                json!({ "hashes": hashes })
            }
            "external_payload" | "inbox_message external" => json!({ "external": self.hex(100) }),
            "external_frame" => {
                json!({ "targetted": { "address": self.rollup(), "contents": self.hex(60) } })
            }
            "outbox_transaction" => self.transaction(false),
            "host_result" => match self.below(2) {
                0 => json!({ "value": self.i32() & i32::MAX }),
                _ => json!({ "code": -1 - i32::try_from(self.below(16)).unwrap_or_default() }),
            },
            "inbox_message transfer" => json!({
                "payload": self.micheline(3),
                "sender": self.contract_hash(),
                "source": self.key_hash(3),
                "destination": self.rollup(),
            }),
            "inbox_message info_per_level" => json!({
                "internal": "info_per_level",
                "predecessor_timestamp": self.time(),
                "predecessor": self.base58(&[1, 52], 32),
            }),
            "inbox_message protocol_migration" => {
                json!({ "internal": "protocol_migration", "protocol": self.text("abc_019", 20) })
            }
            "inbox_message dal_attested_slots" => {
                let count = self.below(4);
                let slots: Vec<Value> = (0..count)
                    .map(|_| json!({ "publisher": self.key_hash(4), "slots_bitset": self.natural(30) }))
                    .collect();
                json!({
                    "internal": "dal_attested_slots",
                    "published_level": self.i32(),
                    "number_of_slots": self.below(0x1_0000),
                    "slot_size": self.i32(),
                    "page_size": self.below(0x1_0000),
                    "slots_by_publisher": slots,
                })
            }
            "outbox_output" => {
                let kind = self.one(&["untyped", "typed", "whitelist_update"]);
                json!({
                    "outbox_level": self.i32() & i32::MAX,
                    // `tezos_data_encoding` 0.6 loses bits of those from 2^56 on.
                    "message_index": self.natural(14),
                    "message": self.outbox_message(kind),
                })
            }
            "reveal_request" => match self.below(5) {
                0 => json!({ "reveal": "raw_data", "hash": self.reveal_hash() }),
                1 => json!({ "reveal": "metadata" }),
                2 => json!({
                    "reveal": "dal_page",
                    "published_level": self.i32(),
                    "slot_index": self.below(256),
                    "page_index": self.i32() >> 16,
                }),
                3 => json!({ "reveal": "dal_parameters" }),
                _ => {
                    let mut request = json!({
                        "reveal": "adaptive_dal_page",
                        "published_level": self.i32(),
                        "slot_index": self.below(256),
                        "page_index": self.i32() >> 16,
                        "attestation_threshold_percent": self.below(101),
                    });
                    if self.below(2) == 0 {
                        let count = self.below(11);
                        let publishers: Vec<String> = (0..count).map(|_| self.account()).collect();
                        request["restricted_commitments_publishers"] = json!(publishers);
                    }
                    request
                }
            },
            "dal_parameters" => json!({
                "number_of_slots": self.i64().to_string(),
                "attestation_lag": self.i64().to_string(),
                "slot_size": self.i64().to_string(),
                "page_size": self.i64().to_string(),
            }),
            "input_info" => json!({ "level": self.i32(), "id": self.i32() }),
            _ => self.outbox_message(kind.split(' ').nth(1).unwrap_or_default()),
        }
    }

    fn reveal_hash(&mut self) -> String {
        self.base58(&[230, 206, 128, 200, 196], 32)
    }

    /// A date and time that every month has.
    fn time(&mut self) -> String {
        let (year, month, day) = (
            1 + self.below(9_999),
            1 + self.below(12),
            1 + self.below(28),
        );
        let (hour, minute, second) = (self.below(24), self.below(60), self.below(60));
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}
