//! What the host's feature `tracing` says of loads and calls.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use data_driver_host::{Host, Limits};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes down what it is told, a line each.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Lines {
    fn push(&self, mut line: String, record: impl FnOnce(&mut Fields<'_>)) {
        record(&mut Fields(&mut line));
        self.0.lock().unwrap().push(line);
    }

    /// What was said since the last time.
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("data_driver_host")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let line = format!("span {}", span.metadata().name());
        self.push(line, |fields| span.record(fields));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let level = event.metadata().level().as_str().to_owned();
        self.push(level, |fields| event.record(fields));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {
        self.push("end".into(), |_| ());
    }
}

#[test]
fn loads_failures_and_dropped_instances_are_told_and_calls_that_work_are_not() {
    let lines = Lines::default();
    let told = lines.clone();
    tracing::subscriber::with_default(lines, || {
        let mut limits = Limits::default();
        limits.memory = 8 << 20;
        let host = Host::builder().limits(limits).build().unwrap();
        let wasm = host_tests::files::driver("fixture").unwrap();
        let driver = host.load(&wasm).unwrap();
        let hash = driver.integrity().to_string();
        let start = format!("span load driver={hash} bytes={}", wasm.len());
        let version = driver.version();
        let loaded = format!("DEBUG message=driver loaded version={version:?} cached=false");
        assert_eq!(told.take(), [start, loaded, "end".into()]);

        driver.encode_input("zeros", "2").unwrap();
        assert_eq!(told.take(), [""; 0]);

        driver.encode_input("zeros\n2026 INFO", "2").unwrap_err();
        let [refused] = &told.take()[..] else {
            panic!("one line");
        };
        let begin = format!("DEBUG message=call refused driver={hash} place=zeros\\n2026 INFO");
        assert!(refused.starts_with(&begin), "{refused}");
        assert!(refused.contains("kind=\"unsupported\""), "{refused}");

        let error = driver.encode_input("panic", "7").unwrap_err();
        assert_eq!(
            told.take(),
            [
                format!("DEBUG message=instance dropped driver={hash} why=\"trap\""),
                format!(
                    "WARN message=call failed driver={hash} place=panic kind=\"trap\" error={error}"
                ),
            ]
        );

        let error = host.load(b"no module").unwrap_err();
        let [_, refused, _] = &told.take()[..] else {
            panic!("three lines");
        };
        let expected = format!("WARN message=driver refused kind=\"load\" error={error}");
        assert_eq!(*refused, expected);
    });
}
