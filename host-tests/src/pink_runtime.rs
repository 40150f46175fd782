//! Random values of the calls between a Pink runtime and its host.
//!
//! The layouts stand here a second time, with an encoder of SCALE that is not the driver's.

use anyhow::{Result, bail};
use data_driver::declared;
use data_driver::{ConvertibleContract, Decode, Error};
use pink_runtime_driver::PinkRuntimeDriver;

use crate::contract::Contract;
use crate::golden::Golden;
use crate::sample::{Draw, Sample};
use crate::scale::{
    Scaled, boolean, bytes, fixed, i32, list, members, name, option, result, text, tuple, u8, u16,
    u32, u64, u128, unit, variant,
};

/// The calls between a Pink runtime and its host.
#[derive(Debug)]
pub struct PinkRuntimeContract;

impl Contract for PinkRuntimeContract {
    const NAME: &'static str = "pink-runtime";
    const FUNCTIONS: &'static [&'static str] = &[
        "ecall.cluster_id",
        "ecall.setup",
        "ecall.deposit",
        "ecall.set_key",
        "ecall.get_key",
        "ecall.upload_code",
        "ecall.upload_sidevm_code",
        "ecall.get_sidevm_code",
        "ecall.system_contract",
        "ecall.free_balance",
        "ecall.total_balance",
        "ecall.code_hash",
        "ecall.contract_instantiate",
        "ecall.contract_call",
        "ecall.git_revision",
        "ecall.on_genesis",
        "ecall.on_runtime_upgrade",
        "ecall.on_idle",
        "ocall.storage_root",
        "ocall.storage_get",
        "ocall.storage_commit",
        "ocall.log_to_server",
        "ocall.emit_side_effects",
        "ocall.exec_context",
        "ocall.worker_pubkey",
        "ocall.cache_get",
        "ocall.cache_set",
        "ocall.cache_set_expiration",
        "ocall.cache_remove",
        "ocall.latest_system_code",
        "ocall.http_request",
        "ocall.batch_http_request",
        "ocall.emit_system_event_block",
        "ocall.contract_call_nonce",
        "ocall.entry_contract",
        "ocall.js_eval",
        "ocall.origin",
        "ocall.worker_sgx_quote",
    ];
    const EVENTS: &'static [&'static str] = &[
        "PinkEvent",
        "SetHook",
        "DeploySidevmTo",
        "SidevmMessage",
        "CacheOp",
        "StopSidevm",
        "ForceStopSidevm",
        "SetLogHandler",
        "SetContractWeight",
        "UpgradeRuntimeTo",
        "SidevmOperation",
        "SetJsRuntime",
        "EventsBlock",
        "EventsBlockHeader",
    ];
    const DECLARED: &'static declared::Contract = PinkRuntimeDriver::CONTRACT;

    fn driver() -> impl ConvertibleContract {
        PinkRuntimeDriver
    }

    fn encode_value(what: Decode, name: &str, json: &str) -> Result<Vec<u8>, Error> {
        PinkRuntimeDriver::encode_value(what, name, json)
    }

    fn draw(what: Decode, name: &str, draw: &mut Draw) -> Result<Sample> {
        let value = match what {
            Decode::Input => input(name, draw),
            Decode::Output => output(name, draw),
            Decode::Event => event(name, draw),
        };
        let Some(Scaled { bytes, json }) = value else {
            bail!("the contract has no {name} for {what:?}");
        };
        Ok(Sample { json, bytes })
    }

    fn particular() -> Result<Vec<Golden>> {
        Ok(examples()
            .into_iter()
            .map(|(what, name, variant, Scaled { bytes, json })| {
                Golden::new(what, name, Some(variant), Sample { json, bytes })
            })
            .collect())
    }
}

fn input(name: &str, draw: &mut Draw) -> Option<Scaled> {
    Some(match name {
        "ecall.setup" => setup(draw),
        "ecall.deposit" => tuple([id(draw), balance(draw)]),
        "ecall.set_key" => fixed(draw.array::<64>()),
        "ecall.upload_code" => tuple([id(draw), some_bytes(draw), boolean(draw.coin())]),
        "ecall.upload_sidevm_code" => tuple([id(draw), some_bytes(draw)]),
        "ecall.get_sidevm_code"
        | "ecall.free_balance"
        | "ecall.total_balance"
        | "ecall.code_hash" => id(draw),
        "ecall.contract_instantiate" => tuple([
            id(draw),
            some_bytes(draw),
            some_bytes(draw),
            mode(draw),
            arguments(draw),
        ]),
        "ecall.contract_call" => tuple([id(draw), some_bytes(draw), mode(draw), arguments(draw)]),
        "ecall.on_idle" => number(draw),
        "ocall.storage_get" => some_bytes(draw),
        "ocall.storage_commit" => {
            let root = id(draw);
            let changes = many(draw, |draw| {
                let count = i32(i32::from_be_bytes(draw.array()));
                tuple([some_bytes(draw), tuple([some_bytes(draw), count])])
            });
            tuple([root, changes])
        }
        "ocall.log_to_server" => tuple([id(draw), u8(draw.array::<1>()[0]), words(draw)]),
        "ocall.emit_side_effects" => effects(draw),
        "ocall.cache_get" | "ocall.cache_remove" => tuple([some_bytes(draw), some_bytes(draw)]),
        "ocall.cache_set" => tuple([some_bytes(draw), some_bytes(draw), some_bytes(draw)]),
        "ocall.cache_set_expiration" => {
            tuple([some_bytes(draw), some_bytes(draw), u64(draw.number())])
        }
        "ocall.http_request" => tuple([id(draw), request(draw)]),
        "ocall.batch_http_request" => tuple([id(draw), many(draw, request), u64(draw.number())]),
        "ocall.emit_system_event_block" => tuple([u64(draw.number()), some_bytes(draw)]),
        "ocall.js_eval" => tuple([id(draw), many(draw, code), many(draw, words)]),
        name if PinkRuntimeContract::FUNCTIONS.contains(&name) => unit(),
        _ => return None,
    })
}

fn output(name: &str, draw: &mut Draw) -> Option<Scaled> {
    Some(match name {
        "ecall.cluster_id" | "ocall.worker_pubkey" => id(draw),
        "ecall.setup" => {
            let fine = draw.coin();
            result(if fine { Ok(unit()) } else { Err(words(draw)) })
        }
        "ecall.get_key" => maybe(draw, |draw| fixed(draw.array::<64>())),
        "ecall.upload_code" | "ecall.upload_sidevm_code" => {
            let fine = draw.coin();
            result(if fine { Ok(id(draw)) } else { Err(words(draw)) })
        }
        "ecall.get_sidevm_code"
        | "ocall.storage_get"
        | "ocall.cache_get"
        | "ocall.cache_remove"
        | "ocall.contract_call_nonce" => maybe(draw, some_bytes),
        "ecall.system_contract"
        | "ecall.code_hash"
        | "ocall.storage_root"
        | "ocall.entry_contract"
        | "ocall.origin" => maybe(draw, id),
        "ecall.free_balance" | "ecall.total_balance" => balance(draw),
        "ecall.contract_instantiate" | "ecall.contract_call" | "ocall.latest_system_code" => {
            some_bytes(draw)
        }
        "ecall.git_revision" => words(draw),
        "ocall.exec_context" => members([
            ("mode", mode(draw)),
            ("block_number", number(draw)),
            ("now_ms", u64(draw.number())),
            ("req_id", maybe(draw, |draw| u64(draw.number()))),
        ]),
        "ocall.cache_set" => {
            let refused = Scaled {
                bytes: Vec::new(),
                json: "\"StorageQuotaExceeded\"".into(),
            };
            result(if draw.coin() {
                Ok(unit())
            } else {
                Err(refused)
            })
        }
        "ocall.http_request" => response(draw),
        "ocall.batch_http_request" => {
            let fine = draw.count(3) > 0;
            result(if fine {
                Ok(many(draw, response))
            } else {
                Err(refusal(draw))
            })
        }
        "ocall.js_eval" => match draw.count(5) {
            0 => crate::scale::name(0, "Undefined"),
            1 => crate::scale::name(1, "Null"),
            2 => variant(2, "String", words(draw)),
            3 => variant(3, "Bytes", some_bytes(draw)),
            4 => variant(4, "Other", words(draw)),
            _ => variant(5, "Exception", words(draw)),
        },
        "ocall.worker_sgx_quote" => maybe(draw, |draw| {
            let kind = match draw.count(1) {
                0 => crate::scale::name(0, "Epid"),
                _ => crate::scale::name(1, "Dcap"),
            };
            members([("attestation_type", kind), ("quote", some_bytes(draw))])
        }),
        name if PinkRuntimeContract::FUNCTIONS.contains(&name) => unit(),
        _ => return None,
    })
}

/// The events of contracts, in the order of their indices.
const PINK_EVENTS: [&str; 11] = [
    "SetHook",
    "DeploySidevmTo",
    "SidevmMessage",
    "CacheOp",
    "StopSidevm",
    "ForceStopSidevm",
    "SetLogHandler",
    "SetContractWeight",
    "UpgradeRuntimeTo",
    "SidevmOperation",
    "SetJsRuntime",
];

fn event(topic: &str, draw: &mut Draw) -> Option<Scaled> {
    if let Some(place) = PINK_EVENTS.iter().position(|name| *name == topic) {
        return Some(pink_event(place, draw));
    }
    Some(match topic {
        "PinkEvent" => any_event(draw),
        "EventsBlockHeader" => header(draw),
        "EventsBlock" => {
            let header = header(draw);
            let body = members([
                ("phala_block_number", number(draw)),
                ("contract_call_nonce", maybe(draw, some_bytes)),
                ("entry_contract", maybe(draw, id)),
                ("events_and_origin", fixed(draw.bytes(60))),
            ]);
            members([("header", header), ("body", body)])
        }
        _ => return None,
    })
}

fn any_event(draw: &mut Draw) -> Scaled {
    let place = draw.count(PINK_EVENTS.len() - 1);
    pink_event(place, draw)
}

fn pink_event(place: usize, draw: &mut Draw) -> Scaled {
    let content = match place {
        0 => members([
            ("hook", name(0, "OnBlockEnd")),
            ("contract", id(draw)),
            ("selector", number(draw)),
            ("gas_limit", u64(draw.number())),
        ]),
        1 => members([("contract", id(draw)), ("code_hash", id(draw))]),
        2 => some_bytes(draw),
        3 => {
            let key = ("key", some_bytes(draw));
            match draw.count(2) {
                0 => variant(0, "Set", members([key, ("value", some_bytes(draw))])),
                1 => {
                    let expiration = ("expiration", u64(draw.number()));
                    variant(1, "SetExpiration", members([key, expiration]))
                }
                _ => variant(2, "Remove", members([key])),
            }
        }
        4 => return name(6, "StopSidevm"),
        5 => members([("contract", id(draw))]),
        7 => members([("contract", id(draw)), ("weight", number(draw))]),
        8 => members([("version", tuple([number(draw), number(draw)]))]),
        9 if draw.coin() => {
            let deadline = members([("contract", id(draw)), ("deadline", number(draw))]);
            variant(1, "SetDeadline", deadline)
        }
        9 => {
            let (contract, code_hash) = (id(draw), id(draw));
            let workers = match draw.count(1) {
                0 => name(0, "All"),
                _ => variant(1, "List", many(draw, id)),
            };
            let config = members([
                ("max_code_size", number(draw)),
                ("max_memory_pages", number(draw)),
                ("vital_capacity", u64(draw.number())),
                ("deadline", number(draw)),
            ]);
            let start = members([
                ("contract", contract),
                ("code_hash", code_hash),
                ("workers", workers),
                ("config", config),
            ]);
            variant(0, "Start", start)
        }
        _ => id(draw),
    };
    let index = u8::try_from(place).expect("there are eleven") + 2;
    variant(index, PINK_EVENTS[place], content)
}

fn header(draw: &mut Draw) -> Scaled {
    members([
        ("number", u64(draw.number())),
        ("runtime_version", tuple([number(draw), number(draw)])),
        ("parent_hash", id(draw)),
        ("body_hash", id(draw)),
    ])
}

fn setup(draw: &mut Draw) -> Scaled {
    members([
        ("cluster_id", id(draw)),
        ("owner", id(draw)),
        ("deposit", balance(draw)),
        ("gas_price", balance(draw)),
        ("deposit_per_item", balance(draw)),
        ("deposit_per_byte", balance(draw)),
        ("treasury_account", id(draw)),
        ("system_code", some_bytes(draw)),
    ])
}

fn arguments(draw: &mut Draw) -> Scaled {
    members([
        ("origin", id(draw)),
        ("transfer", balance(draw)),
        ("gas_limit", u64(draw.number())),
        ("gas_free", boolean(draw.coin())),
        ("storage_deposit_limit", maybe(draw, balance)),
        ("deposit", balance(draw)),
    ])
}

fn effects(draw: &mut Draw) -> Scaled {
    let content = members([
        (
            "pink_events",
            many(draw, |draw| tuple([id(draw), any_event(draw)])),
        ),
        (
            "ink_events",
            many(draw, |draw| {
                tuple([id(draw), many(draw, id), some_bytes(draw)])
            }),
        ),
        (
            "instantiated",
            many(draw, |draw| tuple([id(draw), id(draw)])),
        ),
    ]);
    variant(0, "V1", content)
}

fn request(draw: &mut Draw) -> Scaled {
    members([
        ("url", words(draw)),
        ("method", words(draw)),
        ("headers", headers(draw)),
        ("body", some_bytes(draw)),
    ])
}

fn response(draw: &mut Draw) -> Scaled {
    if draw.count(3) == 0 {
        return result(Err(refusal(draw)));
    }
    result(Ok(members([
        ("status_code", u16(u16::from_be_bytes(draw.array()))),
        ("reason_phrase", words(draw)),
        ("headers", headers(draw)),
        ("body", some_bytes(draw)),
    ])))
}

fn headers(draw: &mut Draw) -> Scaled {
    many(draw, |draw| tuple([words(draw), words(draw)]))
}

fn refusal(draw: &mut Draw) -> Scaled {
    const NAMES: [&str; 11] = [
        "InvalidUrl",
        "InvalidMethod",
        "InvalidHeaderName",
        "InvalidHeaderValue",
        "FailedToCreateClient",
        "Timeout",
        "NotAllowed",
        "TooManyRequests",
        "NetworkError",
        "ResponseTooLarge",
        "TooManyHeaders",
    ];
    let index = draw.count(NAMES.len() - 1);
    name(u8::try_from(index).expect("there are eleven"), NAMES[index])
}

fn code(draw: &mut Draw) -> Scaled {
    match draw.count(1) {
        0 => variant(0, "Source", words(draw)),
        _ => variant(1, "Bytecode", some_bytes(draw)),
    }
}

fn mode(draw: &mut Draw) -> Scaled {
    const NAMES: [&str; 3] = ["Query", "Estimating", "Transaction"];
    let index = draw.count(2);
    name(u8::try_from(index).expect("there are three"), NAMES[index])
}

/// Of a contract, a hash or a worker.
fn id(draw: &mut Draw) -> Scaled {
    fixed(draw.array::<32>())
}

fn balance(draw: &mut Draw) -> Scaled {
    let high = if draw.coin() { draw.number() } else { 0 };
    u128(u128::from(high) << 64 | u128::from(draw.number()))
}

fn number(draw: &mut Draw) -> Scaled {
    u32(u32::from_be_bytes(draw.array()) >> draw.count(31))
}

/// Most have a length of one byte, some of two, a few of four.
fn some_bytes(draw: &mut Draw) -> Scaled {
    let most = match draw.count(40) {
        0 => 20_000,
        1..=4 => 300,
        _ => 40,
    };
    bytes(draw.bytes(most))
}

fn words(draw: &mut Draw) -> Scaled {
    text(draw.text().as_str().unwrap_or_default())
}

fn maybe(draw: &mut Draw, inner: impl Fn(&mut Draw) -> Scaled) -> Scaled {
    option(if draw.coin() { Some(inner(draw)) } else { None })
}

fn many(draw: &mut Draw, inner: impl Fn(&mut Draw) -> Scaled) -> Scaled {
    let values: Vec<Scaled> = (0..draw.count(3)).map(|_| inner(draw)).collect();
    list(values)
}

/// An account that people know: Alice of Substrate's development chains.
const ALICE: &str = "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";

/// Values that people of this protocol recognise.
fn examples() -> Vec<(Decode, &'static str, &'static str, Scaled)> {
    let alice = || fixed(hex::decode(ALICE).expect("hex"));
    let contract = || fixed([0x11; 32]);
    let arguments = members([
        ("origin", alice()),
        ("transfer", u128(0)),
        ("gas_limit", u64(2_500_000_000_000)),
        ("gas_free", boolean(true)),
        ("storage_deposit_limit", option(None)),
        ("deposit", u128(0)),
    ]);
    let request = members([
        ("url", text("https://httpbin.org/get")),
        ("method", text("GET")),
        (
            "headers",
            list([tuple([text("accept"), text("application/json")])]),
        ),
        ("body", bytes([])),
    ]);
    let page = members([
        ("status_code", u16(200)),
        ("reason_phrase", text("OK")),
        ("headers", list([])),
        ("body", bytes(b"{}")),
    ]);
    let config = members([
        ("max_code_size", u32(10 << 20)),
        ("max_memory_pages", u32(1024)),
        ("vital_capacity", u64(50_000_000_000)),
        ("deadline", u32(u32::MAX)),
    ]);
    let start = members([
        ("contract", contract()),
        ("code_hash", fixed([0x22; 32])),
        ("workers", name(0, "All")),
        ("config", config),
    ]);
    let call = tuple([
        contract(),
        bytes([0xed, 0x4b, 0x9d, 0x1b]),
        name(2, "Transaction"),
        arguments,
    ]);
    let deposit = tuple([alice(), u128(1_000_000_000_000)]);
    let evaluation = tuple([
        contract(),
        list([variant(0, "Source", text("scriptArgs[0] + '!'"))]),
        list([text("hello")]),
    ]);
    let upgrade = members([("version", tuple([u32(1), u32(2)]))]);
    vec![
        (Decode::Input, "ecall.contract_call", "flip", call),
        (Decode::Input, "ecall.deposit", "alice", deposit),
        (
            Decode::Input,
            "ocall.http_request",
            "httpbin",
            tuple([contract(), request]),
        ),
        (
            Decode::Output,
            "ocall.http_request",
            "page",
            result(Ok(page)),
        ),
        (
            Decode::Output,
            "ocall.http_request",
            "timeout",
            result(Err(name(5, "Timeout"))),
        ),
        (Decode::Input, "ocall.js_eval", "hello", evaluation),
        (
            Decode::Output,
            "ecall.setup",
            "failed",
            result(Err(text("FailedToDeploySystemContract"))),
        ),
        (
            Decode::Event,
            "SidevmOperation",
            "start",
            variant(11, "SidevmOperation", variant(0, "Start", start)),
        ),
        (
            Decode::Event,
            "UpgradeRuntimeTo",
            "upgrade",
            variant(10, "UpgradeRuntimeTo", upgrade),
        ),
    ]
}
