//! The hash is looked at before the file is.

use std::fs;
use std::path::Path;

use data_driver_host::{Compiler, Host, Integrity, Registry, Source};
use hostile_drivers::Corpus;

/// Of none of them is a byte compiled, and nothing in it is counted: each gets the same answer, at once.
#[test]
fn of_another_file_than_the_pinned_one_no_byte_is_looked_at() {
    let mark = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compiled-though-pinned");
    fs::remove_file(&mark).ok();
    // A compiler that tells that it was called.
    let script = format!("echo called > '{}'; exit 1", mark.display());
    let compiler = Compiler::new("sh").argument("-c").argument(&script);
    let host = Host::builder().compiler(compiler).build().expect("a host");
    let registry = Registry::new(host.clone());
    let corpus = Corpus::read();
    let pin = Integrity::of(b"another");
    for item in &corpus.items {
        let wasm = corpus.wasm(item);
        let found = Integrity::of(&wasm);
        let expected = format!("the driver is not the pinned one: expected {pin}, found {found}");
        let error = host.load_pinned(&wasm, pin).expect_err("another file");
        assert_eq!(error.to_string(), expected, "{}", item.name);
        registry.set("pinned", Source::bytes(wasm).pinned(pin));
        let error = registry.get("pinned").expect_err("another file");
        assert_eq!(error.to_string(), expected, "{}", item.name);
    }
    assert_eq!(host.stats().refused, 2 * corpus.items.len() as u64);
    assert!(!mark.exists());

    // It would have been called.
    let wasm = b"\0asm\x01\0\0\0";
    host.load_pinned(wasm, Integrity::of(wasm))
        .expect_err("it compiles nothing");
    assert!(mark.exists());
}
