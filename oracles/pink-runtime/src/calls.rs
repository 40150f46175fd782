//! The arguments of every call, and the results of ocalls, as Phala's types have them.

use blake2::digest::consts::U32;
use blake2::{Blake2b, Digest};
use parity_scale_codec::Encode;
use pink::chain_extension::{
    BatchHttpResult, HttpRequest, HttpRequestError, HttpResponse, JsCode, JsValue, StorageQuotaExceeded,
};
use pink::types::sgx::{AttestationType, SgxQuote};
use pink::{CacheOp, HookPoint, PinkEvent, SidevmConfig, SidevmOperation, Workers};

use crate::draw::Draw;
use crate::restated::{
    AccountId, ClusterSetupConfig, ExecContext, ExecSideEffects, ExecutionMode, TransactionArguments,
};

/// How many values of each.
const VALUES: usize = 1_000;

const ECALLS: [u32; 18] = [1, 2, 3, 5, 6, 7, 8, 9, 11, 14, 15, 16, 19, 20, 21, 22, 23, 24];
const OCALLS: [u32; 20] = [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21];

/// A line for each call: its name, and the hash of its values' bytes, each behind their number in 4 bytes.
pub(crate) fn digests() -> String {
    let mut lines = String::new();
    let mut line = |name: String, side: u64, id: u32, values: fn(u32, &mut Draw) -> Vec<u8>| {
        let mut draw = Draw::new(side * 1_000 + u64::from(id));
        let mut digest = Blake2b::<U32>::new();
        for _ in 0..VALUES {
            let bytes = values(id, &mut draw);
            digest.update((bytes.len() as u32).to_le_bytes());
            digest.update(bytes);
        }
        lines.push_str(&format!("{name} {}\n", hex::encode(digest.finalize())));
    };
    for id in ECALLS {
        line(format!("ecall.{id}"), 1, id, ecall);
    }
    for id in OCALLS {
        line(format!("ocall.{id}"), 2, id, ocall);
    }
    for id in OCALLS {
        line(format!("ocall.{id}.result"), 3, id, result);
    }
    lines
}

fn ecall(id: u32, draw: &mut Draw) -> Vec<u8> {
    match id {
        2 => setup(draw).encode(),
        3 => (account(draw), draw.u128()).encode(),
        5 => draw.array::<64>().encode(),
        7 => (account(draw), draw.bytes(), draw.coin()).encode(),
        8 => (account(draw), draw.bytes()).encode(),
        9 | 14 | 15 | 16 => account(draw).encode(),
        19 => (account(draw), draw.bytes(), draw.bytes(), mode(draw), arguments(draw)).encode(),
        20 => (account(draw), draw.bytes(), mode(draw), arguments(draw)).encode(),
        24 => draw.u32().encode(),
        _ => ().encode(),
    }
}

fn ocall(id: u32, draw: &mut Draw) -> Vec<u8> {
    match id {
        2 => draw.bytes().encode(),
        3 => (account(draw), draw.some(|draw| (draw.bytes(), (draw.bytes(), draw.i32())))).encode(),
        5 => (account(draw), draw.u8(), draw.text()).encode(),
        6 => effects(draw).encode(),
        9 | 12 => (draw.bytes(), draw.bytes()).encode(),
        10 => (draw.bytes(), draw.bytes(), draw.bytes()).encode(),
        11 => (draw.bytes(), draw.bytes(), draw.u64()).encode(),
        14 => (account(draw), request(draw)).encode(),
        15 => (account(draw), draw.some(request), draw.u64()).encode(),
        16 => (draw.u64(), draw.bytes()).encode(),
        19 => (account(draw), draw.some(code), draw.some(Draw::text)).encode(),
        _ => ().encode(),
    }
}

fn result(id: u32, draw: &mut Draw) -> Vec<u8> {
    match id {
        1 | 18 | 20 => draw.maybe(account).encode(),
        2 | 9 | 12 | 17 => draw.maybe(Draw::bytes).encode(),
        7 => ExecContext {
            mode: mode(draw),
            block_number: draw.u32(),
            now_ms: draw.u64(),
            req_id: draw.maybe(Draw::u64),
        }
        .encode(),
        8 => account(draw).encode(),
        10 => {
            let kept: Result<(), StorageQuotaExceeded> = if draw.coin() { Ok(()) } else { Err(StorageQuotaExceeded) };
            kept.encode()
        }
        13 => draw.bytes().encode(),
        14 => response(draw).encode(),
        15 => {
            let all: BatchHttpResult = if draw.coin() { Ok(draw.some(response)) } else { Err(refusal(draw)) };
            all.encode()
        }
        19 => match draw.below(6) {
            0 => JsValue::Undefined,
            1 => JsValue::Null,
            2 => JsValue::String(draw.text()),
            3 => JsValue::Bytes(draw.bytes()),
            4 => JsValue::Other(draw.text()),
            _ => JsValue::Exception(draw.text()),
        }
        .encode(),
        21 => draw
            .maybe(|draw| SgxQuote {
                attestation_type: if draw.coin() { AttestationType::Dcap } else { AttestationType::Epid },
                quote: draw.bytes(),
            })
            .encode(),
        _ => ().encode(),
    }
}

fn account(draw: &mut Draw) -> AccountId {
    draw.array()
}

fn mode(draw: &mut Draw) -> ExecutionMode {
    match draw.below(3) {
        0 => ExecutionMode::Query,
        1 => ExecutionMode::Estimating,
        _ => ExecutionMode::Transaction,
    }
}

fn setup(draw: &mut Draw) -> ClusterSetupConfig {
    ClusterSetupConfig {
        cluster_id: draw.array(),
        owner: draw.array(),
        deposit: draw.u128(),
        gas_price: draw.u128(),
        deposit_per_item: draw.u128(),
        deposit_per_byte: draw.u128(),
        treasury_account: draw.array(),
        system_code: draw.bytes(),
    }
}

fn arguments(draw: &mut Draw) -> TransactionArguments {
    TransactionArguments {
        origin: draw.array(),
        transfer: draw.u128(),
        gas_limit: draw.u64(),
        gas_free: draw.coin(),
        storage_deposit_limit: draw.maybe(Draw::u128),
        deposit: draw.u128(),
    }
}

fn effects(draw: &mut Draw) -> ExecSideEffects {
    ExecSideEffects::V1 {
        pink_events: draw.some(|draw| (account(draw), event(draw))),
        ink_events: draw.some(|draw| (account(draw), draw.some(account), draw.bytes())),
        instantiated: draw.some(|draw| (account(draw), account(draw))),
    }
}

fn event(draw: &mut Draw) -> PinkEvent {
    let (contract, code_hash) = (account(draw), account(draw));
    let contract = contract.into();
    match draw.below(11) {
        0 => PinkEvent::SetHook {
            hook: HookPoint::OnBlockEnd,
            contract,
            selector: draw.u32(),
            gas_limit: draw.u64(),
        },
        1 => PinkEvent::DeploySidevmTo { contract, code_hash },
        2 => PinkEvent::SidevmMessage(draw.bytes()),
        3 => {
            let key = draw.bytes();
            PinkEvent::CacheOp(match draw.below(3) {
                0 => CacheOp::Set { key, value: draw.bytes() },
                1 => CacheOp::SetExpiration { key, expiration: draw.u64() },
                _ => CacheOp::Remove { key },
            })
        }
        4 => PinkEvent::StopSidevm,
        5 => PinkEvent::ForceStopSidevm { contract },
        6 => PinkEvent::SetLogHandler(contract),
        7 => PinkEvent::SetContractWeight { contract, weight: draw.u32() },
        8 => PinkEvent::UpgradeRuntimeTo { version: (draw.u32(), draw.u32()) },
        9 if draw.coin() => {
            PinkEvent::SidevmOperation(SidevmOperation::SetDeadline { contract, deadline: draw.u32() })
        }
        9 => PinkEvent::SidevmOperation(SidevmOperation::Start {
            contract,
            code_hash,
            workers: if draw.coin() { Workers::List(draw.some(Draw::array)) } else { Workers::All },
            config: SidevmConfig {
                max_code_size: draw.u32(),
                max_memory_pages: draw.u32(),
                vital_capacity: draw.u64(),
                deadline: draw.u32(),
            },
        }),
        _ => PinkEvent::SetJsRuntime(code_hash),
    }
}

fn headers(draw: &mut Draw) -> Vec<(String, String)> {
    draw.some(|draw| (draw.text(), draw.text()))
}

fn request(draw: &mut Draw) -> HttpRequest {
    HttpRequest::new(draw.text(), draw.text(), headers(draw), draw.bytes())
}

fn response(draw: &mut Draw) -> Result<HttpResponse, HttpRequestError> {
    if draw.coin() {
        return Err(refusal(draw));
    }
    Ok(HttpResponse {
        status_code: draw.u16(),
        reason_phrase: draw.text(),
        headers: headers(draw),
        body: draw.bytes(),
    })
}

fn refusal(draw: &mut Draw) -> HttpRequestError {
    const ALL: [HttpRequestError; 10] = [
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
    ALL[draw.below(ALL.len())]
}

fn code(draw: &mut Draw) -> JsCode {
    if draw.coin() { JsCode::Source(draw.text()) } else { JsCode::Bytecode(draw.bytes()) }
}
