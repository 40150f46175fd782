//! What a host makes of a hostile driver, and whether it is as good as before.

use std::time::{Duration, Instant};

use data_driver_host::{Decode, Driver, Error, Limits};
use hostile_drivers::{Corpus, Item, Outcome};

use crate::process::Met;

/// The limit of time for those that have no end of their own.
pub(crate) const SOON: Duration = Duration::from_millis(300);

/// Where the attack of `alloc` and `dealloc` begins.
const LARGE: usize = 2 << 20;

/// Hosts as everybody has them, the one with less patience, and a driver that works.
pub(crate) struct Host {
    patient: data_driver_host::Host,
    impatient: data_driver_host::Host,
    harmless: Vec<u8>,
}

impl Host {
    pub(crate) fn new(corpus: &Corpus) -> Self {
        let mut limits = Limits::default();
        let patient = data_driver_host::Host::builder().limits(limits.clone());
        limits.time = SOON;
        let impatient = data_driver_host::Host::builder().limits(limits);
        let harmless = corpus.item("harmless").expect("the item harmless");
        Self {
            patient: patient.build().expect("a host"),
            impatient: impatient.build().expect("a host"),
            harmless: corpus.wasm(harmless),
        }
    }

    pub(crate) fn meet(&self, item: &Item, wasm: &[u8]) -> Met {
        let is_endless =
            matches!(&item.rust, Outcome::Load(kind) | Outcome::Call(kind) if kind == "timeout");
        let host = if is_endless {
            &self.impatient
        } else {
            &self.patient
        };
        let start = Instant::now();
        let loaded = host.load(wasm);
        let load = start.elapsed();
        let mut met = Met {
            name: item.name.clone(),
            outcome: "works".into(),
            message: String::new(),
            load,
            call: Duration::ZERO,
            processor: Duration::ZERO,
            memory: 0,
        };
        let failed = |met: &mut Met, when: &str, error: &Error| {
            met.outcome = format!("{when} {}", error.kind());
            met.message = error.to_string();
        };
        match loaded {
            Err(error) => failed(&mut met, "load", &error),
            Ok(driver) => {
                let start = Instant::now();
                let called = call(&driver, &item.call);
                met.call = start.elapsed();
                if let Err(error) = called {
                    failed(&mut met, "call", &error);
                }
                // The next call, by an export that no item has another in place of.
                let next = driver.encode_input("echo", "17").expect(&item.name);
                assert_eq!(next, b"17", "{}", item.name);
            }
        }
        // The next driver.
        let harmless = host.load(&self.harmless).expect("a driver");
        assert_eq!(harmless.decode_event("echo", b"17").expect("an event"), 17);
        met
    }
}

/// The call that meets the attack.
fn call(driver: &Driver, what: &str) -> Result<(), Error> {
    let large = || driver.decode_text(Decode::Input, "echo", &[b'1'; LARGE]);
    match what {
        "alloc" => large().map(drop),
        "dealloc" => large().and(driver.decode_input("echo", b"17").map(drop)),
        "encode_input_fn" => driver.encode_input("x", "1").map(drop),
        "decode_input_fn" => driver.decode_input("x", b"17").map(drop),
        "decode_output_fn" => driver.decode_output("x", b"17").map(drop),
        "decode_event" => driver.decode_event("x", b"17").map(drop),
        "get_schema" => driver.schema().map(drop),
        // It is asked when the driver is loaded.
        "get_version" => {
            assert!(driver.version().len() < 300);
            Ok(())
        }
        "refused" => driver.decode_input("f", b"17").map(drop),
        _ => panic!("no call: {what}"),
    }
}
