//! What a kernel may use.

use data_driver_host::Structure;

/// What a kernel may use before it is stopped. The virtual machine has other measures, or none: a kernel that stays inside
/// of these need not stay inside of Octez'.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of a kernel, 32 MiB by default.
    pub kernel: usize,
    /// What its module may be made of, which bounds what compiling takes.
    pub structure: Structure,
    /// Fuel of one `kernel_run`, 11,000,000,000 by default: about one unit an instruction, and [`FUEL_PER_CALL`] with
    /// [`FUEL_PER_BYTE`] for host functions. It stands in for the ticks of the virtual machine, which are counted otherwise.
    pub fuel: u64,
    /// Fuel of all runs of a level together, ten times as much by default: a kernel that reboots may be run a thousand times.
    pub level_fuel: u64,
    /// How many times in a level a kernel may put another in its place, 10 by default. Each has to be compiled before it is known
    /// whether it is one, which is not counted as fuel.
    pub upgrades: u32,
    /// Bytes of the kernel's memory, 1 GiB by default.
    pub memory: usize,
    /// Elements of its tables together, 1,000,000 by default.
    pub table_elements: usize,
    /// Depth of its call stack in bytes, 512 KiB by default. A thread that runs kernels needs a MiB more.
    pub stack: usize,
    /// Bytes that the durable storage takes with all its snapshots, 1 GiB by default.
    pub storage: usize,
    /// Bytes of what one `kernel_run` writes by `write_debug` that are kept, 1 MiB by default; the rest is counted.
    pub debug: usize,
}

/// What a call of a host function costs beside its bytes.
pub const FUEL_PER_CALL: u64 = 200;

/// What a byte costs that a host function copies or hashes.
pub const FUEL_PER_BYTE: u64 = 1;

impl Default for Limits {
    fn default() -> Self {
        Self {
            kernel: 32 << 20,
            structure: structure(),
            fuel: 11_000_000_000,
            level_fuel: 110_000_000_000,
            upgrades: 10,
            memory: 1 << 30,
            table_elements: 1_000_000,
            stack: 512 << 10,
            storage: 1 << 30,
            debug: 1 << 20,
        }
    }
}

/// Kernels are larger than drivers, and written by whoever runs them.
fn structure() -> Structure {
    let mut structure = Structure::default();
    structure.types = 10_000;
    structure.functions = 100_000;
    structure.function = 512 << 10;
    structure.code = 16 << 20;
    structure.locals = 5_000;
    structure.joins = 100_000;
    structure.all_joins = 2_000_000;
    structure.variables = 500_000;
    structure.all_variables = 3_000_000;
    structure.globals = 10_000;
    structure.segments = 20_000;
    structure.elements = 1_000_000;
    structure.data = 64 << 20;
    structure
}
