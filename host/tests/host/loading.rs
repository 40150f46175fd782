//! What is a driver and what is not.

use std::error::Error as _;
use std::time::Duration;

use data_driver_host::{
    Cause, Driver, Error, Fault, Host, Integrity, Kind, LoadError, Registry, Source, read_file,
};

use crate::support::{CONVERSIONS, SOON, Wat, host, host_with, impatient, tight};

fn load_error(wasm: &[u8]) -> LoadError {
    match host().load(wasm) {
        Err(Error::Load(error)) => *error,
        other => panic!("{other:?}"),
    }
}

fn start_fault(wat: &Wat) -> Cause {
    start_fault_in(&host(), wat)
}

fn start_fault_in(host: &Host, wat: &Wat) -> Cause {
    match wat.load_error_in(host) {
        LoadError::Start(fault) => fault.cause().clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_driver_that_keeps_to_the_interface_loads() {
    let driver = Wat::new().load();
    assert_eq!(driver.version(), "1.2.3");
    assert_eq!(driver.schema_text().unwrap(), None);
    assert_eq!(driver.schema().unwrap(), None);
    assert_eq!(driver.encode_input("f", "[1]").unwrap(), b"[1]");
    assert_eq!(driver.decode_event("e", b"[1]").unwrap()[0], 1);
}

#[test]
fn imports_are_refused_and_named() {
    let error = Wat::new()
        .part(
            "_imports",
            r#"(import "env" "now" (func)) (import "wasi" "mem" (global i32))"#,
        )
        .load_error();
    assert_eq!(
        error.to_string(),
        "a driver must not import anything, this one imports env.now, wasi.mem"
    );
    assert_eq!(error.report().kind, Kind::Load);
}

#[test]
fn every_missing_export_is_named() {
    for name in CONVERSIONS {
        let error = Wat::new().without(name).load_error();
        assert_eq!(
            error.to_string(),
            format!("not a data driver: {name} is missing")
        );
    }
    let error = load_error(&wat::parse_str("(module)").unwrap());
    assert_eq!(
        error.to_string(),
        "not a data driver: memory is missing, alloc is missing, dealloc is missing, \
         encode_input_fn is missing, decode_input_fn is missing, decode_output_fn is missing, \
         decode_event is missing, get_schema is missing, get_version is missing, \
         get_last_error is missing"
    );
}

#[test]
fn every_export_of_another_type_is_named() {
    let error = Wat::new()
        .part("alloc", r#"(func (export "alloc") (param i64) (result i32) (i32.const 16))"#)
        .part("dealloc", r#"(func (export "dealloc") (param i32 i32) (result i32 i32) (local.get 0) (local.get 1))"#)
        .part("get_schema", r#"(global (export "get_schema") i32 (i32.const 0))"#)
        .part("init", r#"(func (export "init") (result i32) (i32.const 0))"#)
        .part("get_last_error_details", r#"(func (export "get_last_error_details"))"#)
        .load_error();
    assert_eq!(
        error.to_string(),
        "not a data driver: alloc is (i64) -> i32 instead of (i32) -> i32, \
         dealloc is (i32, i32) -> (i32, i32) instead of (i32, i32) -> (), \
         get_schema is a global instead of (i32, i32) -> i32, \
         init is () -> i32 instead of () -> (), \
         get_last_error_details is () -> () instead of (i32, i32) -> i32"
    );
    let LoadError::Exports(wrong) = error else {
        panic!("{error}")
    };
    assert_eq!(wrong.len(), 5);
}

#[test]
fn a_memory_that_is_none_is_refused() {
    let error = Wat::new()
        .part(
            "memory",
            r#"(memory 2 4096) (global (export "memory") i32 (i32.const 0))"#,
        )
        .load_error();
    assert!(
        error
            .to_string()
            .ends_with("memory is a global instead of a 32-bit memory")
    );
}

#[test]
fn other_files_are_refused() {
    let module = Wat::new().wasm();
    for bytes in [
        &b""[..],
        b"(module)",
        b"\0asm",
        b"\x7fELF\x02\x01\x01\0",
        // A component.
        b"\0asm\x0d\0\x01\0",
        &module[..module.len() - 1],
        &module[..module.len() / 2],
    ] {
        let error = load_error(bytes);
        assert!(matches!(error, LoadError::Invalid(_)), "{bytes:?}: {error}");
    }
}

#[test]
fn a_module_with_any_byte_changed_does_no_harm() {
    let module = Wat::new().wasm();
    let mut limits = tight();
    limits.time = Duration::from_millis(20);
    let host = host_with(limits);
    // Every byte of the sections in front of the code, then some of the code.
    for at in (0..module.len()).step_by(3) {
        let mut changed = module.clone();
        changed[at] = changed[at].wrapping_add(1 + u8::try_from(at % 100).unwrap());
        if let Ok(driver) = host.load(&changed) {
            drop(driver.decode_event("e", b"1"));
            drop(driver.schema());
        }
    }
}

/// Parts of WebAssembly that would make results depend on the machine, or that no driver needs.
#[test]
fn other_features_are_refused() {
    for part in [
        "(memory $two 1)",
        "(memory $shared 1 2 shared)",
        "(memory $wide i64 1)",
        "(tag $error)",
        "(type $array (array i8))",
        "(func $tail return_call $tail)",
        "(func $atomic atomic.fence)",
        "(func $relaxed (param v128 v128) (result v128)
            (i8x16.relaxed_swizzle (local.get 0) (local.get 1)))",
        "(func $wide (param i64 i64) (result i64 i64)
            (i64.mul_wide_u (local.get 0) (local.get 1)))",
    ] {
        let error = Wat::new().part("zz", part).load_error();
        assert!(matches!(error, LoadError::Invalid(_)), "{part}: {error}");
    }
}

#[test]
fn wide_arithmetic_can_be_allowed() {
    let wat = Wat::new().part(
        "zz",
        "(func (param i64 i64) (result i64 i64) (i64.mul_wide_u (local.get 0) (local.get 1)))",
    );
    let host = Host::builder().wide_arithmetic(true).build().unwrap();
    assert_eq!(wat.load_in(&host).encode_input("f", "1").unwrap(), b"1");
}

/// What compilers emit for ordinary modules.
#[test]
fn features_that_compilers_use_are_allowed() {
    for part in [
        "(func (param f64) (result i32) (i32.trunc_sat_f64_s (local.get 0)))",
        "(func (param i32) (result i32) (i32.extend8_s (local.get 0)))",
        "(func (param v128 v128) (result v128) (i32x4.add (local.get 0) (local.get 1)))",
        "(table $t 1 funcref) (func (param i32) (result funcref) (table.get $t (local.get 0)))",
        "(global i32 (i32.add (i32.const 1) (i32.const 2)))",
        "(func (result i32 i32) (i32.const 1) (i32.const 2))",
    ] {
        Wat::new().part("zz", part).load();
    }
}

#[test]
fn a_file_beyond_the_limit_is_refused() {
    let module = Wat::new().wasm();
    let mut limits = tight();
    limits.module = module.len();
    assert!(host_with(limits.clone()).load(&module).is_ok());
    limits.module -= 1;
    let Err(Error::Load(error)) = host_with(limits.clone()).load(&module) else {
        panic!("loaded")
    };
    let size = module.len();
    assert_eq!(
        error.to_string(),
        format!(
            "the driver has {size} bytes, more than the limit of {}",
            size - 1
        )
    );
    assert_eq!(error.report().kind, Kind::LimitExceeded);
}

#[test]
fn a_limit_of_structure_can_be_chosen() {
    let mut limits = tight();
    limits.structure.loops = 1;
    let wasm = wat::parse_str("(module (func (loop (loop))))").unwrap();
    let error = host_with(limits).load(&wasm).unwrap_err();
    assert_eq!(
        error.to_string(),
        "function 0: the driver has 2 loops one in the other, more than the limit of 1"
    );
    assert_eq!(error.kind(), Kind::LimitExceeded);
}

#[test]
fn only_the_pinned_file_is_loaded() {
    let module = Wat::new().wasm();
    let pin = Integrity::of(&module);
    let driver = host().load_pinned(&module, pin).unwrap();
    assert_eq!(driver.integrity(), pin);

    let other = Wat::new().says("get_version", "1.2.4").wasm();
    let Err(Error::Load(error)) = host().load_pinned(&other, pin) else {
        panic!("loaded")
    };
    assert_eq!(
        error.to_string(),
        format!(
            "the driver is not the pinned one: expected {pin}, found {}",
            Integrity::of(&other)
        )
    );
    // Not even looked at.
    assert!(matches!(
        host().load_pinned(b"no module", pin),
        Err(Error::Load(error)) if matches!(*error, LoadError::Integrity { .. })
    ));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = Driver::from_file("no/such/driver.wasm").unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("cannot read no/such/driver.wasm: ")
    );
    assert_eq!(error.kind(), Kind::Load);
}

/// R9: a file of many gigabytes, which takes no room on the disk, and one without an end.
#[cfg(unix)]
#[test]
fn a_file_beyond_the_limit_is_not_read() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("sparse-{}.wasm", std::process::id()));
    let large = std::fs::File::create(&path).unwrap();
    large.set_len(1 << 40).unwrap();
    let error = Driver::from_file(&path).unwrap_err();
    let registry = Registry::new(host());
    registry.set("large", Source::file(&path).pinned(Integrity::of(b"")));
    let pinned = registry.get("large").unwrap_err();
    std::fs::remove_file(&path).unwrap();
    let words = "the driver has 1099511627776 bytes, more than the limit of 16777216";
    assert_eq!(error.to_string(), words);
    assert_eq!(pinned.to_string(), words);
    assert_eq!(error.kind(), Kind::LimitExceeded);

    let error = read_file("/dev/zero", 1000).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the driver has 1001 bytes, more than the limit of 1000"
    );
    assert_eq!(read_file("/dev/null", 0).unwrap(), b"");
}

#[test]
fn an_error_leads_to_what_is_behind_it() {
    let missing = Error::from(read_file("no/such/driver.wasm", 0).unwrap_err());
    let io: &std::io::Error = missing.source().unwrap().downcast_ref().unwrap();
    assert_eq!(io.kind(), std::io::ErrorKind::NotFound);
    let wat = Wat::new().body("get_version", "unreachable");
    let unable = host().load(&wat.wasm()).unwrap_err();
    let fault: &Fault = unable.source().unwrap().downcast_ref().unwrap();
    assert!(matches!(fault.cause(), Cause::Trap(_)));
}

#[test]
fn a_start_function_is_bounded_too() {
    let wat = Wat::new();
    assert!(matches!(
        start_fault(&wat.clone().part("zz", "(func $s unreachable) (start $s)")),
        Cause::Trap(_)
    ));
    assert_eq!(
        start_fault_in(&impatient(), &wat.part("zz", "(start $spin)")),
        Cause::Timeout(SOON)
    );
}

#[test]
fn memory_and_table_at_the_start_are_bounded() {
    let limit = tight().memory;
    let pages = limit / 65536;
    let memory =
        |pages: usize| Wat::new().part("memory", format!(r#"(memory (export "memory") {pages})"#));
    memory(pages).load();
    assert_eq!(start_fault(&memory(pages + 1)), Cause::Memory(limit));

    let table = |elements: usize| Wat::new().part("zz", format!("(table {elements} funcref)"));
    table(tight().table_elements).load();
    assert_eq!(
        start_fault(&table(tight().table_elements + 1)),
        Cause::Table(tight().table_elements)
    );
}

#[test]
fn a_driver_that_does_not_tell_its_version_does_not_load() {
    let trap = Wat::new().body("get_version", "unreachable");
    assert!(matches!(start_fault(&trap), Cause::Trap(_)));
    assert_eq!(
        trap.load_error().to_string(),
        "the driver does not start: get_version: the driver trapped: \
         wasm `unreachable` instruction executed"
    );
    let spin = Wat::new().body("get_version", "(call $spin) (i32.const 0)");
    assert_eq!(start_fault_in(&impatient(), &spin), Cause::Timeout(SOON));
    let code = Wat::new().body("get_version", "(i32.const 5)");
    assert_eq!(start_fault(&code), Cause::Code(5));
    let text = Wat::new().body(
        "get_version",
        "(i32.store8 offset=4 (local.get 0) (i32.const 255))
         (call $set_length (local.get 0) (i32.const 1)) (i32.const 0)",
    );
    assert_eq!(start_fault(&text), Cause::NotUtf8(0));

    let refused = Wat::new()
        .body("get_version", "(i32.const 2)")
        .says("get_last_error", "not today");
    assert_eq!(
        refused.load_error().to_string(),
        "the driver does not tell its version: not today"
    );
}

mod init {
    use super::*;

    /// A driver that refuses its version until `init`.
    fn deployed() -> Wat {
        let lazy = |body: &str| {
            format!("(if (i32.eqz (global.get $ready)) (then (return (i32.const 3)))) {body}")
        };
        Wat::new()
            .part("ready", "(global $ready (mut i32) (i32.const 0))")
            .body(
                "init",
                "(global.set $ready (i32.add (global.get $ready) (i32.const 1)))",
            )
            // One byte, the number of calls of `init` as a digit, behind a little-endian length.
            .body(
                "get_version",
                &lazy(
                    "(i32.store (local.get 0) (i32.const 1))
                     (i32.store8 offset=4 (local.get 0)
                        (i32.add (global.get $ready) (i32.const 48)))
                     (i32.const 0)",
                ),
            )
    }

    #[test]
    fn a_driver_that_wants_it_gets_it_once() {
        assert_eq!(deployed().load().version(), "1");
    }

    #[test]
    fn a_driver_that_wants_it_must_have_it() {
        assert_eq!(
            deployed().without("init").load_error().to_string(),
            "not a data driver: init is missing"
        );
    }

    #[test]
    fn a_driver_that_is_never_content_does_not_load() {
        assert_eq!(
            start_fault(&deployed().body("get_version", "(i32.const 3)")),
            Cause::Code(3)
        );
    }

    #[test]
    fn a_trap_in_it_is_the_driver_s_fault() {
        assert!(matches!(
            start_fault(&deployed().body("init", "unreachable")),
            Cause::Trap(_)
        ));
    }

    #[test]
    fn nobody_else_gets_it() {
        let driver = Wat::new().body("init", "unreachable").load();
        assert_eq!(driver.encode_input("f", "1").unwrap(), b"1");
    }
}
