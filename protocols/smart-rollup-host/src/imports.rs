//! The host functions that a kernel can import, with their types.
//!
//! `src/lib_scoru_wasm/host_funcs.ml`, `lookup_opt`.

use wasmparser::ValType::{self, I32, I64};

use crate::Version;

/// The module that they are imported from.
pub const MODULE: &str = "smart_rollup_core";

/// A host function.
#[derive(Debug, Clone, Copy)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// The version of the virtual machine that has it first.
    pub since: Version,
    pub(crate) params: &'static [ValType],
    pub(crate) results: &'static [ValType],
}

const fn function(
    name: &'static str,
    since: Version,
    params: &'static [ValType],
    results: &'static [ValType],
) -> Function {
    Function {
        name,
        since,
        params,
        results,
    }
}

/// All of them.
pub const FUNCTIONS: [Function; 19] = [
    function("read_input", Version::V0, &[I32; 3], &[I32]),
    function("write_output", Version::V0, &[I32; 2], &[I32]),
    function("write_debug", Version::V0, &[I32; 2], &[]),
    function("store_has", Version::V0, &[I32; 2], &[I32]),
    function("store_exists", Version::V2, &[I32; 2], &[I32]),
    function("store_delete", Version::V0, &[I32; 2], &[I32]),
    function("store_delete_value", Version::V1, &[I32; 2], &[I32]),
    function("store_create", Version::V1, &[I32; 3], &[I32]),
    function("store_value_size", Version::V0, &[I32; 2], &[I32]),
    function("store_list_size", Version::V0, &[I32; 2], &[I64]),
    function(
        "store_get_nth_key",
        Version::V0,
        &[I32, I32, I64, I32, I32],
        &[I32],
    ),
    function("store_copy", Version::V0, &[I32; 4], &[I32]),
    function("store_move", Version::V0, &[I32; 4], &[I32]),
    function("store_read", Version::V0, &[I32; 5], &[I32]),
    function("store_write", Version::V0, &[I32; 5], &[I32]),
    function("reveal_preimage", Version::V0, &[I32; 4], &[I32]),
    function("reveal_metadata", Version::V0, &[I32; 2], &[I32]),
    function("reveal", Version::V3, &[I32; 4], &[I32]),
    function("__internal_store_get_hash", Version::V1, &[I32; 4], &[I32]),
];

/// How a kernel wants to call `write_debug`.
///
/// Octez' returns nothing. The kernel in Octez' own documentation imports one that returns a number, and drops it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum WriteDebug {
    #[default]
    Nothing,
    Number,
}

/// Whether a function of that type can be imported under that name.
pub(crate) fn fits(function: &Function, params: &[ValType], results: &[ValType]) -> bool {
    let is_debug = function.name == "write_debug" && results == [I32];
    function.params == params && (function.results == results || is_debug)
}

/// The type of a function for people: `(i32, i32) -> i32`.
pub(crate) fn signature(params: &[ValType], results: &[ValType]) -> String {
    let list = |types: &[ValType]| {
        let names: Vec<_> = types.iter().map(ToString::to_string).collect();
        names.join(", ")
    };
    let results = match results {
        [] => "()".to_owned(),
        [one] => one.to_string(),
        more => format!("({})", list(more)),
    };
    format!("({}) -> {results}", list(params))
}
