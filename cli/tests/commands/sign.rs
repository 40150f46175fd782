//! `keygen`, `sign`, `verify` and `trust`.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

use crate::support::{driver, folder, run, run_with};

const STAKE: &str = "0200000000000000000000000000000000000000000000000000000000000000";
const TRANSFER: &str = "0100000000000000000000000000000000000000000000000000000000000000";

/// A folder with a driver's file that says its version, the same without, and a key.
struct Place {
    folder: PathBuf,
    key: String,
}

impl Place {
    fn new(name: &str) -> Self {
        let folder = folder(name);
        let place = Self {
            key: String::new(),
            folder,
        };
        fs::copy(driver("stake"), place.path("stake.wasm")).expect("a copy");
        let (from, to) = (driver("stake"), place.path("bare.wasm"));
        run(&["strip", &from, "--keep", "none", "--out", &to]).text();
        let key = run(&["keygen", &place.path("key.pem")]);
        Self {
            key: key.text().trim().to_owned(),
            ..place
        }
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    fn sign(&self, file: &str, contract: &str, more: &[&str]) {
        let (file, key) = (self.path(file), self.path("key.pem"));
        let mut arguments = vec!["sign", &file, "--contract", contract, "--key", &key];
        arguments.extend(more);
        run(&arguments).text();
    }

    /// Signs the file that does not say its version as this one.
    fn sign_as(&self, version: &str) {
        self.sign("bare.wasm", STAKE, &["--driver-version", version]);
    }

    /// Trusts the key for the contract.
    fn trust(&self) -> String {
        let trust = self.path("trust.json");
        run(&["trust", &trust, "--contract", STAKE, "--add", &self.key]).text();
        trust
    }

    /// What the command finds about a file, as a program reads it.
    fn verify(&self, file: &str, contract: &str, more: &[&str]) -> (i32, serde_json::Value) {
        let (file, trust) = (self.path(file), self.path("trust.json"));
        let mut arguments = vec![
            "verify",
            &file,
            "--contract",
            contract,
            "--json",
            "--trust",
            &trust,
        ];
        arguments.extend(more);
        let run = run(&arguments);
        let object = serde_json::from_str(&run.out);
        (
            run.code,
            object.unwrap_or_else(|_| panic!("{}{}", run.out, run.err)),
        )
    }

    /// Why it is refused.
    fn refusal(&self, file: &str, contract: &str) -> String {
        let (code, object) = self.verify(file, contract, &[]);
        assert_eq!((code, &object["verified"]), (1, &false.into()), "{object}");
        object["reason"].as_str().expect("a text").to_owned()
    }
}

#[test]
fn a_key_is_for_its_owner_only_and_never_shown() {
    let place = Place::new("keygen");
    let path = place.path("key.pem");
    let pem = fs::read_to_string(&path).expect("a file");
    let secret = pem.lines().nth(1).expect("a line of base64");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&path).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    // One that is there is not written over.
    let again = run(&["keygen", &path]);
    assert!(
        again
            .fails(5)
            .starts_with(&format!("error: cannot write {path}: "))
    );
    assert_eq!(fs::read_to_string(&path).expect("a file"), pem);

    let public = run(&["keygen", &path, "--public", "--json"]);
    assert_eq!(public.object()["key"], place.key.as_str());
    let signed = run(&[
        "sign",
        &place.path("stake.wasm"),
        "--contract",
        STAKE,
        "--key",
        &path,
    ]);
    for run in [again, public, signed] {
        assert!(!run.out.contains(secret) && !run.err.contains(secret));
    }
    let other = run(&["keygen", &place.path("other.pem")]);
    assert_ne!(other.text().trim(), place.key);
}

#[cfg(unix)]
#[test]
fn a_key_that_others_can_read_is_not_used() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new("readable-key");
    let path = place.path("key.pem");
    let stake = place.path("stake.wasm");
    for mode in [0o640, 0o604, 0o620, 0o666] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("its own file");
        let run = run(&["sign", &stake, "--contract", STAKE, "--key", &path]);
        let error = run.fails(2);
        assert!(
            error.contains(&format!("its mode is {mode:03o}")),
            "{error}"
        );
        assert!(!Path::new(&place.path("stake.wasm.sig")).exists());
    }
    // On standard input it is the caller's affair.
    let pem = fs::read(&path).expect("a file");
    run_with(&["sign", &stake, "--contract", STAKE, "--key", "-"], &pem).text();
}

#[test]
fn what_is_no_key_is_not_repeated() {
    let place = Place::new("no-key");
    let stake = place.path("stake.wasm");
    let sign = |key: &[u8]| run_with(&["sign", &stake, "--contract", STAKE, "--key", "-"], key);
    let pem = fs::read_to_string(place.path("key.pem")).expect("a file");
    let secret = pem.lines().nth(1).expect("a line of base64");
    let openssh = pem.replace("PRIVATE KEY", "OPENSSH PRIVATE KEY");
    let error = sign(openssh.as_bytes());
    assert!(
        error
            .fails(3)
            .contains("-: expected a secret key of Ed25519 in PKCS #8")
    );
    assert!(!error.err.contains(secret));
    let encrypted = pem.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    assert!(
        sign(encrypted.as_bytes())
            .fails(3)
            .contains("openssl pkey -in FILE")
    );
    sign(b"").fails(3);
    sign(b"\xff").fails(5);
}

#[test]
fn what_was_signed_is_verified_and_remembered() {
    let place = Place::new("signed");
    place.sign("stake.wasm", STAKE, &["--created", "2026-11-27T20:15:00Z"]);
    let trust = place.trust();
    let (code, object) = place.verify("stake.wasm", STAKE, &[]);
    assert_eq!(code, 0);
    let inspected = run(&["inspect", &place.path("stake.wasm"), "--json"]).object();
    assert_eq!(
        object,
        serde_json::json!({
            "verified": true,
            "driver": "stake",
            "contract": STAKE,
            "version": inspected["meta"]["version"],
            "integrity": inspected["integrity"],
            "created": "2026-11-27T20:15:00Z",
            "key": place.key,
        })
    );
    let text = fs::read_to_string(place.path("stake.wasm.sig")).expect("a file");
    assert_eq!(text.lines().count(), 8);
    let remembered = run(&["trust", &trust]);
    assert!(
        remembered
            .text()
            .starts_with(&format!("{STAKE}: {}, seen up to version ", place.key))
    );
    // The id may be written in another way; a key alone is enough, and nothing is remembered then.
    let id = format!("0x{}", STAKE.to_uppercase());
    let verify = run(&[
        "verify",
        &place.path("stake.wasm"),
        "--contract",
        &id,
        "--key",
        &place.key,
    ]);
    assert!(
        verify.text().starts_with("stake: good: version "),
        "{}",
        verify.out
    );
}

#[test]
fn what_is_not_what_was_signed_is_refused() {
    let place = Place::new("refused");
    place.sign("stake.wasm", STAKE, &[]);
    place.trust();
    let (file, signature) = (place.path("stake.wasm"), place.path("stake.wasm.sig"));
    let text = fs::read_to_string(&signature).expect("a file");
    let wasm = fs::read(&file).expect("a file");

    assert!(
        place
            .refusal("stake.wasm", TRANSFER)
            .starts_with("the signature is for another contract: ")
    );
    fs::write(&file, &wasm[..wasm.len() - 1]).expect("a file");
    assert!(
        place
            .refusal("stake.wasm", STAKE)
            .starts_with("the driver is not the signed one: ")
    );
    fs::write(&file, &wasm).expect("a file");

    for (from, to, reason) in [
        (
            "created: 20",
            "created: 21",
            "the signature is not by the key",
        ),
        (
            "ed25519",
            "none",
            "the signature: line 2: expected `algorithm: ed25519`",
        ),
        ("\n", "\r\n", "the signature: line 1: expected"),
        (
            "signature: ",
            "signature: A",
            "the signature: line 8: expected",
        ),
    ] {
        fs::write(&signature, text.replace(from, to)).expect("a file");
        let refusal = place.refusal("stake.wasm", STAKE);
        assert!(refusal.starts_with(reason), "{refusal}");
    }
    fs::write(&signature, &text[..text.len() - 10]).expect("a file");
    assert!(
        place
            .refusal("stake.wasm", STAKE)
            .starts_with("the signature: line 8")
    );
    fs::write(&signature, b"\xff\xfe").expect("a file");
    assert!(
        place
            .refusal("stake.wasm", STAKE)
            .starts_with("the signature: line 1")
    );
    fs::write(&signature, "x".repeat(10_000_000)).expect("a file");
    assert_eq!(
        place.refusal("stake.wasm", STAKE),
        "the signature has 1025 bytes, more than the limit of 1024"
    );
    // Nothing of that was remembered.
    assert!(
        !fs::read_to_string(place.path("trust.json"))
            .expect("a file")
            .contains("seen")
    );
}

#[test]
fn another_key_is_refused_until_it_is_trusted() {
    let place = Place::new("another-key");
    place.sign("stake.wasm", STAKE, &[]);
    let trust = place.trust();
    let other = place.path("other.pem");
    let key = run(&["keygen", &other]).text().trim().to_owned();
    let stake = place.path("stake.wasm");
    run(&["sign", &stake, "--contract", STAKE, "--key", &other]).text();
    let refusal = format!("the key {key} is not trusted for the contract {STAKE}");
    assert_eq!(place.refusal("stake.wasm", STAKE), refusal);
    run(&[
        "trust",
        &trust,
        "--contract",
        STAKE,
        "--add",
        &key,
        "--remove",
        &place.key,
    ])
    .text();
    assert_eq!(place.verify("stake.wasm", STAKE, &[]).0, 0);
    let error = run(&["trust", &trust, "--contract", STAKE, "--remove", &place.key]);
    assert!(error.fails(3).contains("was not trusted for the contract"));
}

#[test]
fn an_older_version_is_refused_unless_somebody_says_so() {
    let place = Place::new("older");
    let trust = place.trust();
    place.sign_as("1.10.0");
    assert_eq!(place.verify("bare.wasm", STAKE, &[]).0, 0);
    place.sign_as("1.9.0");
    let refusal = "version 1.9.0 is older than 1.10.0, which was seen before";
    assert_eq!(place.refusal("bare.wasm", STAKE), refusal);
    assert_eq!(place.verify("bare.wasm", STAKE, &["--allow-rollback"]).0, 0);
    assert_eq!(place.refusal("bare.wasm", STAKE), refusal);

    place.sign_as("1.10.0");
    let bare = place.path("bare.wasm");
    let stripped = place.path("other.wasm");
    run(&[
        "strip",
        &driver("transfer"),
        "--keep",
        "none",
        "--out",
        &stripped,
    ])
    .text();
    fs::copy(&stripped, &bare).expect("a copy");
    place.sign_as("1.10.0");
    assert!(
        place
            .refusal("bare.wasm", STAKE)
            .starts_with("another file of version 1.10.0 was seen before: ")
    );
    run(&["trust", &trust, "--contract", STAKE, "--forget"]).text();
    assert_eq!(place.verify("bare.wasm", STAKE, &[]).0, 0);
}

#[test]
fn the_version_is_that_of_the_file() {
    let place = Place::new("version");
    let key = place.path("key.pem");
    let sign = |file: &str, more: &[&str]| {
        let file = place.path(file);
        let mut arguments = vec!["sign", &file, "--contract", STAKE, "--key", &key];
        arguments.extend(more);
        run(&arguments)
    };
    assert!(
        sign("bare.wasm", &[])
            .fails(2)
            .contains("give it with --driver-version")
    );
    assert!(
        sign("stake.wasm", &["--driver-version", "7.0.0"])
            .fails(2)
            .contains(", not 7.0.0")
    );
    sign("bare.wasm", &["--driver-version", "7.0"]).fails(2);
    let long = format!("1.0.0-{}", "a".repeat(123));
    assert!(
        sign("bare.wasm", &["--driver-version", &long])
            .fails(3)
            .contains("more than 128 bytes")
    );
    fs::write(place.path("text.wasm"), "no module").expect("a file");
    sign("text.wasm", &["--driver-version", "1.0.0"]).fails(4);
    for contract in ["", "0x", "stake", "0"] {
        let file = place.path("stake.wasm");
        let error = run(&["sign", &file, "--contract", contract, "--key", &key]);
        assert!(
            error.fails(2).contains("the id of a contract"),
            "{contract}"
        );
    }
}

#[test]
fn the_same_is_signed_alike_where_the_time_is_given() {
    let place = Place::new("reproducible");
    let file = place.path("stake.wasm");
    let mut texts = Vec::new();
    for variable in ["1795810500", "1795810500", "soon"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_data-driver"));
        command
            .args([
                "sign",
                &file,
                "--contract",
                STAKE,
                "--key",
                &place.path("key.pem"),
            ])
            .env("SOURCE_DATE_EPOCH", variable);
        let output = command.output().expect("it runs");
        if output.status.success() {
            texts.push(fs::read_to_string(place.path("stake.wasm.sig")).expect("a file"));
        } else {
            assert_eq!((variable, output.status.code()), ("soon", Some(2)));
        }
    }
    assert_eq!(texts.len(), 2);
    assert_eq!(texts[0], texts[1]);
    assert!(texts[0].contains("created: 2026-11-27T20:15:00Z\n"));
}

#[test]
fn a_list_of_drivers_is_made_and_verified() {
    let place = Place::new("list");
    let (list, trust) = (place.path("drivers.json"), place.trust());
    fs::copy(driver("transfer"), place.path("transfer.wasm")).expect("a copy");
    place.sign("stake.wasm", STAKE, &["--manifest", &list]);
    place.sign("transfer.wasm", TRANSFER, &["--manifest", &list]);
    // In the place of the one that was there.
    place.sign("stake.wasm", STAKE, &["--manifest", &list]);
    let verify = || run(&["verify", "--manifest", &list, "--trust", &trust, "--json"]);

    // Who signs for one contract does not for another.
    let object: serde_json::Value = serde_json::from_str(&verify().out).expect("JSON");
    assert_eq!(object["verified"], false);
    assert_eq!(object["drivers"][0]["verified"], false);
    assert_eq!(object["drivers"][1]["verified"], true);
    run(&["trust", &trust, "--contract", TRANSFER, "--add", &place.key]).text();
    assert_eq!(verify().object()["verified"], true);

    let text = fs::read_to_string(&list).expect("a file");
    fs::write(&list, text.replace("\"stake.wasm\"", "\"transfer.wasm\"")).expect("a file");
    let swapped = verify();
    assert_eq!(swapped.code, 1, "{}", swapped.err);
    assert!(swapped.out.contains("the driver is not the signed one"));
    fs::write(&list, text.replace("\"stake.wasm\"", "\"gone.wasm\"")).expect("a file");
    assert_eq!(verify().error(5)["kind"], "host");
    fs::write(
        &list,
        text.replace("\"stake.wasm\"", "\"https://example.org/stake.wasm\""),
    )
    .expect("a file");
    assert_eq!(verify().error(3)["kind"], "invalid_value");
    fs::write(&list, &text[..text.len() / 2]).expect("a file");
    assert_eq!(verify().error(3)["kind"], "invalid_value");

    // A file that does not lie below the list needs an address.
    let (elsewhere, key) = (driver("stake"), place.path("key.pem"));
    let out = place.path("elsewhere.sig");
    let arguments = [
        "sign",
        &elsewhere,
        "--contract",
        STAKE,
        "--key",
        &key,
        "--out",
        &out,
        "--manifest",
        &place.path("new.json"),
    ];
    assert!(
        run(&arguments)
            .fails(2)
            .contains("say where it is with --url")
    );
    let with_url = [&arguments[..], &["--url", "https://example.org/stake.wasm"]].concat();
    run(&with_url).text();
    assert!(
        fs::read_to_string(place.path("new.json"))
            .expect("a file")
            .contains("https://example.org/stake.wasm")
    );
}

#[test]
fn files_that_are_not_there_or_say_nothing_are_named() {
    let place = Place::new("files");
    let (stake, trust) = (place.path("stake.wasm"), place.path("trust.json"));
    let verify = || run(&["verify", &stake, "--contract", STAKE, "--trust", &trust]);
    assert!(verify().fails(5).contains("trust.json: "));
    place.trust();
    assert!(verify().fails(5).contains("stake.wasm.sig: "));
    fs::write(&trust, "{}").expect("a file");
    assert!(
        verify()
            .fails(3)
            .contains("trust.json: the trusted keys: missing field `contracts`")
    );
    assert!(run(&["trust", &trust]).fails(3).contains("trust.json"));
    run(&["trust", &place.path("none.json")]).fails(5);
    // A driver that is a part of the command has no file beside which something could lie.
    let key = place.path("key.pem");
    let built_in = ["sign", "stake", "--contract", STAKE, "--key", &key];
    assert!(run(&built_in).fails(2).contains("--out"));
}
