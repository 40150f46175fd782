//! A process that meets hostile drivers, so that one which brings it down is a failed test and its memory can be measured.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use hostile_drivers::{Corpus, Item};
use serde::{Deserialize, Serialize};

use crate::meet::Host;

/// Set where a process of this program is one that meets drivers.
const VARIABLE: &str = "DATA_DRIVER_TEST_MEETS";

/// What a line begins with that a process says to who has started it.
const MARK: &str = "MET ";

/// What came of an item.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Met {
    pub(crate) name: String,
    /// `works`, or `load` or `call` with the kind of error.
    pub(crate) outcome: String,
    pub(crate) message: String,
    /// How long it took to load it, and to call it.
    pub(crate) load: Duration,
    pub(crate) call: Duration,
    /// What both took of the processors, in all threads: other work on the machine does not change it much.
    pub(crate) processor: Duration,
    /// The most memory that the process had meanwhile, in bytes.
    pub(crate) memory: u64,
}

/// Meets these items one after the other in a process of its own, which has so long for each.
pub(crate) fn meet<'a>(
    corpus: &Corpus,
    items: impl Iterator<Item = &'a Item>,
    patience: Duration,
) -> Vec<Met> {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("hostile-{number}.wasm"));
    let names: Vec<&str> = items.map(|item| item.name.as_str()).collect();
    let mut process = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "process::a_process_meets_them", "--nocapture"])
        .env(VARIABLE, &file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a process");
    let mut stdin = process.stdin.take().expect("its input");
    let stdout = BufReader::new(process.stdout.take().expect("its output"));
    let (sender, receiver) = mpsc::channel();
    // Ends with the process.
    thread::spawn(move || {
        for line in stdout.lines().map_while(Result::ok) {
            // The test harness writes to the same line.
            if let Some((_, met)) = line.split_once(MARK)
                && sender.send(serde_json::from_str(met).expect(met)).is_err()
            {
                break;
            }
        }
    });
    let mut all = Vec::with_capacity(names.len());
    for name in names {
        // Made here: to assemble some takes more memory than to load them.
        let item = corpus.item(name).expect(name);
        fs::write(&file, corpus.wasm(item)).expect("a file");
        writeln!(stdin, "{name}").unwrap_or_else(|error| panic!("before {name}: {error}"));
        let met = receiver.recv_timeout(patience + crate::CALLING);
        all.push(met.unwrap_or_else(|error| {
            // Whether it has ended or not.
            drop(process.kill());
            panic!("{name}: {error}: {:?}", process.wait());
        }));
    }
    drop(stdin);
    assert!(process.wait().expect("an end").success());
    fs::remove_file(file).expect("it is there");
    all
}

/// What such a process does.
#[test]
fn a_process_meets_them() {
    let Some(file) = std::env::var_os(VARIABLE) else {
        return;
    };
    let corpus = Corpus::read();
    let host = Host::new(&corpus);
    for name in std::io::stdin().lines() {
        let name = name.expect("a name");
        let item = corpus.item(&name).expect(&name);
        let wasm = fs::read(&file).expect("its file");
        forget_peak();
        let before = processor();
        let mut met = host.meet(item, &wasm);
        met.memory = peak();
        met.processor = processor() - before;
        println!("{MARK}{}", serde_json::to_string(&met).expect("JSON"));
    }
}

/// Makes the system count the most memory of this process anew.
fn forget_peak() {
    drop(fs::write("/proc/self/clear_refs", "5"));
}

/// The most memory that this process had since, in bytes.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let row = status.lines().find_map(|row| row.strip_prefix("VmHWM:"));
    let kibibytes = row.and_then(|row| row.split_whitespace().next()?.parse::<u64>().ok());
    kibibytes.unwrap_or_default() << 10
}

/// What this process has taken of the processors.
fn processor() -> Duration {
    /// What Linux counts in, whatever its own clock has.
    const TICK: Duration = Duration::from_millis(10);
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the program's name, which may hold anything: the time in the program is the 12th, that in the system the 13th.
    let fields = stat.rsplit_once(')').map_or("", |parts| parts.1);
    let ticks = fields.split_whitespace().skip(11).take(2);
    TICK * ticks.filter_map(|ticks| ticks.parse::<u32>().ok()).sum()
}
