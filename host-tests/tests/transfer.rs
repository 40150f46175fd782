//! What is particular to the transfer driver.

use anyhow::{Context, Result};
use data_driver::{ConvertibleContract, Decode};
use data_driver_host::Driver;
use dusk_core::signatures::bls;
use dusk_core::transfer::data::TransactionData;
use dusk_core::transfer::moonlight::{self, AccountData};
use dusk_core::transfer::phoenix::{Note, NoteLeaf, PublicKey, SecretKey};
use dusk_core::{BlsScalar, JubJubScalar};
use host_tests::contract::{Contract, natively};
use host_tests::files;
use host_tests::operation::Question;
use host_tests::runner::{Node, Runner, Rust};
use host_tests::sample::{Draw, sample_as};
use host_tests::transfer::{TransferContract, blobs};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};
use transfer_driver::TransferDriver;

const TRANSACTION: &str = "spend_and_execute";

/// The most blobs that a node takes, each of 128 KiB: what is moved through frames of the stack
/// instead of lying on the heap shows.
fn convert_blobs(runner: &mut impl Runner) -> Result<()> {
    let sample = blobs(&mut Draw::new(19), 6)?;
    let answers = runner.ask(&[
        Question::encode(TRANSACTION, &sample.json),
        Question::decode(Decode::Input, TRANSACTION, &sample.bytes),
    ])?;
    assert!(answers[0].as_ref() == Ok(&sample.bytes));
    assert!(answers[1].as_deref() == Ok(sample.json.as_bytes()));
    Ok(())
}

/// Without optimisation `dusk-core`'s own code copies a blob in every frame, too often for the 2 MiB
/// of a test's thread. As WebAssembly it has 1 MiB.
#[test]
fn whole_blobs_natively() -> Result<()> {
    let test = std::thread::Builder::new()
        .stack_size(32 << 20)
        .spawn(|| convert_blobs(&mut natively::<TransferContract>()))?;
    test.join().expect("the blobs are converted")
}

#[test]
fn whole_blobs_in_wasmtime() -> Result<()> {
    let driver = files::driver(TransferContract::NAME)?;
    convert_blobs(&mut Rust(Driver::from_bytes(&driver)?))
}

#[test]
fn whole_blobs_in_node() -> Result<()> {
    convert_blobs(&mut Node::start(&files::driver_path(
        TransferContract::NAME,
    ))?)
}

/// A Moonlight transaction with this data, as JSON.
fn transaction(data: &Value) -> Result<Value> {
    let secret = bls::SecretKey::random(&mut StdRng::seed_from_u64(23));
    let transaction =
        moonlight::Transaction::new(&secret, None, 1, 2, 3, 4, 5, 6, None::<TransactionData>);
    let transaction = transaction.map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let bytes = sample_as(
        &dusk_core::transfer::Transaction::Moonlight(transaction),
        String::new(),
    )?
    .bytes;
    let mut shown = TransferDriver.decode_input_fn(TRANSACTION, &bytes)?;
    let payload = shown.pointer_mut("/Moonlight/payload").context("payload")?;
    payload["data"] = data.clone();
    Ok(shown)
}

#[test]
fn limits_of_a_transaction() -> Result<()> {
    let hash = "01".repeat(32);
    let blobs = |count| json!({"Blob": vec![json!({"hash": hash, "data": null}); count]});
    let memo = |length| json!({"Memo": "ff".repeat(length)});
    for data in [blobs(255), memo(512)] {
        let text = transaction(&data)?.to_string();
        let bytes = TransferDriver.encode_input_fn(TRANSACTION, &text)?;
        let shown = TransferDriver.decode_input_fn(TRANSACTION, &bytes)?;
        assert_eq!(shown.pointer("/Moonlight/payload/data"), Some(&data));
    }
    for (data, place, message) in [
        (
            blobs(256),
            "/Moonlight/payload/data/Blob",
            "a transaction has at most 255 blobs, found 256",
        ),
        (
            memo(513),
            "/Moonlight/payload/data/Memo",
            "expected bytes in hex: a memo has at most 512 bytes, found 513",
        ),
    ] {
        let text = transaction(&data)?.to_string();
        let error = TransferDriver.encode_input_fn(TRANSACTION, &text);
        let error = error.expect_err("beyond the limit").report();
        assert_eq!(error.pointer.as_deref(), Some(place));
        assert_eq!(error.message, format!("{TRANSACTION}: {place}: {message}"));
    }
    Ok(())
}

/// A blob of the wrong size is refused where it stands.
#[test]
fn a_blob_has_one_size() -> Result<()> {
    let bytes = |length: usize| "02".repeat(length);
    let sidecar = json!({"commitment": bytes(48), "proof": bytes(48), "data": bytes(131_071)});
    let data = json!({"Blob": [{"hash": bytes(32), "data": sidecar}]});
    let error = TransferDriver.encode_input_fn(TRANSACTION, &transaction(&data)?.to_string());
    let error = error.expect_err("a byte is missing").report();
    let place = "/Moonlight/payload/data/Blob/0/data/data";
    assert_eq!(error.pointer.as_deref(), Some(place));
    assert_eq!(error.expected.as_deref(), Some("131072 bytes of hex"));
    Ok(())
}

/// The deployed driver and ours say the same of raw keys, valid or not.
#[test]
fn keys_of_accounts_are_checked() -> Result<()> {
    let mut deployed = TransferContract::deployed().context("the oracle")?;
    let mut ours = natively::<TransferContract>();
    let mut ask = |key: [u8; 193]| -> Result<Option<Value>> {
        let data = AccountData {
            nonce: 1,
            balance: 2,
        };
        let bytes = sample_as(&(data, key), String::new())?.bytes;
        let question = [Question::decode(Decode::Output, "sync_accounts", &bytes)];
        let read = |runner: &mut dyn Runner| -> Result<Option<Value>> {
            let answer = runner.ask(&question)?.pop().context("an answer")?;
            Ok(answer
                .ok()
                .and_then(|text| serde_json::from_slice(&text).ok()))
        };
        let (theirs, ours) = (read(&mut deployed)?, read(&mut ours)?);
        assert_eq!(theirs, ours, "{}", hex::encode(key));
        Ok(ours)
    };

    let mut rng = StdRng::seed_from_u64(29);
    let secret = bls::SecretKey::random(&mut rng);
    let raw = bls::PublicKey::from(&secret).to_raw_bytes();
    assert!(ask(raw)?.is_some());
    assert_eq!(ask([0; 193])?, None);
    assert_eq!(ask([1; 193])?, None);
    // The point at infinity.
    assert_eq!(ask(bls::PublicKey::default().to_raw_bytes())?, None);
    for _ in 0..100 {
        let mut broken = raw;
        broken[rng.gen_range(0..192)] ^= rng.gen_range(1..=255_u8);
        assert_eq!(ask(broken)?, None);
    }
    Ok(())
}

/// A point in projective coordinates has many archives and one JSON form, whose archive is
/// another one; text and archive stay as they are from then on.
#[test]
fn notes_as_wallets_make_them() -> Result<()> {
    let mut rng = StdRng::seed_from_u64(31);
    for block_height in 0..20 {
        let (sender, receiver) = (
            PublicKey::from(&SecretKey::random(&mut rng)),
            PublicKey::from(&SecretKey::random(&mut rng)),
        );
        let blinder = JubJubScalar::from(rng.r#gen::<u64>());
        let note = Note::obfuscated(
            &mut rng,
            &sender,
            &receiver,
            block_height,
            blinder,
            [blinder, blinder],
        );
        let text = format!(
            r#"{{"block_height":"{block_height}","note":{}}}"#,
            serde_json::to_string(&note)?
        );
        let leaf = NoteLeaf { block_height, note };
        let sample = sample_as(&leaf, text)?;

        let decode = |bytes: &[u8]| -> Result<String> {
            let mut shown = String::new();
            TransferDriver.decode_to_text(Decode::Output, "sync", bytes, &mut shown)?;
            Ok(shown)
        };
        assert_eq!(decode(&sample.bytes)?, sample.json);
        let bytes = TransferDriver::encode_value(Decode::Output, "sync", &sample.json)?;
        assert_ne!(bytes, sample.bytes, "the coordinates are not affine");
        assert_eq!(decode(&bytes)?, sample.json);
    }
    Ok(())
}

/// An opening that the driver made from JSON is one that `dusk-core` verifies.
#[test]
fn an_opening_proves_what_it_should() -> Result<()> {
    use dusk_core::transfer::phoenix::{NoteOpening, NoteTreeItem, NotesTree};

    let hash = BlsScalar::from(77_u64);
    let item = NoteTreeItem { hash, data: () };
    let mut tree = NotesTree::new();
    tree.insert(12_345, item);
    let opening = tree.opening(12_345);
    let bytes = sample_as(&opening, String::new())?.bytes;
    let shown = TransferDriver.decode_output_fn("opening", &bytes)?;
    let encoded = TransferDriver::encode_value(Decode::Output, "opening", &shown.to_string())?;
    let read: Option<NoteOpening> = data_driver::from_rkyv(&encoded)?;
    assert!(read.context("an opening")?.verify(item));
    Ok(())
}
