//! What a stranger's runtime may take.

use data_driver_host::Structure;

/// What a runtime may take in one ecall, and what its module may be made of.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Size of the module in bytes, 16 MiB by default.
    pub module: usize,
    /// What the module may be made of, which bounds what compiling it takes.
    pub structure: Structure,
    /// Size of the memory in bytes, 256 MiB by default.
    pub memory: usize,
    /// Number of entries in the tables together, 100,000 by default.
    pub table_elements: usize,
    /// Depth of the call stack in bytes, 512 KiB by default.
    pub stack: usize,
    /// How many of wasmtime's units of fuel an ecall may take: about as many as it runs instructions, and as the host would
    /// in the time that it works for it. 10,000,000,000 by default, some seconds.
    pub fuel: u64,
    /// How many ocalls an ecall may make, 100,000 by default.
    pub ocalls: u64,
    /// Size of the arguments of an ocall in bytes, 16 MiB by default. A list of empty texts takes 24 times as much in the
    /// host, for as long as it looks at them.
    pub arguments: usize,
    /// Size of the result of an ecall in bytes, 64 MiB by default.
    pub output: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            module: 16 << 20,
            structure: Structure::default(),
            memory: 256 << 20,
            table_elements: 100_000,
            stack: 512 << 10,
            fuel: 10_000_000_000,
            ocalls: 100_000,
            arguments: 16 << 20,
            output: pink_boundary::MAX_OUTPUT,
        }
    }
}
