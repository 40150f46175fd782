//! Random arguments of every call, and random results of ocalls, as this repository's types.

use parity_scale_codec::Encode;
use pink_protocol::ecalls::ECallsTry;
use pink_protocol::ocalls::OCallsTry;
use pink_protocol::{
    AccountId, AttestationType, Bytes, CacheOp, ClusterKey, ClusterSetupConfig, ExecContext,
    ExecSideEffects, ExecutionMode, Hash, HookPoint, HttpRequest, HttpRequestError, HttpResponse,
    JsCode, JsValue, PinkEvent, SgxQuote, SidevmConfig, SidevmOperation, StorageQuotaExceeded,
    TransactionArguments, WorkerId, Workers,
};

use crate::draw::Draw;

/// Makes an ecall with random arguments.
pub(crate) fn ecall(id: u32, draw: &mut Draw, caller: &mut impl ECallsTry) {
    match id {
        1 => drop(caller.cluster_id()),
        2 => drop(caller.setup(setup(draw))),
        3 => drop(caller.deposit(account(draw), draw.u128())),
        5 => drop(caller.set_key(ClusterKey(draw.array()))),
        6 => drop(caller.get_key()),
        7 => drop(caller.upload_code(account(draw), bytes(draw), draw.coin())),
        8 => drop(caller.upload_sidevm_code(account(draw), bytes(draw))),
        9 => drop(caller.get_sidevm_code(hash(draw))),
        11 => drop(caller.system_contract()),
        14 => drop(caller.free_balance(account(draw))),
        15 => drop(caller.total_balance(account(draw))),
        16 => drop(caller.code_hash(account(draw))),
        19 => {
            let (code, input, salt) = (hash(draw), bytes(draw), bytes(draw));
            drop(caller.contract_instantiate(code, input, salt, mode(draw), arguments(draw)));
        }
        20 => {
            let (contract, input) = (account(draw), bytes(draw));
            drop(caller.contract_call(contract, input, mode(draw), arguments(draw)));
        }
        21 => drop(caller.git_revision()),
        22 => drop(caller.on_genesis()),
        23 => drop(caller.on_runtime_upgrade()),
        24 => drop(caller.on_idle(draw.u32())),
        _ => panic!("no ecall {id}"),
    }
}

/// Makes an ocall with random arguments.
pub(crate) fn ocall(id: u32, draw: &mut Draw, caller: &mut impl OCallsTry) {
    match id {
        1 => drop(caller.storage_root()),
        2 => drop(caller.storage_get(bytes(draw))),
        3 => {
            let root = hash(draw);
            let changes = draw.some(|draw| (bytes(draw), (bytes(draw), draw.i32())));
            drop(caller.storage_commit(root, changes));
        }
        5 => drop(caller.log_to_server(account(draw), draw.u8(), draw.text())),
        6 => drop(caller.emit_side_effects(effects(draw))),
        7 => drop(caller.exec_context()),
        8 => drop(caller.worker_pubkey()),
        9 => drop(caller.cache_get(bytes(draw), bytes(draw))),
        10 => drop(caller.cache_set(bytes(draw), bytes(draw), bytes(draw))),
        11 => drop(caller.cache_set_expiration(bytes(draw), bytes(draw), draw.u64())),
        12 => drop(caller.cache_remove(bytes(draw), bytes(draw))),
        13 => drop(caller.latest_system_code()),
        14 => drop(caller.http_request(account(draw), request(draw))),
        15 => drop(caller.batch_http_request(account(draw), draw.some(request), draw.u64())),
        16 => drop(caller.emit_system_event_block(draw.u64(), bytes(draw))),
        17 => drop(caller.contract_call_nonce()),
        18 => drop(caller.entry_contract()),
        19 => drop(caller.js_eval(account(draw), draw.some(code), draw.some(Draw::text))),
        20 => drop(caller.origin()),
        21 => drop(caller.worker_sgx_quote()),
        _ => panic!("no ocall {id}"),
    }
}

/// The bytes of a random result of an ocall.
pub(crate) fn result(id: u32, draw: &mut Draw) -> Vec<u8> {
    match id {
        1 => draw.maybe(hash).encode(),
        2 | 9 | 12 | 17 => draw.maybe(bytes).encode(),
        3 | 5 | 6 | 11 | 16 => Vec::new(),
        7 => ExecContext {
            mode: mode(draw),
            block_number: draw.u32(),
            now_ms: draw.u64(),
            req_id: draw.maybe(Draw::u64),
        }
        .encode(),
        8 => WorkerId(draw.array()).encode(),
        10 => {
            let kept = draw.coin();
            if kept {
                Ok(())
            } else {
                Err(StorageQuotaExceeded)
            }
            .encode()
        }
        13 => bytes(draw).encode(),
        14 => response(draw).encode(),
        15 => match draw.coin() {
            true => Ok(draw.some(response)),
            false => Err(refusal(draw)),
        }
        .encode(),
        18 | 20 => draw.maybe(account).encode(),
        19 => match draw.below(6) {
            0 => JsValue::Undefined,
            1 => JsValue::Null,
            2 => JsValue::String(draw.text()),
            3 => JsValue::Bytes(bytes(draw)),
            4 => JsValue::Other(draw.text()),
            _ => JsValue::Exception(draw.text()),
        }
        .encode(),
        21 => draw
            .maybe(|draw| SgxQuote {
                attestation_type: match draw.coin() {
                    true => AttestationType::Dcap,
                    false => AttestationType::Epid,
                },
                quote: bytes(draw),
            })
            .encode(),
        _ => panic!("no ocall {id}"),
    }
}

fn account(draw: &mut Draw) -> AccountId {
    AccountId(draw.array())
}

fn hash(draw: &mut Draw) -> Hash {
    Hash(draw.array())
}

fn bytes(draw: &mut Draw) -> Bytes {
    Bytes(draw.bytes())
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
        cluster_id: hash(draw),
        owner: account(draw),
        deposit: draw.u128(),
        gas_price: draw.u128(),
        deposit_per_item: draw.u128(),
        deposit_per_byte: draw.u128(),
        treasury_account: account(draw),
        system_code: bytes(draw),
    }
}

fn arguments(draw: &mut Draw) -> TransactionArguments {
    TransactionArguments {
        origin: account(draw),
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
        ink_events: draw.some(|draw| (account(draw), draw.some(hash), bytes(draw))),
        instantiated: draw.some(|draw| (account(draw), account(draw))),
    }
}

fn event(draw: &mut Draw) -> PinkEvent {
    let (contract, code_hash) = (account(draw), hash(draw));
    match draw.below(11) {
        0 => PinkEvent::SetHook {
            hook: HookPoint::OnBlockEnd,
            contract,
            selector: draw.u32(),
            gas_limit: draw.u64(),
        },
        1 => PinkEvent::DeploySidevmTo {
            contract,
            code_hash,
        },
        2 => PinkEvent::SidevmMessage(bytes(draw)),
        3 => {
            let key = bytes(draw);
            PinkEvent::CacheOp(match draw.below(3) {
                0 => CacheOp::Set {
                    key,
                    value: bytes(draw),
                },
                1 => CacheOp::SetExpiration {
                    key,
                    expiration: draw.u64(),
                },
                _ => CacheOp::Remove { key },
            })
        }
        4 => PinkEvent::StopSidevm,
        5 => PinkEvent::ForceStopSidevm { contract },
        6 => PinkEvent::SetLogHandler(contract),
        7 => PinkEvent::SetContractWeight {
            contract,
            weight: draw.u32(),
        },
        8 => PinkEvent::UpgradeRuntimeTo {
            version: (draw.u32(), draw.u32()),
        },
        9 => PinkEvent::SidevmOperation(match draw.coin() {
            true => SidevmOperation::SetDeadline {
                contract,
                deadline: draw.u32(),
            },
            false => SidevmOperation::Start {
                contract,
                code_hash,
                workers: match draw.coin() {
                    true => Workers::List(draw.some(|draw| WorkerId(draw.array()))),
                    false => Workers::All,
                },
                config: SidevmConfig {
                    max_code_size: draw.u32(),
                    max_memory_pages: draw.u32(),
                    vital_capacity: draw.u64(),
                    deadline: draw.u32(),
                },
            },
        }),
        _ => PinkEvent::SetJsRuntime(code_hash),
    }
}

fn headers(draw: &mut Draw) -> Vec<(String, String)> {
    draw.some(|draw| (draw.text(), draw.text()))
}

fn request(draw: &mut Draw) -> HttpRequest {
    HttpRequest {
        url: draw.text(),
        method: draw.text(),
        headers: headers(draw),
        body: bytes(draw),
    }
}

fn response(draw: &mut Draw) -> Result<HttpResponse, HttpRequestError> {
    if draw.coin() {
        return Err(refusal(draw));
    }
    Ok(HttpResponse {
        status_code: draw.u16(),
        reason_phrase: draw.text(),
        headers: headers(draw),
        body: bytes(draw),
    })
}

/// One of those that Phala's published crate has.
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
    match draw.coin() {
        true => JsCode::Source(draw.text()),
        false => JsCode::Bytecode(bytes(draw)),
    }
}
