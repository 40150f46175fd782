//! The rows of the bench: what each is about, and how far it is to reach.

/// What a row is to reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Reach {
    /// The ratio to the rival is at least this.
    Ratio(f64),
    /// Our own number is at least this.
    AtLeast(f64),
    /// Our own number is at most this.
    AtMost(f64),
    /// It stands here for comparison.
    None,
}

/// What is known about a row before it is measured.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject {
    pub(crate) id: &'static str,
    pub(crate) work: &'static str,
    pub(crate) reach: Reach,
}

const fn subject(id: &'static str, work: &'static str, reach: Reach) -> Subject {
    Subject { id, work, reach }
}

/// Every row, in the order of the table.
pub(crate) const SUBJECTS: &[Subject] = &[
    subject(
        "js.decode.reward",
        "reward event with 4 keys, value out",
        Reach::Ratio(6.0),
    ),
    subject(
        "js.decode.stake",
        "arguments of a stake call, value out",
        Reach::Ratio(5.0),
    ),
    subject(
        "js.call.u64",
        "smallest result: what a call costs",
        Reach::Ratio(3.0),
    ),
    subject(
        "js.encode.stake.fresh",
        "stake call, new keys every time",
        Reach::Ratio(4.5),
    ),
    subject(
        "js.encode.stake.wallet",
        "stake call, the same keys, new signatures",
        Reach::None,
    ),
    subject(
        "js.encode.stake.repeat",
        "stake call, the same every time",
        Reach::Ratio(20.0),
    ),
    subject(
        "js.encode.phoenix",
        "withdrawal to a Phoenix address, a new one every time",
        Reach::Ratio(3.0),
    ),
    subject(
        "rust.decode.reward",
        "reward event through the host, value out",
        Reach::Ratio(8.0),
    ),
    subject(
        "rust.call.u64",
        "smallest result through the host",
        Reach::Ratio(2.0),
    ),
    subject(
        "rust.encode.stake.fresh",
        "stake call, new keys, wide arithmetic",
        Reach::Ratio(5.0),
    ),
    subject(
        "rust.encode.stake.plain",
        "stake call, new keys, without wide arithmetic",
        Reach::None,
    ),
    subject(
        "rust.encode.stake.repeat",
        "stake call, the same every time",
        Reach::None,
    ),
    subject(
        "rust.load.cold",
        "driver's bytes to first result",
        Reach::Ratio(1.0),
    ),
    subject(
        "rust.load.warm",
        "the same in a second process, compiled code cached",
        Reach::Ratio(100.0),
    ),
    subject(
        "rust.scale.2",
        "calls of two threads over those of one",
        Reach::AtLeast(1.9),
    ),
    subject(
        "rust.scale.2.apart",
        "the same with a driver for each thread",
        Reach::None,
    ),
    subject(
        "rust.stream.reward",
        "200,000 reward events of 256 stakers, file to file, each",
        Reach::Ratio(20.0),
    ),
    subject(
        "rust.stream.reward.first",
        "the same, the driver compiled anew",
        Reach::None,
    ),
    subject(
        "native.decode.reward",
        "reward event, driver crate without WebAssembly",
        Reach::Ratio(8.0),
    ),
    subject(
        "native.preimage.key",
        "request for a preimage, read and written",
        Reach::Ratio(1.0),
    ),
    subject(
        "native.preimage.hint",
        "hint with its length, written",
        Reach::Ratio(1.0),
    ),
    subject(
        "native.oracle.32",
        "preimage of 32 bytes over a pipe, from the request on",
        Reach::Ratio(1.0),
    ),
    subject("native.oracle.1m", "the same of 1 MiB", Reach::Ratio(1.0)),
    subject(
        "native.oracle.1m.checked",
        "the same, its hash compared, which the rival does not",
        Reach::None,
    ),
    subject(
        "native.cross.call",
        "call of a trait across the bridge, encoded and decoded on both sides",
        // 200 ns, and what encoding takes.
        Reach::AtMost(300.0),
    ),
    subject(
        "native.cross.tables",
        "smallest ecall, by the tables of C functions",
        Reach::None,
    ),
    subject(
        "native.cross.library",
        "the same into a library that was loaded",
        Reach::None,
    ),
    subject(
        "native.cross.wasm",
        "the same into an instance of its own in wasmtime",
        Reach::None,
    ),
    subject(
        "rollup.run.empty",
        "kernel that does nothing: an instance in WebAssembly, natively a call",
        Reach::None,
    ),
    subject(
        "rollup.store.read",
        "64 bytes of a kernel's storage read by the host function",
        Reach::Ratio(1.0),
    ),
    subject("rollup.store.write", "64 bytes written", Reach::Ratio(1.0)),
    subject(
        "rollup.level.10000",
        "level of 10,000 messages, counted in the storage one by one",
        Reach::AtMost(2e9),
    ),
    subject(
        "js.scale.encode",
        "arguments of a contract call in SCALE, to bytes",
        Reach::Ratio(3.0),
    ),
    subject("js.scale.encode.polkadot", "the same", Reach::Ratio(3.0)),
    subject(
        "js.scale.decode",
        "arguments of a contract call in SCALE, value out",
        Reach::Ratio(3.0),
    ),
    subject("js.scale.decode.polkadot", "the same", Reach::Ratio(3.0)),
    subject(
        "js.micheline.encode",
        "script in Micheline, to bytes",
        Reach::Ratio(3.0),
    ),
    subject(
        "js.micheline.decode",
        "script in Micheline, value out",
        Reach::Ratio(3.0),
    ),
    subject(
        "js.outbox.encode",
        "ten calls in an outbox message, to bytes",
        Reach::Ratio(3.0),
    ),
    subject(
        "js.outbox.decode",
        "ten calls in an outbox message, value out",
        Reach::Ratio(3.0),
    ),
    subject(
        "js.drc20.transfer",
        "arguments of a token transfer, to bytes",
        Reach::Ratio(4.0),
    ),
    subject("js.drc20.transfer.ethers", "the same", Reach::None),
    subject("js.drc20.transfer.micro", "the same", Reach::Ratio(1.0)),
    subject(
        "js.drc20.event",
        "transfer event of a token, value out",
        Reach::Ratio(6.0),
    ),
    subject(
        "js.drc20.event.bigint",
        "the same, amounts as `bigint`",
        Reach::None,
    ),
    subject(
        "js.drc20.event.ethers",
        "transfer event of a token, value out",
        Reach::None,
    ),
    subject("js.drc20.event.micro", "the same", Reach::Ratio(1.0)),
    subject("js.drc20.event.ponder", "the same", Reach::Ratio(1.0)),
    subject(
        "size.stake",
        "driver file without custom sections",
        Reach::Ratio(1.5),
    ),
    subject(
        "size.stake.br",
        "the same, compressed by brotli",
        Reach::Ratio(1.5),
    ),
    subject(
        "size.stake.served",
        "the file as it is served, compressed by brotli",
        Reach::Ratio(1.35),
    ),
    subject(
        "grow.decode.vec.10",
        "reward event with 10 rows to text, each",
        Reach::None,
    ),
    subject("grow.decode.vec.1000", "with 1,000 rows, each", Reach::None),
    subject(
        "grow.decode.vec.100000",
        "with 100,000 rows, each",
        Reach::None,
    ),
    subject(
        "grow.decode.vec",
        "largest cost of a row over the smallest",
        Reach::AtMost(1.3),
    ),
];

/// The position of a row in the table, and what is known about it.
pub(crate) fn find(id: &str) -> Option<(usize, &'static Subject)> {
    SUBJECTS
        .iter()
        .enumerate()
        .find(|(_, subject)| subject.id == id)
}

impl Reach {
    /// Whether these numbers reach it; `None` where there is nothing to reach.
    pub(crate) fn is_reached(self, ours: f64, ratio: f64) -> Option<bool> {
        match self {
            Self::Ratio(wanted) => Some(ratio >= wanted),
            Self::AtLeast(wanted) => Some(ours >= wanted),
            Self::AtMost(wanted) => Some(ours <= wanted),
            Self::None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_stands_there_once() {
        for (position, subject) in SUBJECTS.iter().enumerate() {
            assert_eq!(find(subject.id).unwrap().0, position, "{}", subject.id);
        }
        assert!(find("js.decode").is_none());
    }

    #[test]
    fn each_kind_looks_at_its_own_number() {
        assert_eq!(Reach::Ratio(2.0).is_reached(9.0, 1.9), Some(false));
        assert_eq!(Reach::Ratio(2.0).is_reached(0.0, 2.0), Some(true));
        assert_eq!(Reach::AtLeast(1.9).is_reached(1.8, 9.0), Some(false));
        assert_eq!(Reach::AtLeast(1.9).is_reached(1.9, 0.0), Some(true));
        assert_eq!(Reach::AtMost(1.3).is_reached(1.4, 9.0), Some(false));
        assert_eq!(Reach::AtMost(1.3).is_reached(1.3, 0.0), Some(true));
        assert_eq!(Reach::None.is_reached(0.0, 0.0), None);
    }
}
