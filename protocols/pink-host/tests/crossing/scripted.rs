//! Runtimes that are written in WebAssembly's text.

use pink_host::WasmRuntime;
use pink_host::wasm::Limits;

/// A module whose `alloc`, of `$len`, and `ecall`, of `$id`, `$ptr`, `$len` and `$ctx`, are these instructions. There is
/// a variable `$i` for `ecall`. `more` is what the module has beside.
pub(crate) fn text(alloc: &str, ecall: &str, more: &str) -> Vec<u8> {
    let text = format!(
        "(module
            (import \"pink\" \"ocall\" (func $ocall (param i32 i32 i32 i32)))
            (import \"pink\" \"output\" (func $output (param i32 i32 i32)))
            (memory (export \"memory\") 1)
            (func (export \"alloc\") (param $len i32) (result i32) {alloc})
            (func (export \"dealloc\") (param i32 i32))
            (func (export \"output\") (param i32 i32 i32))
            (func (export \"version_major\") (result i32) i32.const 1)
            (func (export \"version_minor\") (result i32) i32.const 0)
            (func $ecall (export \"ecall\") (param $id i32) (param $ptr i32) (param $len i32) (param $ctx i32)
                (local $i i32)
                {ecall})
            {more})"
    );
    wat::parse_str(text).unwrap()
}

/// The same as a runtime, within the limits that there are without a word.
pub(crate) fn scripted(alloc: &str, ecall: &str) -> WasmRuntime {
    WasmRuntime::new(&text(alloc, ecall, ""), Limits::default()).unwrap()
}

/// A runtime that makes an ocall so often in each ecall. Its arguments are `data`, and zeros up to `len`; a number that
/// counts the ocalls stands at `count`.
pub(crate) fn repeating(times: u32, id: u32, data: &[u8], len: usize, count: usize) -> WasmRuntime {
    let bytes: String = data.iter().map(|byte| format!("\\{byte:02x}")).collect();
    let pages = len / (64 << 10) + 1;
    let ecall = format!(
        "(drop (memory.grow (i32.const {pages})))
        (loop $again
            (i32.store (i32.const {count}) (local.get $i))
            (call $ocall (i32.const {id}) (i32.const {START}) (i32.const {len}) (i32.const 0))
            (local.set $i (i32.add (local.get $i) (i32.const 1)))
            (br_if $again (i32.lt_u (local.get $i) (i32.const {times}))))
        (call $output (local.get $ctx) (i32.const 0) (i32.const 0))",
        count = START + count,
    );
    let data = format!("(data (i32.const {START}) \"{bytes}\")");
    let wasm = text("i32.const 16", &ecall, &data);
    WasmRuntime::new(&wasm, Limits::default()).unwrap()
}

/// Where the arguments stand in the memory: in front is room for what the host writes.
const START: usize = 1_024;

/// A length from 2^14 on, as SCALE has it.
pub(crate) fn compact(len: usize) -> [u8; 4] {
    (u32::try_from(len).unwrap() << 2 | 2).to_le_bytes()
}
