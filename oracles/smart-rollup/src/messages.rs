//! The bytes of messages, by the kernel SDK and its parts.

use anyhow::{Context, Result, anyhow, bail, ensure};
use num_bigint::{BigInt, BigUint};
use serde_json::Value;
use tezos_crypto_rs::hash::{BlockHash, ContractKt1Hash, HashTrait, SmartRollupHash};
use tezos_crypto_rs::public_key_hash::PublicKeyHash;
use tezos_crypto_rs_5::hash::{BlockHash as BlockHash5, ContractKt1Hash as ContractKt1Hash5, HashTrait as _};
use tezos_data_encoding::enc::{self, BinWriter};
use tezos_data_encoding::nom::NomReader;
use tezos_data_encoding::types::Zarith;
use tezos_data_encoding_5::enc::BinWriter as BinWriter5;
use tezos_data_encoding_5::nom::NomReader as NomReader5;
use tezos_smart_rollup_encoding::contract::Contract;
use tezos_smart_rollup_encoding::dac::{PreimageHash, pages};
use tezos_smart_rollup_encoding::entrypoint::Entrypoint;
use tezos_smart_rollup_encoding::inbox::{ExternalMessageFrame, InboxMessage, InfoPerLevel, InternalInboxMessage, Transfer};
use tezos_smart_rollup_encoding::outbox::{OutboxMessage, OutboxMessageTransaction, OutboxMessageWhitelistUpdate};
use tezos_smart_rollup_encoding::public_key_hash::PublicKeyHash as PublicKeyHash5;
use tezos_smart_rollup_encoding::smart_rollup::SmartRollupAddress;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::forge::{Forge, Raw};

/// The bytes of a function's value.
pub fn encode(function: &str, value: &Value, forge: &mut Forge) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    match function {
        "micheline" => out = forge.expression(value)?.0,
        "contract" if text(value)?.starts_with("KT1") => {
            Contract::from_b58check(text(value)?)?.bin_write(&mut out).map_err(debug)?;
        }
        "contract" => {
            out.push(0);
            out.extend(key_hash(value)?);
        }
        "public_key_hash" => out = key_hash(value)?,
        "rollup_address" => out = rollup(value)?,
        "entrypoint" => out = entrypoint(value)?,
        "metadata" => {
            out = rollup(&value["raw_rollup_address"])?;
            i32(&value["origination_level"], &mut out)?;
        }
        "reveal_hash" => out = reveal_hash(value)?.to_vec(),
        "dac_page" => out = dac_page(value)?,
        "external_payload" => out = bytes(&value["external"])?,
        "external_frame" => {
            let frame = &value["targetted"];
            let contents = bytes(&frame["contents"])?;
            let framed = ExternalMessageFrame::Targetted { address: address(&frame["address"])?, contents: &contents };
            BinWriter5::bin_write(&framed, &mut out).map_err(debug)?;
            ensure!(ExternalMessageFrame::parse(&out).map_err(debug)? == framed, "read otherwise");
        }
        "outbox_transaction" => BinWriter5::bin_write(&transaction(value, forge)?, &mut out).map_err(debug)?,
        "inbox_message" => out = inbox(value, forge)?,
        "outbox_message" => out = outbox(value, forge)?,
        "outbox_output" => {
            i32(&value["outbox_level"], &mut out)?;
            let index: BigUint = text(&value["message_index"])?.parse()?;
            enc::n_bignum(&index, &mut out).map_err(debug)?;
            out.extend(outbox(&value["message"], forge)?);
        }
        "host_result" => {
            let code = value.get("code").or_else(|| value.get("value")).context("no number")?;
            out.extend(i32::try_from(code.as_i64().context("no number")?)?.to_le_bytes());
        }
        "reveal_request" => out = reveal_request(value)?,
        "dal_parameters" => {
            for name in ["number_of_slots", "attestation_lag", "slot_size", "page_size"] {
                enc::i64(&text(&value[name])?.parse::<i64>()?, &mut out).map_err(debug)?;
            }
        }
        "input_info" => {
            for name in ["level", "id"] {
                out.extend(i32::try_from(value[name].as_i64().context(name)?)?.to_le_bytes());
            }
        }
        _ => bail!("no such function"),
    }
    Ok(out)
}

fn debug(error: impl std::fmt::Debug) -> anyhow::Error {
    anyhow!("{error:?}")
}

fn text(value: &Value) -> Result<&str> {
    value.as_str().with_context(|| format!("{value} is no text"))
}

fn bytes(value: &Value) -> Result<Vec<u8>> {
    Ok(hex::decode(text(value)?)?)
}

fn list(value: &Value) -> Result<&[Value]> {
    value.as_array().map(Vec::as_slice).context("no array")
}

fn i32(value: &Value, out: &mut Vec<u8>) -> Result<()> {
    enc::i32(&i32::try_from(value.as_i64().context("no number")?)?, out).map_err(debug)
}

fn u8(value: &Value, out: &mut Vec<u8>) -> Result<()> {
    enc::u8(&u8::try_from(value.as_i64().context("no number")?)?, out).map_err(debug)
}

fn key_hash(value: &Value) -> Result<Vec<u8>> {
    let hash = PublicKeyHash::from_b58check(text(value)?)?;
    let mut out = Vec::new();
    hash.bin_write(&mut out).map_err(debug)?;
    ensure!(PublicKeyHash::nom_read(&out).map_err(debug)? == (&[][..], hash), "read otherwise");
    Ok(out)
}

fn rollup(value: &Value) -> Result<Vec<u8>> {
    let hash = SmartRollupHash::from_base58_check(text(value)?)?;
    let mut out = Vec::new();
    hash.bin_write(&mut out).map_err(debug)?;
    Ok(out)
}

fn address(value: &Value) -> Result<SmartRollupAddress> {
    Ok(SmartRollupAddress::from_b58check(text(value)?)?)
}

fn entrypoint(value: &Value) -> Result<Vec<u8>> {
    let entrypoint = Entrypoint::try_from(text(value)?.to_owned()).map_err(debug)?;
    let mut out = Vec::new();
    BinWriter5::bin_write(&entrypoint, &mut out).map_err(debug)?;
    let (rest, read) = <Entrypoint as NomReader5>::nom_read(&out).map_err(debug)?;
    ensure!(rest.is_empty() && read == entrypoint, "read otherwise");
    Ok(out)
}

/// From data, or the text in base58check, whose prefix neither crate knows.
fn reveal_hash(value: &Value) -> Result<[u8; 33]> {
    if let Some(preimage) = value.get("preimage") {
        return pages::make_preimage_hash(&bytes(preimage)?).map_err(debug);
    }
    let decoded = bs58::decode(text(value)?).with_check(None).into_vec()?;
    let hash = decoded.strip_prefix(&[230, 206, 128, 200, 196]).context("another prefix")?;
    Ok([&[0], hash].concat().try_into().map_err(|_| anyhow!("another length"))?)
}

fn dac_page(value: &Value) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let page = match value.get("contents") {
        Some(contents) => {
            let contents = bytes(contents)?;
            match pages::V0ContentPage::new_pages(&contents).next() {
                Some(page) => pages::Page::V0ContentPage(page),
                // The SDK splits no contents into no pages.
                None => return Ok(vec![0; 5]),
            }
        }
        None => {
            let hashes = list(&value["hashes"])?.iter().map(reveal_hash).collect::<Result<Vec<_>>>()?;
            match pages::V0HashPage::new_pages(&hashes).next() {
                Some(page) => pages::Page::V0HashPage(page),
                None => return Ok(vec![1, 0, 0, 0, 0]),
            }
        }
    };
    BinWriter5::bin_write(&page, &mut out).map_err(debug)?;
    let (_, read) = <pages::Page as NomReader5>::nom_read(&out).map_err(debug)?;
    let mut again = Vec::new();
    BinWriter5::bin_write(&read, &mut again).map_err(debug)?;
    ensure!(again == out, "read otherwise");
    let _: Option<PreimageHash> = None;
    Ok(out)
}

fn transaction(value: &Value, forge: &mut Forge) -> Result<OutboxMessageTransaction<Raw>> {
    Ok(OutboxMessageTransaction {
        parameters: forge.expression(&value["parameters"])?,
        destination: Contract::from_b58check(text(&value["destination"])?)?,
        entrypoint: Entrypoint::try_from(text(&value["entrypoint"])?.to_owned()).map_err(debug)?,
    })
}

fn outbox(value: &Value, forge: &mut Forge) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let message: OutboxMessage<Raw> = match text(&value["kind"])? {
        "untyped" => {
            let all = list(&value["transactions"])?.iter().map(|one| transaction(one, forge));
            let all = all.collect::<Result<Vec<_>>>()?;
            all.iter().for_each(|one| one.parameters.expect());
            OutboxMessage::AtomicTransactionBatch(all.into())
        }
        "whitelist_update" => {
            let keys = value.get("whitelist").map(list).transpose()?;
            let keys = keys.map(|keys| keys.iter().map(|key| Ok(PublicKeyHash5::from_b58check(text(key)?)?)).collect::<Result<Vec<_>>>());
            let update = OutboxMessageWhitelistUpdate { whitelist: keys.transpose()? };
            OutboxMessage::WhitelistUpdate(update)
        }
        // No crate knows these: their parts are put together.
        "typed" => {
            out.push(1);
            let mut all = Vec::new();
            for one in list(&value["transactions"])? {
                all.extend(forge.expression(&one["parameters"])?.0);
                all.extend(forge.expression(&one["parameters_ty"])?.0);
                Contract::from_b58check(text(&one["destination"])?)?.bin_write(&mut all).map_err(debug)?;
                all.extend(entrypoint(&one["entrypoint"])?);
            }
            enc::dynamic(enc::bytes)(all, &mut out).map_err(debug)?;
            return Ok(out);
        }
        "canonical_rollup_signal" => {
            out.push(3);
            enc::string(text(&value["signal"])?, &mut out).map_err(debug)?;
            return Ok(out);
        }
        _ => bail!("no such kind"),
    };
    BinWriter5::bin_write(&message, &mut out).map_err(debug)?;
    let (rest, read) = <OutboxMessage<Raw> as NomReader5>::nom_read(&out).map_err(debug)?;
    ensure!(rest.is_empty() && read == message, "read otherwise");
    Ok(out)
}

fn inbox(value: &Value, forge: &mut Forge) -> Result<Vec<u8>> {
    let message: InboxMessage<Raw> = if let Some(payload) = value.get("payload") {
        let payload = forge.expression(payload)?;
        payload.expect();
        InboxMessage::Internal(InternalInboxMessage::Transfer(Transfer {
            payload,
            sender: ContractKt1Hash5::from_b58check(text(&value["sender"])?)?,
            source: match PublicKeyHash5::from_b58check(text(&value["source"])?) {
                Ok(source) => source,
                Err(error) => bail!("{error}"),
            },
            destination: address(&value["destination"])?,
        }))
    } else if let Some(external) = value.get("external") {
        let external = bytes(external)?;
        let mut out = Vec::new();
        InboxMessage::<Raw>::External(&external).serialize(&mut out).map_err(debug)?;
        return Ok(out);
    } else {
        match text(&value["internal"])? {
            "start_of_level" => InboxMessage::Internal(InternalInboxMessage::StartOfLevel),
            "end_of_level" => InboxMessage::Internal(InternalInboxMessage::EndOfLevel),
            "info_per_level" => {
                let time = OffsetDateTime::parse(text(&value["predecessor_timestamp"])?, &Rfc3339)?;
                InboxMessage::Internal(InternalInboxMessage::InfoPerLevel(InfoPerLevel {
                    predecessor_timestamp: time.unix_timestamp().into(),
                    predecessor: BlockHash5::from_b58check(text(&value["predecessor"])?)?,
                }))
            }
            other => return later_inbox(other, value),
        }
    };
    let mut out = Vec::new();
    message.serialize(&mut out).map_err(debug)?;
    let (rest, read) = InboxMessage::<Raw>::parse(&out).map_err(debug)?;
    ensure!(rest.is_empty(), "read otherwise");
    let mut again = Vec::new();
    read.serialize(&mut again).map_err(debug)?;
    ensure!(again == out, "read otherwise");
    Ok(out)
}

/// Messages that the published SDK does not have: their parts are put together.
fn later_inbox(kind: &str, value: &Value) -> Result<Vec<u8>> {
    let mut out = vec![0];
    match kind {
        "protocol_migration" => {
            out.push(4);
            enc::string(text(&value["protocol"])?, &mut out).map_err(debug)?;
        }
        "dal_attested_slots" => {
            out.push(5);
            i32(&value["published_level"], &mut out)?;
            enc::u16(&u16::try_from(value["number_of_slots"].as_u64().context("no number")?)?, &mut out).map_err(debug)?;
            i32(&value["slot_size"], &mut out)?;
            enc::u16(&u16::try_from(value["page_size"].as_u64().context("no number")?)?, &mut out).map_err(debug)?;
            let mut all = Vec::new();
            for slots in list(&value["slots_by_publisher"])? {
                all.extend(key_hash(&slots["publisher"])?);
                let bits: BigInt = text(&slots["slots_bitset"])?.parse()?;
                Zarith(bits).bin_write(&mut all).map_err(debug)?;
            }
            enc::dynamic(enc::bytes)(all, &mut out).map_err(debug)?;
        }
        _ => bail!("no such message"),
    }
    Ok(out)
}

/// As `src/kernel_sdk/host/src/reveal.rs` puts them together.
fn reveal_request(value: &Value) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let page = |out: &mut Vec<u8>| -> Result<()> {
        i32(&value["published_level"], out)?;
        u8(&value["slot_index"], out)?;
        enc::i16(&i16::try_from(value["page_index"].as_i64().context("no number")?)?, out).map_err(debug)
    };
    match text(&value["reveal"])? {
        "raw_data" => {
            out.push(0);
            out.extend(reveal_hash(&value["hash"])?);
        }
        "metadata" => out.push(1),
        "dal_page" => {
            out.push(2);
            page(&mut out)?;
        }
        "dal_parameters" => out.push(3),
        "adaptive_dal_page" => {
            out.push(4);
            page(&mut out)?;
            u8(&value["attestation_threshold_percent"], &mut out)?;
            match value.get("restricted_commitments_publishers") {
                None => out.push(0),
                Some(publishers) => {
                    out.push(0xff);
                    let mut all = Vec::new();
                    for account in list(publishers)? {
                        if text(account)?.starts_with("KT1") {
                            let hash = ContractKt1Hash::from_b58check(text(account)?)?;
                            all.push(1);
                            all.extend(hash.as_ref());
                            all.push(0);
                        } else {
                            all.push(0);
                            all.extend(key_hash(account)?);
                        }
                    }
                    enc::dynamic(enc::bytes)(all, &mut out).map_err(debug)?;
                }
            }
        }
        _ => bail!("no such request"),
    }
    let _: Option<BlockHash> = None;
    Ok(out)
}
