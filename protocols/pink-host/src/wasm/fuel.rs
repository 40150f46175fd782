//! What the host's work costs a runtime, so that fuel bounds an ecall's time whatever it asks for.

use parity_scale_codec::{Compact, Decode};
use wasmtime::{Caller, OperatorCost, Trap};

use super::call::State;

/// How many units of fuel a call of a function of the host takes, whatever it does: about as long as so many
/// instructions.
pub const FUEL_PER_CALL: u64 = 1_000;

/// How many more each byte takes that is handed over in it, by the runtime or by the host.
pub const FUEL_PER_BYTE: u64 = 4;

/// How many each byte takes in the arguments of `emit_side_effects`, `http_request`, `batch_http_request` and `js_eval`:
/// each of them may be an item of a list.
pub const FUEL_PER_BYTE_OF_LISTS: u64 = 64;

/// How many more each change of `storage_commit` takes, which may be six bytes: a place in a tree and pieces of memory.
pub const FUEL_PER_CHANGE: u64 = 2_000;

/// The ocalls whose arguments are lists.
const LISTS: [u32; 4] = [6, 14, 15, 19];

/// `storage_commit`, and where the number of its changes stands: behind the root.
const COMMIT: (u32, usize) = (3, 32);

/// Takes so much fuel.
pub(super) fn charge(caller: &mut Caller<'_, State>, fuel: u64) -> wasmtime::Result<()> {
    match caller.get_fuel()?.checked_sub(fuel) {
        Some(left) => caller.set_fuel(left),
        None => Err(Trap::OutOfFuel.into()),
    }
}

/// The fuel for so many bytes.
pub(super) fn bytes(len: u32) -> u64 {
    u64::from(len) * FUEL_PER_BYTE
}

/// The fuel for so many bytes of an ocall's arguments, before they are read.
pub(super) fn arguments(id: u32, len: u32) -> u64 {
    if LISTS.contains(&id) {
        u64::from(len) * FUEL_PER_BYTE_OF_LISTS
    } else {
        bytes(len)
    }
}

/// The fuel for the changes that an ocall's arguments say there are; those that lie have fewer, or are none.
pub(super) fn changes(id: u32, arguments: &[u8]) -> u64 {
    let (commit, place) = COMMIT;
    if id != commit {
        return 0;
    }
    let mut count = arguments.get(place..).unwrap_or_default();
    let count = Compact::<u32>::decode(&mut count).map_or(0, |count| count.0);
    u64::from(count) * FUEL_PER_CHANGE
}

/// What instructions cost that are calls of the engine, beside what each byte or element costs: a loop of those that do
/// nothing would take up to a hundred times as long as one of others for the same fuel.
pub(super) fn operators() -> OperatorCost {
    OperatorCost {
        MemoryFill: u8::MAX,
        MemoryCopy: 16,
        MemoryInit: 150,
        DataDrop: 50,
        MemoryGrow: 150,
        TableFill: 16,
        TableCopy: 16,
        TableInit: 150,
        ElemDrop: 50,
        TableGrow: 150,
        RefFunc: u8::MAX,
        ..OperatorCost::new()
    }
}
