//! The library, as a program of others uses it.

use std::fs;
use std::path::Path;

use preimage_oracle::{
    HintRouter, PreimageFetcher, PreimageKey, PreimageOracleError, PreimageOracleResult, block_on,
};
use preimage_oracle_host::{
    Backend, Counts, Failure, FolderStore, HintFolder, Host, Limits, MemoryStore, Program, Store,
};

fn header() -> Vec<u8> {
    hex::decode(include_str!("data/block-1.hex").trim()).unwrap()
}

/// The example for Unix, which cargo builds beside the tests.
fn native() -> Program {
    let tests = std::env::current_exe().unwrap();
    let built = tests.parent().and_then(Path::parent).unwrap();
    Program::new(built.join("examples/header-by-hash"), Vec::new())
}

/// Answers as a host of its own: the header is there once the hint has come.
struct Node(MemoryStore);

impl HintRouter for Node {
    async fn route_hint(&self, hint: String) -> PreimageOracleResult<()> {
        assert!(hint.starts_with("l1-block-header 0x88e9"), "{hint}");
        let header = header();
        self.0
            .put(PreimageKey::keccak256(&header), &header)
            .unwrap();
        Ok(())
    }
}

impl PreimageFetcher for Node {
    async fn get_preimage(&self, key: PreimageKey) -> PreimageOracleResult<Vec<u8>> {
        match self.0.get(key, u64::MAX) {
            Ok(Some(preimage)) => Ok(preimage),
            _ => Err(PreimageOracleError::KeyNotFound(key)),
        }
    }
}

#[test]
fn a_host_of_ones_own_answers_out_of_memory() {
    let node = Node(MemoryStore::default());
    let hash = PreimageKey::keccak256(&header());
    let (limits, counts) = (Limits::default(), Counts::default());
    let run = || Host::new(&node, &limits, &counts).run(&native());

    let local = PreimageKey::local(1);
    let error = run().unwrap_err();
    assert!(
        matches!(&error, Failure::Protocol(PreimageOracleError::KeyNotFound(key)) if *key == local),
        "{error}"
    );
    let mut whole = hash.to_bytes();
    whole[0] = 0x88;
    node.0.put(local, &whole).unwrap();
    run().unwrap();
    assert_eq!(
        (counts.hints(), counts.preimages(), counts.bytes()),
        (1, 2, 32 + 532)
    );
    assert_eq!(counts.to_string(), "1 hint, 2 preimages of 564 bytes");
}

#[test]
fn a_folder_keeps_what_it_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let store = FolderStore::create(folder.path().join("a/b")).unwrap();
    for preimage in [&b""[..], b"x", &[7; 100_000]] {
        let key = PreimageKey::sha256(preimage);
        assert_eq!(store.get(key, u64::MAX).unwrap(), None);
        store.put(key, preimage).unwrap();
        store.put(key, preimage).unwrap();
        assert_eq!(store.get(key, u64::MAX).unwrap().unwrap(), preimage);
        let length = preimage.len() as u64;
        assert_eq!(store.get(key, length).unwrap().unwrap(), preimage);
        if let Some(less) = length.checked_sub(1) {
            let error = store.get(key, less).unwrap_err().to_string();
            assert!(
                error.contains(&store.path(key).display().to_string()),
                "{error}"
            );
        }
    }
    let names: Vec<_> = fs::read_dir(store.folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().len())
        .collect();
    assert_eq!(names, [64; 3], "nothing else is left in the folder");
}

#[test]
fn a_hint_brings_its_file_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join("l2-code");
    fs::create_dir(&files).unwrap();
    fs::write(files.join("00ff"), "code").unwrap();
    fs::write(folder.path().join("secret"), "secret").unwrap();
    let (store, source) = (MemoryStore::default(), HintFolder::new(folder.path()));
    let prepare = |hint: &str| source.prepare(hint, &store, 10).unwrap();
    for nothing in [
        "",
        "l2-code",
        "l2-code 0xff",
        "l2-code ../secret",
        "../secret 0x",
        "secret 0x",
        "l2-state-node 0x00ff",
        &format!("l2-code 0x{}", "00".repeat(5000)),
    ] {
        assert!(!prepare(nothing), "{nothing}");
    }
    let key = PreimageKey::keccak256(b"code");
    assert_eq!(store.get(key, 10).unwrap(), None);
    assert!(prepare("l2-code 0x00FF"));
    assert_eq!(store.get(key, 10).unwrap().unwrap(), b"code");

    let backend = Backend::online(&store, source.clone(), &Limits::default());
    let missing = block_on(backend.get_preimage(PreimageKey::local(1)));
    assert_eq!(
        missing,
        Err(PreimageOracleError::KeyNotFound(PreimageKey::local(1)))
    );
    fs::write(files.join("01"), "more than ten bytes").unwrap();
    let error = source.prepare("l2-code 0x01", &store, 10).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("l2-code/01: expected at most 10 bytes, found more"),
        "{error}"
    );
}
