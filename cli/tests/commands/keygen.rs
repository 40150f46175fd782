//! `keygen`, and the files of secret keys.

use std::fs;
use std::path::Path;

use crate::signing::{Place, STAKE};
use crate::support::{run, run_with};

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
    // A key's file has at most 64 KiB.
    let behind = |blanks: usize| sign(format!("{}{pem}", " ".repeat(blanks)).as_bytes());
    behind((64 << 10) - pem.len()).text();
    behind(64 << 10).fails(3);
    sign(b"").fails(3);
    sign(b"\xff").fails(5);
}
