//! The library, as a program of others uses it.

use std::fs;
use std::io::pipe;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use preimage_oracle::oracle::During;
use preimage_oracle::{
    ChannelError, HintRouter, HintWriter, HintWriterClient, OracleReader, PreimageFetcher,
    PreimageKey, PreimageOracleClient, PreimageOracleError, PreimageOracleResult, StreamChannel,
    block_on,
};
use preimage_oracle_host::{
    Backend, Counts, Descriptors, Failure, FolderStore, HintFolder, Host, Limits, MemoryStore,
    Program, Store,
};

fn header() -> Vec<u8> {
    hex::decode(include_str!("data/block-1.hex").trim()).unwrap()
}

/// The example for Unix, which cargo builds beside the tests.
fn native() -> Program {
    let tests = std::env::current_exe().unwrap();
    let built = tests.parent().and_then(Path::parent).unwrap();
    Program::new(built.join("examples/header-by-hash"), Vec::new()).unwrap()
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

/// A program that gives two hints and asks for the local value 1.
fn asking() -> Program {
    let script = r"
        for i in 1 2; do printf '\000\000\000\001x' >&4; head -c 1 <&3 >/dev/null; done
        { printf '\001'; head -c 30 /dev/zero; printf '\001'; } >&6; head -c 9 <&5 >/dev/null
    ";
    Program::new("sh", vec!["-c".into(), script.into()]).unwrap()
}

/// Asks another host, which has these failures.
struct Forwarding {
    hint: Option<PreimageOracleError>,
    preimage: Option<PreimageOracleError>,
}

impl HintRouter for Forwarding {
    async fn route_hint(&self, _: String) -> PreimageOracleResult<()> {
        self.hint.clone().map_or(Ok(()), Err)
    }
}

impl PreimageFetcher for Forwarding {
    async fn get_preimage(&self, _: PreimageKey) -> PreimageOracleResult<Vec<u8>> {
        self.preimage.clone().map_or(Ok(b"a".to_vec()), Err)
    }
}

/// What a backend's own other side does is not taken for what the program does.
#[test]
fn a_backend_that_fails_is_not_the_programs_end() {
    let key = PreimageKey::local(1);
    let closed = |during| PreimageOracleError::Channel {
        during,
        error: ChannelError::Closed,
    };
    let run = |hint, preimage| {
        let limits = Limits {
            idle: Duration::from_secs(20),
            ..Limits::default()
        };
        let (backend, counts) = (Forwarding { hint, preimage }, Counts::default());
        let run = Host::new(&backend, &limits, &counts).run(&asking());
        (run.map_err(|failure| failure.to_string()), counts)
    };
    for hint in [closed(During::Hint), PreimageOracleError::KeyNotFound(key)] {
        let (run, counts) = run(Some(hint), None);
        run.unwrap();
        assert_eq!(
            counts.to_string(),
            "2 hints (2 without effect), 1 preimage of 1 byte"
        );
    }
    for (preimage, expected) in [
        (
            closed(During::Request),
            "request: the other side has closed the channel",
        ),
        (
            closed(During::Response(key)),
            "the other side has closed the channel",
        ),
        (
            PreimageOracleError::Other("the node is down".into()),
            "the node is down",
        ),
        (PreimageOracleError::KeyNotFound(key), "there is none"),
    ] {
        let (run, _) = run(None, Some(preimage));
        assert_eq!(run, Err(format!("preimage of {key}: {expected}")));
    }
}

/// Other threads open and close files meanwhile, whose numbers are those that a program's pipes get.
#[test]
fn programs_are_started_from_many_threads() {
    let done = AtomicBool::new(false);
    let limits = Limits::default();
    let missing = Program::new("/no/such/program", Vec::new()).unwrap();
    let run = || {
        let counts = Counts::default();
        let backend = Backend::read_only(MemoryStore::default(), &limits);
        let backend = backend.with_local(1, b"a").unwrap();
        let host = Host::new(&backend, &limits, &counts);
        for _ in 0..10 {
            host.run(&asking()).unwrap();
            for _ in 0..5 {
                let error = host.run(&missing).unwrap_err().to_string();
                assert!(error.contains("No such file"), "{error}");
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    drop([(); 4].map(|()| fs::File::open("/dev/null")));
                }
            });
        }
        let runs = [(); 2].map(|()| scope.spawn(run));
        let results = runs.map(thread::ScopedJoinHandle::join);
        done.store(true, Ordering::Relaxed);
        for result in results {
            result.unwrap();
        }
    });
}

#[test]
fn memory_says_what_is_too_long() {
    let (store, key) = (MemoryStore::default(), PreimageKey::local(1));
    store.put(key, b"two").unwrap();
    assert_eq!(store.get(key, 3).unwrap().unwrap(), b"two");
    assert_eq!(
        store.get(key, 2).unwrap_err().to_string(),
        format!("preimage of {key}: expected at most 2 bytes, found 3")
    );
    assert_eq!(store.get(PreimageKey::local(2), 0).unwrap(), None);
}

#[test]
fn a_module_has_no_arguments() {
    let error = Program::new("x.wasm", vec!["argument".into()]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "x.wasm: a module of WebAssembly takes no arguments"
    );
    Program::new("x.wasm", Vec::new()).unwrap();
    Program::new("wasm", vec!["argument".into()]).unwrap();
}

/// Pipes to whoever one likes, here a thread.
#[tokio::test]
async fn pipes_of_ones_own_are_served() {
    let ((hint_read, hint_write), (preimage_read, preimage_write)) =
        (pipe().unwrap(), pipe().unwrap());
    let ((ack_read, ack_write), (answer_read, answer_write)) = (pipe().unwrap(), pipe().unwrap());
    let client = thread::spawn(move || {
        let hints = StreamChannel::new(ack_read, hint_write);
        let preimages = StreamChannel::new(answer_read, preimage_write);
        block_on(HintWriter::new(hints).write("hint")).unwrap();
        block_on(OracleReader::new(preimages).get(PreimageKey::local(1))).unwrap()
    });
    let (limits, counts) = (Limits::default(), Counts::default());
    let descriptors = Descriptors::new((hint_read, ack_write), (preimage_read, answer_write));
    let (hints, preimages) = descriptors.timed(&limits).unwrap();
    let backend = Backend::read_only(MemoryStore::default(), &limits);
    let backend = backend.with_local(1, b"a").unwrap();
    let host = Host::new(&backend, &limits, &counts);
    host.serve(&hints, &preimages).await.unwrap();
    assert_eq!(client.join().unwrap(), b"a");
    assert_eq!(counts.to_string(), "1 hint, 1 preimage of 1 byte");
}
