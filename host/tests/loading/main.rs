//! Loading ends, whatever the bytes are, within a time and a memory.

mod bombs;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use data_driver_host::{
    Error, Host, Integrity, Kind, Limits, LoadError, Registry, Source, Structure,
};

/// Names the file of a module for a process of this program that loads it.
const VARIABLE: &str = "DATA_DRIVER_TEST_LOADS";

fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let row = status.lines().find_map(|row| row.strip_prefix("VmHWM:"));
    row.and_then(|row| row.split_whitespace().next()?.parse().ok())
        .unwrap_or_default()
}

/// Says that the process is to load it as if another file were wanted.
const PINNED: &str = "DATA_DRIVER_TEST_PINNED";

/// What a process of its own does: it loads the module, and says how that ended and how much memory it had, in KiB.
#[test]
fn a_process_loads_one() {
    let Some(path) = std::env::var_os(VARIABLE) else {
        return;
    };
    let host = Host::builder().build().unwrap();
    let loaded = match std::env::var_os(PINNED) {
        None => host.load_file(path),
        Some(_) => host.load_pinned(&std::fs::read(path).unwrap(), Integrity::of(b"another")),
    };
    let outcome = match loaded {
        Ok(_) => "loaded".to_owned(),
        Err(error) => error.to_string(),
    };
    println!("RESULT {} {outcome}", memory());
}

/// How long a process has, and how much memory it may have had, to load any module: what is promised is less, on a
/// machine that does nothing else.
const TIME: Duration = Duration::from_secs(180);
const MEMORY: u64 = 512 << 10;

/// Loads a module in a process of its own, and says how that ended.
fn load(name: &str, wasm: &[u8]) -> String {
    load_with(name, wasm, &[], MEMORY)
}

/// The same with variables for the process, and another bound of its memory in KiB.
fn load_with(name: &str, wasm: &[u8], variables: &[(&str, &str)], most: u64) -> String {
    let name: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.wasm"));
    std::fs::write(&path, wasm).unwrap();
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "a_process_loads_one", "--nocapture"])
        .env(VARIABLE, &path)
        .envs(variables.iter().copied())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while process.try_wait().unwrap().is_none() {
        if start.elapsed() > TIME {
            process.kill().unwrap();
            process.wait().unwrap();
            panic!("{name}: it is not loaded after {TIME:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = process.wait_with_output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = text
        .lines()
        .find_map(|line| Some(line.split_once("RESULT ")?.1));
    let said = said.unwrap_or_else(|| panic!("{name}: {}: {text}", output.status));
    let (memory, outcome) = said.split_once(' ').unwrap();
    println!(
        "{name:50} {:8} bytes {:6.2} s {:4} MiB  {outcome:.60}",
        wasm.len(),
        start.elapsed().as_secs_f64(),
        memory.parse::<u64>().unwrap() >> 10
    );
    assert!(
        memory.parse::<u64>().unwrap() < most,
        "{name}: {memory} KiB"
    );
    outcome.to_owned()
}

fn assemble(name: &str, text: &str) -> Vec<u8> {
    wat::parse_str(text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

// T1
#[test]
fn what_is_within_the_limits_loads_in_bounded_time_and_memory() {
    for bomb in bombs::within(&Structure::default()) {
        let outcome = load(bomb.name, &assemble(bomb.name, &bomb.wat));
        // It was compiled: that it exports nothing is found out after that.
        assert!(
            outcome.contains("memory is missing") || outcome.contains("alloc is missing"),
            "{}: {outcome}",
            bomb.name
        );
    }
}

/// What a process needs that hashes a file and compiles nothing, in KiB; some of these modules take more than 100 MiB.
const UNCOMPILED: u64 = 64 << 10;

/// The hash is looked at before the file is: neither is it compiled, nor is anything in it counted.
#[test]
fn of_another_file_than_the_pinned_one_no_byte_is_compiled() {
    let mut modules: Vec<(&str, Vec<u8>)> = bombs::within(&Structure::default())
        .into_iter()
        .map(|bomb| (bomb.name, assemble(bomb.name, &bomb.wat)))
        .collect();
    let loops = format!(
        "(module (func {}{}))",
        "(loop ".repeat(1_000),
        ")".repeat(1_000)
    );
    modules.push(("beyond the limits", assemble("loops", &loops)));
    modules.push(("no module", vec![0; 1_000]));
    let pin = Integrity::of(b"another");
    for (name, wasm) in modules {
        let found = Integrity::of(&wasm);
        let expected = format!("the driver is not the pinned one: expected {pin}, found {found}");
        let name = format!("pinned {name}");
        assert_eq!(
            load_with(&name, &wasm, &[(PINNED, "")], UNCOMPILED),
            expected,
            "{name}"
        );

        let registry = Registry::new(Host::shared().unwrap());
        registry.set("a", Source::bytes(wasm).pinned(pin));
        assert_eq!(
            registry.get("a").unwrap_err().to_string(),
            expected,
            "{name}"
        );
    }
}

// T1
#[test]
fn what_is_beyond_a_limit_is_refused_before_it_is_compiled() {
    let many = |text: &str, count: usize| text.repeat(count);
    let operands = many("i32 ", 400);
    let nested = format!("(func {}{})", many("(loop ", 1_000), many(")", 1_000));
    let pushed = many("(i32.const 0)", 400);
    let carried = format!(
        "(func {pushed}(loop (param {operands}) (result {operands}) (br_if 0 (i32.const 0))) unreachable)"
    );
    let table = format!(
        "(func (block (block (br_table {} (i32.const 0)))))",
        many("0 1 ", 10_000)
    );
    let cases = [
        (
            "types",
            (1..=1_001).fold(String::new(), |all, n| {
                format!(
                    "{all}(type (func (param {}) (result {})))",
                    many("i32 ", n % 16),
                    many("i64 ", n / 16 % 16)
                )
            }),
            "1001 types",
        ),
        (
            "operands of a loop",
            carried,
            "parameters and results of a type",
        ),
        ("functions", many("(func)", 20_001), "20001 functions"),
        (
            "bytes of a function",
            format!("(func {})", many("nop ", 70_000)),
            "function 0: the driver has 70002 bytes",
        ),
        (
            "bytes of code",
            many(&format!("(func {})", many("nop ", 60_000)), 60),
            "bytes of code",
        ),
        (
            "local variables",
            format!("(func {})", many("(local i32)", 2_001)),
            "function 0: the driver has 2001 local variables",
        ),
        (
            "blocks",
            format!("(func {}{})", many("(block ", 501), many(")", 501)),
            "501 blocks one in the other",
        ),
        ("loops", nested, "41 loops one in the other"),
        ("joins", table, "function 0: the driver has 20"),
        (
            "joins of all",
            many(
                &format!(
                    "(func (block (br_table {} (i32.const 0))))",
                    many("0 ", 19_000)
                ),
                22,
            ),
            "blocks, branches and calls of all functions",
        ),
        (
            "variables",
            format!(
                "(func {} {})",
                many("(local i64)", 1_000),
                many("(if (i32.const 0) (then))", 100)
            ),
            "function 0: the driver has 101000 loops and choices times",
        ),
        (
            "variables of all",
            many(
                &format!(
                    "(func {} {})",
                    many("(local i64)", 1_000),
                    many("(if (i32.const 0) (then))", 90)
                ),
                6,
            ),
            "loops and choices times local variables of all",
        ),
        ("tables", many("(table 1 funcref)", 11), "11 tables"),
        (
            "globals",
            many("(global i32 (i32.const 0))", 1_001),
            "1001 globals",
        ),
        (
            "exports",
            (0..1_001).fold("(func $f)".to_owned(), |all, n| {
                format!("{all}(export \"{n}\" (func $f))")
            }),
            "1001 exports",
        ),
        (
            "name of an export",
            format!("(func (export \"{}\"))", many("x", 501)),
            "501 bytes of an export's name",
        ),
        (
            "imports",
            (0..101).fold(String::new(), |all, n| {
                format!("{all}(import \"a\" \"{n}\" (func))")
            }),
            "101 imports",
        ),
        (
            "name of an import",
            format!("(import \"a\" \"{}\" (func))", many("x", 501)),
            "501 bytes of an import's name",
        ),
        (
            "segments of data",
            format!("(memory 1){}", many("(data (i32.const 0) \"x\")", 2_001)),
            "2001 segments of data",
        ),
        (
            "segments of elements",
            format!(
                "(func $f)(table 1 funcref){}",
                many("(elem (i32.const 0) $f)", 2_001)
            ),
            "2001 segments of elements",
        ),
        (
            "elements",
            format!(
                "(func $f)(table 1 funcref)(elem (i32.const 0) {})",
                many("$f ", 100_001)
            ),
            "100001 elements",
        ),
        (
            "data far apart",
            format!(
                "(memory 4096)(data (i32.const 0) \"x\")(data (i32.const {}) \"x\")",
                16 << 20
            ),
            "16777217 bytes from the first data to the last",
        ),
    ];
    for (name, text, says) in cases {
        let wasm = assemble(name, &format!("(module {text})"));
        let error = Host::shared().unwrap().load(&wasm).unwrap_err();
        let Error::Load(load) = &error else {
            panic!("{name}: {error}");
        };
        assert!(
            matches!(&**load, LoadError::Structure { found, limit, .. } if found > limit),
            "{name}: {error}"
        );
        assert!(error.to_string().contains(says), "{name}: {error}");
        assert_eq!(error.kind(), Kind::LimitExceeded);
    }
}

#[test]
fn a_limit_can_be_chosen() {
    let wasm = assemble("one", "(module (func (loop (loop))))");
    let mut limits = Limits::default();
    limits.structure.loops = 1;
    let host = Host::builder().limits(limits).build().unwrap();
    let error = host.load(&wasm).unwrap_err().to_string();
    assert_eq!(
        error,
        "function 0: the driver has 2 loops one in the other, more than the limit of 1"
    );
}
