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
