//! What a driver may use.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;
use std::time::Duration;

use data_driver::abi::{MAX_JSON_OUTPUT, MAX_MEMORY};
use serde::{Deserialize, Serialize};

use crate::Structure;

/// The most bytes of a schema's text, and of the text of any other [section](crate::Sections) of a driver's file. The
/// longest of the known drivers has 190 kB.
pub const MAX_SCHEMA: usize = 1 << 20;

/// What a driver may use before the host stops it.
///
/// The defaults are generous for any honest driver: decoding takes microseconds to milliseconds, a
/// driver file is a few hundred kilobytes. A service that runs strangers' drivers will want less.
///
/// ```
/// use std::time::Duration;
/// use data_driver_host::{Host, Limits};
///
/// let mut limits = Limits::default();
/// limits.time = Duration::from_millis(200);
/// limits.memory = 16 << 20;
/// let host = Host::builder().limits(limits).build()?;
/// # Ok::<_, data_driver_host::Error>(())
/// ```
///
/// They can be read from a service's settings, in any format of serde: members that are left out are the defaults, unknown ones
/// are refused, and times are in milliseconds.
///
/// ```
/// let limits: data_driver_host::Limits = serde_json::from_str(r#"{"time": 200, "structure": {"code": 1000000}}"#)?;
/// assert_eq!(limits.time.as_millis(), 200);
/// # Ok::<_, serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Limits {
    /// Size of a driver file in bytes, 16 MiB by default. The file is read once before anything else is done with it.
    pub module: usize,
    /// What the module may be made of, which bounds what compiling it takes.
    pub structure: Structure,
    /// How long a [process](crate::Compiler) that compiles a driver may take, 30 seconds by default. An ordinary driver
    /// takes a tenth of one. Without such a process nothing ends compiling, and [`Self::structure`] alone bounds it.
    #[serde(with = "milliseconds")]
    pub compile_time: Duration,
    /// Size of the memory of such a process in bytes, 1 GiB by default. It is bounded on Unix only.
    pub compile_memory: usize,
    /// Size of one instance's linear memory in bytes, 256 MiB by default, or what the driver's file states for
    /// an input of that length where that is less. Calls that run at the same time have an instance each.
    pub memory: usize,
    /// Size of a result in bytes, 64 MiB by default.
    pub output: usize,
    /// Memory that a result may take as a [`JsonValue`](crate::JsonValue), in bytes, 512 MiB by default. It is reckoned from the
    /// text before any of it is made, and a little more than it takes: an object takes some hundred bytes, however short. Methods
    /// that give text, such as [`Driver::decode_text`](crate::Driver::decode_text), have no use of it.
    pub value: usize,
    /// Duration of one call, 5 seconds by default. It holds for all that a call takes: a new instance where no idle one is left, with the
    /// driver's start function, and what the driver says about an error. What a driver does while it is loaded, after
    /// it is compiled, is one call as well.
    ///
    /// This is elapsed time, measured in ticks of 10 ms and checked at every loop and every call in
    /// the driver's code. Counting instructions instead would stop at the same place every time, but
    /// costs more than all else a call does. So a machine that has more to do than it can makes calls of honest drivers run into a
    /// limit that is short.
    #[serde(with = "milliseconds")]
    pub time: Duration,
    /// Depth of the driver's call stack in bytes, 512 KiB by default. A thread that loads or calls a driver
    /// needs this much left of its own stack and 128 KiB for the host; one that has less gets an error.
    pub stack: usize,
    /// Number of entries in a driver's tables together, 100,000 by default.
    pub table_elements: usize,
    /// How many idle instances of a driver are kept for later calls; the number of processors by
    /// default. More calls than this may run at the same time.
    pub idle_instances: usize,
    /// An instance whose memory and tables are larger than this in bytes after a call is not kept; 4 MiB by default. A
    /// driver that begins with more has a new instance for each call, which takes some ten microseconds and more.
    pub idle_memory: usize,
    /// An idle instance that no call has used for this long is dropped, at the latest after twice that time; 10 seconds by default.
    #[serde(with = "milliseconds")]
    pub idle_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            module: 16 << 20,
            structure: Structure::default(),
            compile_time: Duration::from_secs(30),
            compile_memory: 1 << 30,
            memory: MAX_MEMORY,
            output: MAX_JSON_OUTPUT,
            value: 512 << 20,
            time: Duration::from_secs(5),
            stack: 512 << 10,
            table_elements: 100_000,
            idle_instances: available_parallelism().map_or(1, NonZeroUsize::get),
            idle_memory: 4 << 20,
            idle_time: Duration::from_secs(10),
        }
    }
}

/// Times as numbers of milliseconds.
mod milliseconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(time: &Duration, to: S) -> Result<S::Ok, S::Error> {
        u64::try_from(time.as_millis())
            .unwrap_or(u64::MAX)
            .serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        u64::deserialize(from).map(Duration::from_millis)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_and_written() {
        let read = |json: &str| serde_json::from_str::<Limits>(json);
        assert_eq!(read("{}").unwrap(), Limits::default());
        let mut limits = Limits {
            time: Duration::MAX,
            memory: 7,
            ..Limits::default()
        };
        limits.structure.loops = 3;
        let json = serde_json::to_value(&limits).unwrap();
        assert_eq!(json["compile_time"], 30_000);
        limits.time = Duration::from_millis(u64::MAX);
        assert_eq!(read(&json.to_string()).unwrap(), limits);
        for wrong in [
            r#"{"tiem":1}"#,
            r#"{"time":-1}"#,
            r#"{"time":{"secs":1,"nanos":0}}"#,
            r#"{"structure":{"loop":1}}"#,
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
