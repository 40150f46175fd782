//! Writes what Phala's own types make of random values, from a fixed seed: a line of JSON for each, with the
//! function or event, the value's JSON and its bytes.
//!
//! `cargo run --manifest-path oracles/pink-runtime/Cargo.toml` writes `host-tests/oracles/pink-runtime.jsonl`, and of a
//! thousand random sets of arguments of each call a digest into `host-tests/oracles/pink-calls.txt`.

mod calls;
#[path = "../../../protocols/pink-host/tests/crossing/draw.rs"]
mod draw;
mod restated;

use std::fs;
use std::path::Path;

use parity_scale_codec::Encode;
use pink::chain_extension::{
    HttpRequest, HttpRequestError, HttpResponse, JsCode, JsValue, StorageQuotaExceeded,
};
use pink::types::sgx::{AttestationType, SgxQuote};
use pink::{CacheOp, HookPoint, PinkEvent, SidevmConfig, SidevmOperation, Workers};
use rand::rngs::StdRng;
use rand::{Rng, RngCore, SeedableRng};
use serde_json::{Value, json};

/// How many values of each kind.
const VALUES: usize = 50;

fn main() {
    let mut draw = Draw(StdRng::seed_from_u64(17));
    let mut lines = String::new();
    let mut line = |what: &str, name: &str, json: &Value, bytes: &[u8]| {
        let line = json!({"what": what, "name": name, "json": json, "hex": hex::encode(bytes)});
        lines.push_str(&format!("{line}\n"));
    };
    for place in 0..11 {
        for _ in 0..VALUES {
            let (event, json) = draw.event(place);
            line("event", event.name(), &json, &event.encode());
        }
    }
    for _ in 0..VALUES {
        let (contract, contract_json) = draw.id();
        let (request, request_json) = draw.request();
        line("input", "ocall.http_request", &json!([contract_json, request_json]), &(contract, request).encode());

        let requests: Vec<_> = (0..draw.below(3)).map(|_| draw.request()).collect();
        let (values, texts): (Vec<HttpRequest>, Vec<Value>) = requests.into_iter().unzip();
        let timeout = draw.number();
        let json = json!([contract_json, texts, timeout.to_string()]);
        line("input", "ocall.batch_http_request", &json, &(contract, values, timeout).encode());

        let (response, json) = draw.response();
        line("output", "ocall.http_request", &json, &response.encode());

        let responses: Vec<_> = (0..draw.below(3)).map(|_| draw.response()).collect();
        let (values, texts): (Vec<_>, Vec<Value>) = responses.into_iter().unzip();
        let all: pink::chain_extension::BatchHttpResult = Ok(values);
        line("output", "ocall.batch_http_request", &json!({"Ok": texts}), &all.encode());

        let codes: Vec<_> = (0..draw.below(3)).map(|_| draw.code()).collect();
        let (codes, codes_json): (Vec<JsCode>, Vec<Value>) = codes.into_iter().unzip();
        let arguments: Vec<String> = (0..draw.below(3)).map(|_| draw.text()).collect();
        let json = json!([contract_json, codes_json, arguments]);
        line("input", "ocall.js_eval", &json, &(contract, codes, arguments).encode());

        let (value, json) = draw.value();
        line("output", "ocall.js_eval", &json, &value.encode());

        let (quote, json) = draw.quote();
        line("output", "ocall.worker_sgx_quote", &json, &quote.encode());
    }
    let refused: Result<(), StorageQuotaExceeded> = Err(StorageQuotaExceeded);
    line("output", "ocall.cache_set", &json!({"Err": "StorageQuotaExceeded"}), &refused.encode());
    let kept: Result<(), StorageQuotaExceeded> = Ok(());
    line("output", "ocall.cache_set", &json!({"Ok": null}), &kept.encode());

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../host-tests/oracles");
    fs::create_dir_all(&folder).expect("the folder is made");
    fs::write(folder.join("pink-runtime.jsonl"), lines).expect("the file is written");
    fs::write(folder.join("pink-calls.txt"), calls::digests()).expect("the file is written");
}

struct Draw(StdRng);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0.gen_range(0..end)
    }

    fn number(&mut self) -> u64 {
        self.0.next_u64() >> self.0.gen_range(0..64)
    }

    fn small(&mut self) -> u32 {
        self.0.next_u32() >> self.0.gen_range(0..32)
    }

    fn array(&mut self) -> [u8; 32] {
        self.0.r#gen()
    }

    fn id(&mut self) -> ([u8; 32], Value) {
        let id = self.array();
        (id, shown(&id))
    }

    fn bytes(&mut self) -> (Vec<u8>, Value) {
        // A length of two bytes now and then.
        let most = if self.below(20) == 0 { 200 } else { 24 };
        let mut bytes = vec![0; self.below(most)];
        self.0.fill_bytes(&mut bytes);
        let json = shown(&bytes);
        (bytes, json)
    }

    fn text(&mut self) -> String {
        const CHARACTERS: [char; 8] = ['a', 'Z', '7', ' ', '"', 'é', '€', '😀'];
        (0..self.below(16)).map(|_| CHARACTERS[self.below(8)]).collect()
    }

    fn event(&mut self, place: usize) -> (PinkEvent, Value) {
        let (contract, contract_json) = self.id();
        let (hash, hash_json) = self.id();
        match place {
            0 => {
                let (selector, gas_limit) = (self.small(), self.number());
                let json = json!({"SetHook": {
                    "hook": "OnBlockEnd", "contract": contract_json, "selector": selector, "gas_limit": gas_limit.to_string(),
                }});
                let hook = HookPoint::OnBlockEnd;
                (PinkEvent::SetHook { hook, contract: contract.into(), selector, gas_limit }, json)
            }
            1 => (
                PinkEvent::DeploySidevmTo { contract: contract.into(), code_hash: hash },
                json!({"DeploySidevmTo": {"contract": contract_json, "code_hash": hash_json}}),
            ),
            2 => {
                let (bytes, json) = self.bytes();
                (PinkEvent::SidevmMessage(bytes), json!({"SidevmMessage": json}))
            }
            3 => {
                let (key, key_json) = self.bytes();
                let (operation, json) = match self.below(3) {
                    0 => {
                        let (value, value_json) = self.bytes();
                        (CacheOp::Set { key, value }, json!({"Set": {"key": key_json, "value": value_json}}))
                    }
                    1 => {
                        let expiration = self.number();
                        let json = json!({"key": key_json, "expiration": expiration.to_string()});
                        (CacheOp::SetExpiration { key, expiration }, json!({"SetExpiration": json}))
                    }
                    _ => (CacheOp::Remove { key }, json!({"Remove": {"key": key_json}})),
                };
                (PinkEvent::CacheOp(operation), json!({"CacheOp": json}))
            }
            4 => (PinkEvent::StopSidevm, json!("StopSidevm")),
            5 => (
                PinkEvent::ForceStopSidevm { contract: contract.into() },
                json!({"ForceStopSidevm": {"contract": contract_json}}),
            ),
            6 => (PinkEvent::SetLogHandler(contract.into()), json!({"SetLogHandler": contract_json})),
            7 => {
                let weight = self.small();
                (
                    PinkEvent::SetContractWeight { contract: contract.into(), weight },
                    json!({"SetContractWeight": {"contract": contract_json, "weight": weight}}),
                )
            }
            8 => {
                let version = (self.small(), self.small());
                (PinkEvent::UpgradeRuntimeTo { version }, json!({"UpgradeRuntimeTo": {"version": version}}))
            }
            9 if self.below(3) == 0 => {
                let deadline = self.small();
                let json = json!({"SetDeadline": {"contract": contract_json, "deadline": deadline}});
                let operation = SidevmOperation::SetDeadline { contract: contract.into(), deadline };
                (PinkEvent::SidevmOperation(operation), json!({"SidevmOperation": json}))
            }
            9 => {
                let (workers, workers_json) = match self.below(2) {
                    0 => (Workers::All, json!("All")),
                    _ => {
                        let ids: Vec<_> = (0..self.below(3)).map(|_| self.id()).collect();
                        let (ids, texts): (Vec<[u8; 32]>, Vec<Value>) = ids.into_iter().unzip();
                        (Workers::List(ids), json!({"List": texts}))
                    }
                };
                let config = SidevmConfig {
                    max_code_size: self.small(),
                    max_memory_pages: self.small(),
                    vital_capacity: self.number(),
                    deadline: self.small(),
                };
                let json = json!({"Start": {
                    "contract": contract_json, "code_hash": hash_json, "workers": workers_json, "config": {
                        "max_code_size": config.max_code_size, "max_memory_pages": config.max_memory_pages,
                        "vital_capacity": config.vital_capacity.to_string(), "deadline": config.deadline,
                    },
                }});
                let start = SidevmOperation::Start { contract: contract.into(), code_hash: hash, workers, config };
                (PinkEvent::SidevmOperation(start), json!({"SidevmOperation": json}))
            }
            _ => (PinkEvent::SetJsRuntime(hash), json!({"SetJsRuntime": hash_json})),
        }
    }

    fn headers(&mut self) -> Vec<(String, String)> {
        (0..self.below(3)).map(|_| (self.text(), self.text())).collect()
    }

    fn request(&mut self) -> (HttpRequest, Value) {
        let (url, method, headers) = (self.text(), self.text(), self.headers());
        let (body, body_json) = self.bytes();
        let json = json!({"url": url, "method": method, "headers": headers, "body": body_json});
        (HttpRequest::new(url, method, headers, body), json)
    }

    fn response(&mut self) -> (Result<HttpResponse, HttpRequestError>, Value) {
        const REFUSALS: [HttpRequestError; 10] = [
            HttpRequestError::InvalidUrl,
            HttpRequestError::InvalidMethod,
            HttpRequestError::InvalidHeaderName,
            HttpRequestError::InvalidHeaderValue,
            HttpRequestError::FailedToCreateClient,
            HttpRequestError::Timeout,
            HttpRequestError::NotAllowed,
            HttpRequestError::TooManyRequests,
            HttpRequestError::NetworkError,
            HttpRequestError::ResponseTooLarge,
        ];
        if self.below(3) == 0 {
            let refusal = REFUSALS[self.below(REFUSALS.len())];
            return (Err(refusal), json!({"Err": format!("{refusal:?}")}));
        }
        let (status_code, reason_phrase, headers) = (self.0.r#gen(), self.text(), self.headers());
        let (body, body_json) = self.bytes();
        let json = json!({"Ok": {
            "status_code": status_code, "reason_phrase": reason_phrase, "headers": headers, "body": body_json,
        }});
        (Ok(HttpResponse { status_code, reason_phrase, headers, body }), json)
    }

    fn code(&mut self) -> (JsCode, Value) {
        if self.below(2) == 0 {
            let text = self.text();
            let json = json!({"Source": text});
            return (JsCode::Source(text), json);
        }
        let (bytes, json) = self.bytes();
        (JsCode::Bytecode(bytes), json!({"Bytecode": json}))
    }

    fn value(&mut self) -> (JsValue, Value) {
        let text = self.text();
        let (bytes, bytes_json) = self.bytes();
        match self.below(6) {
            0 => (JsValue::Undefined, json!("Undefined")),
            1 => (JsValue::Null, json!("Null")),
            2 => (JsValue::String(text.clone()), json!({"String": text})),
            3 => (JsValue::Bytes(bytes), json!({"Bytes": bytes_json})),
            4 => (JsValue::Other(text.clone()), json!({"Other": text})),
            _ => (JsValue::Exception(text.clone()), json!({"Exception": text})),
        }
    }

    fn quote(&mut self) -> (Option<SgxQuote>, Value) {
        if self.below(4) == 0 {
            return (None, Value::Null);
        }
        let attestation_type = [AttestationType::Epid, AttestationType::Dcap][self.below(2)];
        let (quote, json) = self.bytes();
        let json = json!({"attestation_type": format!("{attestation_type:?}"), "quote": json});
        (Some(SgxQuote { attestation_type, quote }), json)
    }
}

fn shown(bytes: &[u8]) -> Value {
    json!(format!("0x{}", hex::encode(bytes)))
}
