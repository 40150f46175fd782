//! What happens, in numbers, as Prometheus reads them. No label has more values than are written down here:
//! names of drivers and functions are none.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use data_driver::Kind;
use data_driver_host::HostStats;

/// The routes, by what the metrics call them.
pub(crate) const ROUTES: [&str; 14] = [
    OTHER,
    "/",
    "/drivers",
    "/drivers/{driver}",
    "/drivers/{driver}/schema",
    "/drivers/{driver}/openapi.json",
    "/drivers/{driver}/encode/{function}",
    "/drivers/{driver}/decode/input/{function}",
    "/drivers/{driver}/decode/output/{function}",
    "/drivers/{driver}/decode/event/{topic}",
    "/drivers/{driver}/batch",
    "/livez",
    "/readyz",
    "/metrics",
];

/// What is no route.
const OTHER: &str = "other";

/// The upper bounds of times, in seconds.
const BOUNDS: [f64; 10] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0];

#[derive(Debug, Default)]
pub(crate) struct Metrics {
    /// By route and status.
    answers: Mutex<BTreeMap<(&'static str, u16), u64>>,
    times: Mutex<BTreeMap<&'static str, Times>>,
    errors: Mutex<BTreeMap<&'static str, u64>>,
    pub(crate) good_lines: AtomicU64,
    pub(crate) bad_lines: AtomicU64,
    pub(crate) refused_connections: AtomicU64,
}

#[derive(Debug, Default)]
struct Times {
    /// How many took at most as long as each bound.
    within: [u64; BOUNDS.len()],
    count: u64,
    sum: f64,
}

/// What is so at the moment.
#[derive(Debug)]
pub(crate) struct Now {
    pub(crate) drivers: usize,
    pub(crate) refused: usize,
    pub(crate) connections: usize,
    pub(crate) running: usize,
    pub(crate) waiting: usize,
    pub(crate) host: HostStats,
}

/// What the metrics call a route.
pub(crate) fn route(matched: Option<&str>) -> &'static str {
    let known = ROUTES.into_iter().find(|route| Some(*route) == matched);
    known.unwrap_or(OTHER)
}

impl Metrics {
    pub(crate) fn answered(&self, route: &'static str, status: u16, time: Duration) {
        *lock(&self.answers).entry((route, status)).or_default() += 1;
        let seconds = time.as_secs_f64();
        let mut times = lock(&self.times);
        let times = times.entry(route).or_default();
        times.count += 1;
        times.sum += seconds;
        for (count, bound) in times.within.iter_mut().zip(BOUNDS) {
            *count += u64::from(seconds <= bound);
        }
    }

    pub(crate) fn failed(&self, kind: Kind) {
        *lock(&self.errors).entry(kind.as_str()).or_default() += 1;
    }

    pub(crate) fn text(&self, now: &Now) -> String {
        let mut out = Text::default();
        out.head("requests_total", "counter", "Answered requests.");
        for ((route, status), count) in lock(&self.answers).iter() {
            let labels = format!("{{route=\"{route}\",status=\"{status}\"}}");
            out.row("requests_total", &labels, count);
        }
        out.head(
            "request_seconds",
            "histogram",
            "How long answers took to begin.",
        );
        for (route, times) in lock(&self.times).iter() {
            for (bound, count) in BOUNDS.iter().zip(times.within) {
                let labels = format!("{{route=\"{route}\",le=\"{bound}\"}}");
                out.row("request_seconds_bucket", &labels, count);
            }
            let all = format!("{{route=\"{route}\",le=\"+Inf\"}}");
            out.row("request_seconds_bucket", &all, times.count);
            let labels = format!("{{route=\"{route}\"}}");
            out.row("request_seconds_sum", &labels, times.sum);
            out.row("request_seconds_count", &labels, times.count);
        }
        out.head(
            "errors_total",
            "counter",
            "Answers and lines of batches that are errors, by kind.",
        );
        for (kind, count) in lock(&self.errors).iter() {
            out.row("errors_total", &format!("{{kind=\"{kind}\"}}"), count);
        }
        out.head("batch_lines_total", "counter", "Lines of batches.");
        for (outcome, count) in [("good", &self.good_lines), ("bad", &self.bad_lines)] {
            let labels = format!("{{outcome=\"{outcome}\"}}");
            out.row("batch_lines_total", &labels, count.load(Ordering::Relaxed));
        }
        out.head(
            "refused_connections_total",
            "counter",
            "Connections for which there was no room.",
        );
        let refused = self.refused_connections.load(Ordering::Relaxed);
        out.row("refused_connections_total", "", refused);
        for (name, help, value) in [
            ("loads_total", "Files that were loaded.", now.host.loaded),
            (
                "cached_loads_total",
                "Files that were loaded from compiled code.",
                now.host.cached,
            ),
            (
                "refused_loads_total",
                "Loads that failed.",
                now.host.refused,
            ),
            (
                "faults_total",
                "Calls that ended by a fault of the driver.",
                now.host.failed,
            ),
            (
                "replaced_instances_total",
                "Instances that were dropped after a call, because it failed or they were too large.",
                now.host.replaced,
            ),
        ] {
            out.head(name, "counter", help);
            out.row(name, "", value);
        }
        for (name, help, value) in [
            (
                "idle_instances",
                "Instances that wait for a call.",
                now.host.idle,
            ),
            (
                "idle_bytes",
                "Memory and tables of the instances that wait.",
                now.host.memory,
            ),
            ("drivers", "Drivers that are served.", now.drivers),
            ("refused_files", "Files that are no drivers.", now.refused),
            ("connections", "Open connections.", now.connections),
            ("calls_running", "Calls of drivers that run.", now.running),
            (
                "calls_waiting",
                "Calls of drivers that wait for others to end.",
                now.waiting,
            ),
        ] {
            out.head(name, "gauge", help);
            out.row(name, "", value);
        }
        out.0
    }
}

#[derive(Default)]
struct Text(String);

impl Text {
    fn head(&mut self, name: &str, kind: &str, help: &str) {
        // Memory takes it all.
        let _ = write!(
            self.0,
            "# HELP data_driver_{name} {help}\n# TYPE data_driver_{name} {kind}\n"
        );
    }

    fn row(&mut self, name: &str, labels: &str, value: impl std::fmt::Display) {
        let _ = writeln!(self.0, "data_driver_{name}{labels} {value}");
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_bounded() {
        let metrics = Metrics::default();
        for path in ["/drivers", "/drivers/{driver}", "/anything/else"] {
            metrics.answered(route(Some(path)), 200, Duration::from_millis(3));
        }
        metrics.answered(route(None), 404, Duration::ZERO);
        metrics.failed(Kind::WrongType);
        let now = Now {
            drivers: 1,
            refused: 0,
            connections: 2,
            running: 3,
            waiting: 4,
            host: HostStats::default(),
        };
        let text = metrics.text(&now);
        assert!(text.contains("data_driver_requests_total{route=\"other\",status=\"200\"} 1\n"));
        assert!(text.contains("data_driver_requests_total{route=\"other\",status=\"404\"} 1\n"));
        assert!(
            text.contains("{route=\"/drivers\",le=\"0.0025\"} 0\n"),
            "{text}"
        );
        assert!(
            text.contains("{route=\"/drivers\",le=\"0.005\"} 1\n"),
            "{text}"
        );
        assert!(text.contains("data_driver_errors_total{kind=\"wrong_type\"} 1\n"));
        assert!(text.contains("\ndata_driver_calls_waiting 4\n"));
        assert!(!text.contains("anything"));
    }
}
