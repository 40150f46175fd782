//! Random values of the transfer contract's types.
//!
//! Where `dusk-core` has no serde for a type, its text is put together here from the texts of its
//! parts, and its bytes are those of the value that `dusk-core` itself builds.

use anyhow::{Context, Result, bail};
use data_driver::declared;
use data_driver::{ConvertibleContract, Decode, Error};
use dusk_core::BlsScalar;
use dusk_core::abi::{ContractError, ContractId};
use dusk_core::signatures::bls::PublicKey;
use dusk_core::transfer::data::{
    BlobData, BlobDataPart, BlobSidecar, ContractDeploy, TransactionData,
};
use dusk_core::transfer::moonlight::{self, AccountData};
use dusk_core::transfer::phoenix::{
    self, Note, NoteLeaf, NoteOpening, NoteTreeItem, NotesTree, TxSkeleton,
};
use dusk_core::transfer::withdraw::Withdraw;
use dusk_core::transfer::{
    ContractToAccount, ContractToAccountEvent, ContractToContract, ContractToContractEvent,
    ConvertEvent, DepositEvent, MoonlightTransactionEvent, PhoenixTransactionEvent, Transaction,
    WithdrawEvent,
};
use rand::RngCore;
use serde_json::{Value, json};
use transfer_driver::TransferDriver;

use crate::contract::Contract;
use crate::golden::Golden;
use crate::oracle::Oracle;
use crate::runner::Runner;
use crate::sample::{Draw, Sample, quoted, sample, sample_as, sample_u64, text, value};

/// The functions that Dusk's driver does not handle.
const NOT_DEPLOYED: [&str; 8] = [
    "spend_and_execute",
    "refund",
    "push_note",
    "update_root",
    "add_account_balance",
    "sub_account_balance",
    "add_contract_balance",
    "sub_contract_balance",
];

/// The functions of which Dusk's driver handles the input only.
const NO_DEPLOYED_OUTPUT: [&str; 4] = ["opening", "leaves_from_height", "leaves_from_pos", "sync"];

/// Variants that every golden set has: the name, how the text begins, and what is in it.
const PARTICULAR: [(Decode, &str, &str, &str, &str); 14] = [
    (
        Decode::Input,
        "spend_and_execute",
        "moonlight_plain",
        r#"{"Moonlight""#,
        r#""data":null},"signature""#,
    ),
    (
        Decode::Input,
        "spend_and_execute",
        "moonlight_call",
        r#"{"Moonlight""#,
        r#""Call":"#,
    ),
    (
        Decode::Input,
        "spend_and_execute",
        "moonlight_deploy",
        r#"{"Moonlight""#,
        r#""init_args":""#,
    ),
    (
        Decode::Input,
        "spend_and_execute",
        "moonlight_memo",
        r#"{"Moonlight""#,
        r#""Memo":""#,
    ),
    (
        Decode::Input,
        "spend_and_execute",
        "phoenix_plain",
        r#"{"Phoenix""#,
        r#""data":null},"proof""#,
    ),
    (
        Decode::Input,
        "spend_and_execute",
        "phoenix_call",
        r#"{"Phoenix""#,
        r#""Call":"#,
    ),
    (
        Decode::Input,
        "spend_and_execute",
        "phoenix_deploy",
        r#"{"Phoenix""#,
        r#""init_args":""#,
    ),
    (
        Decode::Input,
        "spend_and_execute",
        "phoenix_memo",
        r#"{"Phoenix""#,
        r#""Memo":""#,
    ),
    (Decode::Output, "spend_and_execute", "ok", r#"{"Ok":""#, ""),
    (
        Decode::Output,
        "spend_and_execute",
        "panic",
        r#"{"Err":{"Panic""#,
        "",
    ),
    (
        Decode::Output,
        "spend_and_execute",
        "out_of_gas",
        r#"{"Err":"OutOfGas"}"#,
        "",
    ),
    (Decode::Output, "opening", "none", r#"null"#, ""),
    (Decode::Output, "opening", "some", r#"{"root""#, ""),
    (Decode::Output, "push_note", "some", r#"{"note_type""#, ""),
];

/// The transfer contract.
#[derive(Debug)]
pub struct TransferContract;

impl Contract for TransferContract {
    const NAME: &'static str = "transfer";

    const FUNCTIONS: &'static [&'static str] = &[
        "mint",
        "mint_to_contract",
        "deposit",
        "withdraw",
        "convert",
        "contract_to_contract",
        "contract_to_account",
        "root",
        "account",
        "contract_balance",
        "opening",
        "existing_nullifiers",
        "num_notes",
        "chain_id",
        "leaves_from_height",
        "leaves_from_pos",
        "sync",
        "sync_nullifiers",
        "sync_contract_balances",
        "sync_accounts",
        "spend_and_execute",
        "refund",
        "push_note",
        "update_root",
        "add_account_balance",
        "sub_account_balance",
        "add_contract_balance",
        "sub_contract_balance",
    ];

    const EVENTS: &'static [&'static str] = &[
        "moonlight",
        "phoenix",
        "contract_to_contract",
        "mint_c",
        "contract_to_account",
        "withdraw",
        "mint",
        "deposit",
        "convert",
    ];

    const DECLARED: &'static declared::Contract = TransferDriver::CONTRACT;

    fn driver() -> impl ConvertibleContract {
        TransferDriver
    }

    fn encode_value(what: Decode, name: &str, json: &str) -> Result<Vec<u8>, Error> {
        TransferDriver::encode_value(what, name, json)
    }

    fn draw(what: Decode, name: &str, draw: &mut Draw) -> Result<Sample> {
        match what {
            Decode::Input => input(name, draw),
            Decode::Output => output(name, draw),
            Decode::Event => event(name, draw),
        }
    }

    fn particular() -> Result<Vec<Golden>> {
        let mut draw = Draw::new(3);
        let mut all = Vec::new();
        for (what, name, variant, begin, part) in PARTICULAR {
            draw.turn_to(what, name);
            let golden = loop {
                let sample = Self::draw(what, name, &mut draw)?;
                if sample.json.starts_with(begin) && sample.json.contains(part) {
                    break Golden::new(what, name, Some(variant), sample);
                }
            };
            all.push(golden);
        }
        Ok(all)
    }

    fn deployed() -> Option<Box<dyn Runner>> {
        Some(Box::new(Oracle(dusk_transfer_contract_dd::ContractDriver)))
    }

    fn is_deployed(what: Decode, name: &str) -> bool {
        match what {
            Decode::Event => true,
            Decode::Input => !NOT_DEPLOYED.contains(&name),
            Decode::Output => !NOT_DEPLOYED.contains(&name) && !NO_DEPLOYED_OUTPUT.contains(&name),
        }
    }
}

fn input(name: &str, draw: &mut Draw) -> Result<Sample> {
    match name {
        "mint" | "withdraw" | "convert" => sample::<Withdraw>(withdraw(draw)),
        "mint_to_contract" | "contract_to_contract" => sample::<ContractToContract>(json!({
            "contract": draw.contract_id(),
            "value": draw.u64(),
            "fn_name": draw.text(),
            "data": draw.hex(64),
        })),
        "contract_to_account" => {
            sample::<ContractToAccount>(json!({"account": draw.key(), "value": draw.u64()}))
        }
        "account" => sample::<PublicKey>(draw.key()),
        "contract_balance" => sample::<ContractId>(draw.contract_id()),
        "existing_nullifiers" => sample::<Vec<BlsScalar>>(scalars(draw)),
        "deposit" | "opening" | "leaves_from_height" | "leaves_from_pos" | "refund" => {
            sample_u64(draw.number())
        }
        "sync" | "sync_nullifiers" | "sync_contract_balances" | "sync_accounts" => {
            let (from, limit) = (draw.number(), draw.number());
            let text = format!("[{},{}]", quoted(from), quoted(limit));
            sample_as(&(from, limit), text)
        }
        "spend_and_execute" => transaction(draw),
        "push_note" => {
            let (height, note): (_, Note) = (draw.number(), value(note(draw))?);
            let text = format!("[{},{}]", quoted(height), text(&note)?);
            sample_as(&(height, note), text)
        }
        "add_account_balance" | "sub_account_balance" => {
            let (key, amount): (PublicKey, _) = (value(draw.key())?, draw.number());
            let text = format!("[{},{}]", text(&key)?, quoted(amount));
            sample_as(&(key, amount), text)
        }
        "add_contract_balance" | "sub_contract_balance" => contract_balance(draw),
        name if TransferContract::FUNCTIONS.contains(&name) => sample::<()>(Value::Null),
        _ => bail!("the transfer contract has no function {name}"),
    }
}

fn output(name: &str, draw: &mut Draw) -> Result<Sample> {
    match name {
        "root" | "sync_nullifiers" => sample::<BlsScalar>(draw.scalar()),
        "account" => sample::<AccountData>(account(draw)),
        "contract_balance" | "num_notes" => sample_u64(draw.number()),
        "chain_id" => sample::<u8>(draw.u8()),
        "existing_nullifiers" => sample::<Vec<BlsScalar>>(scalars(draw)),
        "opening" => opening(draw),
        "leaves_from_height" | "leaves_from_pos" | "sync" => {
            let leaf = NoteLeaf {
                block_height: draw.number(),
                note: value(note(draw))?,
            };
            let height = quoted(leaf.block_height);
            let text = format!(
                r#"{{"block_height":{height},"note":{}}}"#,
                text(&leaf.note)?
            );
            sample_as(&leaf, text)
        }
        "sync_contract_balances" => contract_balance(draw),
        "sync_accounts" => {
            let (data, key): (AccountData, PublicKey) = (value(account(draw))?, value(draw.key())?);
            let text = format!("[{},{}]", text(&data)?, text(&key)?);
            sample_as(&(data, key.to_raw_bytes()), text)
        }
        "spend_and_execute" => call_result(draw),
        "push_note" => {
            let note = if draw.coin() { note(draw) } else { Value::Null };
            sample::<Option<Note>>(note)
        }
        name if TransferContract::FUNCTIONS.contains(&name) => sample::<()>(Value::Null),
        _ => bail!("the transfer contract has no function {name}"),
    }
}

fn event(name: &str, draw: &mut Draw) -> Result<Sample> {
    match name {
        "moonlight" => {
            let receiver = optional_key(draw);
            let refund = match draw.coin() {
                true => json!([draw.key(), draw.u64()]),
                false => Value::Null,
            };
            sample::<MoonlightTransactionEvent>(json!({
                "sender": draw.key(),
                "receiver": receiver,
                "value": draw.u64(),
                "memo": draw.hex(512),
                "gas_spent": draw.u64(),
                "refund_info": refund,
            }))
        }
        "phoenix" => {
            let notes: Vec<Value> = (0..draw.count(3)).map(|_| note(draw)).collect();
            let refund = if draw.coin() { note(draw) } else { Value::Null };
            sample::<PhoenixTransactionEvent>(json!({
                "nullifiers": scalars(draw),
                "notes": notes,
                "memo": draw.hex(512),
                "gas_spent": draw.u64(),
                "refund_note": refund,
            }))
        }
        "contract_to_contract" | "mint_c" => sample::<ContractToContractEvent>(json!({
            "sender": draw.contract_id(),
            "receiver": draw.contract_id(),
            "value": draw.u64(),
        })),
        "contract_to_account" => sample::<ContractToAccountEvent>(json!({
            "sender": draw.contract_id(),
            "receiver": draw.key(),
            "value": draw.u64(),
        })),
        "withdraw" | "mint" => sample::<WithdrawEvent>(json!({
            "sender": draw.contract_id(),
            "receiver": receiver(draw),
            "value": draw.u64(),
        })),
        "deposit" => sample::<DepositEvent>(json!({
            "sender": optional_key(draw),
            "receiver": draw.contract_id(),
            "value": draw.u64(),
        })),
        "convert" => sample::<ConvertEvent>(json!({
            "sender": optional_key(draw),
            "receiver": receiver(draw),
            "value": draw.u64(),
        })),
        _ => bail!("the transfer contract has no event {name}"),
    }
}

/// A withdrawal, which the stake contract takes as well.
pub(crate) fn withdraw(draw: &mut Draw) -> Value {
    let token = if draw.coin() {
        json!({"Moonlight": draw.u64()})
    } else {
        json!({"Phoenix": scalars(draw)})
    };
    let signature = if draw.coin() {
        json!({"Moonlight": draw.signature()})
    } else {
        json!({"Phoenix": draw.note_signature()})
    };
    json!({
        "contract": draw.contract_id(),
        "value": draw.u64(),
        "receiver": receiver(draw),
        "token": token,
        "signature": signature,
    })
}

fn receiver(draw: &mut Draw) -> Value {
    if draw.coin() {
        json!({"Moonlight": draw.key()})
    } else {
        json!({"Phoenix": draw.stealth_address()})
    }
}

fn optional_key(draw: &mut Draw) -> Value {
    if draw.coin() { draw.key() } else { Value::Null }
}

fn scalars(draw: &mut Draw) -> Value {
    (0..draw.count(4)).map(|_| draw.scalar()).collect()
}

fn account(draw: &mut Draw) -> Value {
    json!({"nonce": draw.u64(), "balance": draw.u64()})
}

fn contract_balance(draw: &mut Draw) -> Result<Sample> {
    let (contract, amount): (ContractId, _) = (value(draw.contract_id())?, draw.number());
    let text = format!("[{},{}]", text(&contract)?, quoted(amount));
    sample_as(&(contract, amount), text)
}

fn note(draw: &mut Draw) -> Value {
    let note_type = ["Transparent", "Obfuscated"][draw.count(1)];
    json!({
        "note_type": note_type,
        "value_commitment": draw.point(),
        "stealth_address": draw.stealth_address(),
        "pos": draw.u64(),
        "value_enc": hex::encode(draw.array::<{ phoenix::NOTE_VAL_ENC_SIZE }>()),
        "sender": sender(draw),
    })
}

fn sender(draw: &mut Draw) -> Value {
    if draw.coin() {
        json!({"ContractInfo": hex::encode(draw.array::<128>())})
    } else {
        let mut pair = || json!([draw.point(), draw.point()]);
        json!({"Encryption": [pair(), pair()]})
    }
}

thread_local! {
    /// A tree with leaves at both ends and in between.
    static TREE: NotesTree = {
        let mut tree = NotesTree::new();
        for position in LEAVES {
            let hash = BlsScalar::hash_to_scalar(&position.to_le_bytes());
            tree.insert(position, NoteTreeItem { hash, data: () });
        }
        tree
    };
}

const LEAVES: [u64; 12] = [
    0,
    1,
    2,
    3,
    4,
    5,
    21,
    1 << 10,
    (1 << 20) + 77,
    0x1_2345_6789,
    (1 << 34) - 2,
    (1 << 34) - 1,
];

fn opening(draw: &mut Draw) -> Result<Sample> {
    let position = match LEAVES.get(draw.count(LEAVES.len())) {
        Some(position) => *position,
        None => 7,
    };
    let opening: Option<NoteOpening> = TREE.with(|tree| tree.opening(position));
    let text = match &opening {
        None => "null".to_owned(),
        Some(opening) => {
            let mut levels = Vec::new();
            for level in opening.branch() {
                levels.push(text(&level.map(|item| item.hash))?);
            }
            format!(
                r#"{{"root":{},"branch":[{}],"positions":{}}}"#,
                text(&opening.root().hash)?,
                levels.join(","),
                text(opening.positions())?,
            )
        }
    };
    sample_as(&opening, text)
}

fn call_result(draw: &mut Draw) -> Result<Sample> {
    let message = draw.text();
    let result: Result<Vec<u8>, ContractError> = match draw.count(5) {
        0 => Err(ContractError::Panic(value(message)?)),
        1 => Err(ContractError::OutOfGas),
        2 => Err(ContractError::DoesNotExist),
        3 => Err(ContractError::Unknown),
        _ => Ok(draw.bytes(300)),
    };
    let text = match &result {
        Ok(bytes) => format!(r#"{{"Ok":"{}"}}"#, hex::encode(bytes)),
        Err(ContractError::Panic(message)) => {
            format!(r#"{{"Err":{{"Panic":{}}}}}"#, text(message)?)
        }
        Err(ContractError::OutOfGas) => r#"{"Err":"OutOfGas"}"#.into(),
        Err(ContractError::DoesNotExist) => r#"{"Err":"DoesNotExist"}"#.into(),
        Err(ContractError::Unknown) => r#"{"Err":"Unknown"}"#.into(),
    };
    sample_as(&result, text)
}

fn transaction(draw: &mut Draw) -> Result<Sample> {
    let data = data(draw)?;
    if draw.coin() {
        moonlight(draw, data)
    } else {
        phoenix(draw, data)
    }
}

/// A Moonlight transaction that carries whole blobs.
///
/// # Errors
/// It cannot be made.
pub fn blobs(draw: &mut Draw, count: usize) -> Result<Sample> {
    let blobs = (0..count).map(|_| blob(draw, true)).collect();
    moonlight(draw, Some(TransactionData::Blob(blobs)))
}

fn moonlight(draw: &mut Draw, data: Option<TransactionData>) -> Result<Sample> {
    let secret = draw.secret();
    let sender = PublicKey::from(&secret);
    let other_or_sender = |draw: &mut Draw| -> Result<PublicKey> {
        if draw.coin() {
            value(draw.key())
        } else {
            Ok(sender)
        }
    };
    let data_text = data_text(data.as_ref())?;
    let payload = moonlight::Payload {
        chain_id: draw.array::<1>()[0],
        sender,
        receiver: other_or_sender(draw)?,
        value: draw.number(),
        deposit: draw.number(),
        fee: moonlight::Fee {
            gas_limit: draw.number(),
            gas_price: draw.number(),
            refund_address: other_or_sender(draw)?,
        },
        nonce: draw.number(),
        data,
    };
    let payload_text = format!(
        r#"{{"chain_id":{},"sender":{},"receiver":{},"value":{},"deposit":{},"fee":{{"gas_limit":{},"gas_price":{},"refund_address":{}}},"nonce":{},"data":{data_text}}}"#,
        payload.chain_id,
        text(&payload.sender)?,
        text(&payload.receiver)?,
        quoted(payload.value),
        quoted(payload.deposit),
        quoted(payload.fee.gas_limit),
        quoted(payload.fee.gas_price),
        text(&payload.fee.refund_address)?,
        quoted(payload.nonce),
    );
    let transaction = moonlight::Transaction::sign_payload(&secret, payload)
        .map_err(|error| anyhow::anyhow!("{error:?}"))
        .context("signing")?;
    let signature = text(transaction.signature())?;
    let text = format!(r#"{{"Moonlight":{{"payload":{payload_text},"signature":{signature}}}}}"#);
    sample_as(&Transaction::Moonlight(transaction), text)
}

fn phoenix(draw: &mut Draw, data: Option<TransactionData>) -> Result<Sample> {
    let tx_skeleton: TxSkeleton = value(json!({
        "root": draw.scalar(),
        "nullifiers": scalars(draw),
        "outputs": [note(draw), note(draw)],
        "max_fee": draw.u64(),
        "deposit": draw.u64(),
    }))?;
    let data_text = data_text(data.as_ref())?;
    let payload = phoenix::Payload {
        chain_id: draw.array::<1>()[0],
        tx_skeleton,
        fee: phoenix::Fee {
            gas_limit: draw.number(),
            gas_price: draw.number(),
            stealth_address: value(draw.stealth_address())?,
            sender: value(sender(draw))?,
        },
        data,
    };
    let proof = draw.bytes(1200);
    let text = format!(
        r#"{{"Phoenix":{{"payload":{{"chain_id":{},"tx_skeleton":{},"fee":{{"gas_limit":{},"gas_price":{},"stealth_address":{},"sender":{}}},"data":{data_text}}},"proof":"{}"}}}}"#,
        payload.chain_id,
        text(&payload.tx_skeleton)?,
        quoted(payload.fee.gas_limit),
        quoted(payload.fee.gas_price),
        text(&payload.fee.stealth_address)?,
        text(&payload.fee.sender)?,
        hex::encode(&proof),
    );
    let transaction = phoenix::Transaction::from_payload_and_proof(payload, proof);
    sample_as(&Transaction::Phoenix(transaction), text)
}

fn data(draw: &mut Draw) -> Result<Option<TransactionData>> {
    Ok(Some(match draw.count(4) {
        0 => return Ok(None),
        1 => TransactionData::Call(value(json!({
            "contract": draw.contract_id(),
            "fn_name": draw.text(),
            "fn_args": draw.hex(200),
        }))?),
        2 => {
            let args = draw.coin().then(|| draw.bytes(100));
            let (code, owner, nonce) = (draw.bytes(600), draw.bytes(96), draw.number());
            TransactionData::Deploy(ContractDeploy::new(code, owner, args, nonce))
        }
        3 => TransactionData::Memo(draw.bytes(512)),
        _ => {
            let blobs = (0..draw.count(2)).map(|_| blob(draw, false));
            TransactionData::Blob(blobs.collect())
        }
    }))
}

fn data_text(data: Option<&TransactionData>) -> Result<String> {
    Ok(match data {
        None => "null".into(),
        Some(TransactionData::Call(call)) => format!(r#"{{"Call":{}}}"#, text(call)?),
        Some(TransactionData::Deploy(deploy)) => format!(
            r#"{{"Deploy":{{"bytecode":{{"hash":"{}","bytes":"{}"}},"owner":"{}","init_args":{},"nonce":{}}}}}"#,
            hex::encode(deploy.bytecode.hash),
            hex::encode(&deploy.bytecode.bytes),
            hex::encode(&deploy.owner),
            match &deploy.init_args {
                Some(args) => format!("\"{}\"", hex::encode(args)),
                None => "null".into(),
            },
            quoted(deploy.nonce),
        ),
        Some(TransactionData::Memo(memo)) => format!(r#"{{"Memo":"{}"}}"#, hex::encode(memo)),
        Some(TransactionData::Blob(blobs)) => format!(r#"{{"Blob":{}}}"#, text(blobs)?),
    })
}

/// A blob, or what remains of one.
fn blob(draw: &mut Draw, whole: bool) -> BlobData {
    BlobData {
        hash: draw.array(),
        data: whole.then(|| {
            let mut data = Box::new([0; size_of::<BlobDataPart>()]);
            draw.rng.fill_bytes(&mut *data);
            BlobSidecar {
                commitment: draw.array(),
                proof: draw.array(),
                data: *data,
            }
        }),
    }
}
