//! The binary interface between a driver and the host that loads it, version 1.
//!
//! Every fact that both sides must agree on is written here once: result codes, the names of the
//! exports and of the custom sections, and the limits. The exports themselves are described in
//! [`export`](mod@crate::export).

/// The version of the interface this crate speaks.
pub const ABI_VERSION: u32 = 1;

/// Width in bytes of the length that precedes every result in the caller's buffer.
pub const LENGTH_SIZE: usize = 4;

/// Alignment in bytes of every block that `alloc` hands out: the largest any rkyv archive needs.
pub const ALLOC_ALIGN: usize = 16;

/// The most memory a driver may ever use, in bytes: the declared maximum of its `memory`.
pub const MAX_MEMORY: usize = 256 << 20;

/// How deep JSON values may nest, as in `serde_json`.
pub const MAX_JSON_DEPTH: usize = 128;

/// The longest JSON text a driver writes, in bytes.
///
/// A few bytes can declare an archive of billions of empty elements; this bounds the text they
/// become well below [`MAX_MEMORY`].
pub const MAX_JSON_OUTPUT: usize = 64 << 20;

/// What an export returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum Code {
    /// The result is in the caller's buffer.
    Ok = 0,
    /// A pointer is null or out of range, or a name or text is not UTF-8.
    InvalidInput = 1,
    /// The conversion failed; `get_last_error` tells why.
    OperationError = 2,
    /// A driver of the deployed kind wants `init` first.
    DriverNotInitialized = 3,
    /// The caller's buffer is too small. Where it has room for a length, it holds the length needed.
    BufferTooSmall = 4,
}

impl Code {
    /// The code an export returned, if it is one of the five.
    #[must_use]
    pub const fn from_i32(code: i32) -> Option<Self> {
        Some(match code {
            0 => Self::Ok,
            1 => Self::InvalidInput,
            2 => Self::OperationError,
            3 => Self::DriverNotInitialized,
            4 => Self::BufferTooSmall,
            _ => return None,
        })
    }
}

/// The byte order of the length in front of a result.
///
/// The specification says big-endian and asks for no `init`. Deployed loaders call `init` first and
/// read little-endian. A fresh driver speaks the first; a call of `init` switches it to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Dialect {
    /// Big-endian lengths, no `init`.
    #[default]
    Specified,
    /// Little-endian lengths, after `init`.
    Deployed,
}

impl Dialect {
    /// The length as it stands in the buffer.
    #[must_use]
    pub const fn length_to_bytes(self, length: u32) -> [u8; LENGTH_SIZE] {
        match self {
            Self::Specified => length.to_be_bytes(),
            Self::Deployed => length.to_le_bytes(),
        }
    }

    /// The length that stands in the buffer.
    #[must_use]
    pub const fn length_from_bytes(self, bytes: [u8; LENGTH_SIZE]) -> u32 {
        match self {
            Self::Specified => u32::from_be_bytes(bytes),
            Self::Deployed => u32::from_le_bytes(bytes),
        }
    }
}

/// Names of a driver's exports.
pub mod exports {
    /// The module's one memory.
    pub const MEMORY: &str = "memory";
    /// `(size) -> ptr`
    pub const ALLOC: &str = "alloc";
    /// `(ptr, size)`
    pub const DEALLOC: &str = "dealloc";
    /// `()`
    pub const INIT: &str = "init";
    /// `(name_ptr, name_len, json_ptr, json_len, out_ptr, out_size) -> code`
    pub const ENCODE_INPUT_FN: &str = "encode_input_fn";
    /// `(name_ptr, name_len, bytes_ptr, bytes_len, out_ptr, out_size) -> code`
    pub const DECODE_INPUT_FN: &str = "decode_input_fn";
    /// `(name_ptr, name_len, bytes_ptr, bytes_len, out_ptr, out_size) -> code`
    pub const DECODE_OUTPUT_FN: &str = "decode_output_fn";
    /// `(name_ptr, name_len, bytes_ptr, bytes_len, out_ptr, out_size) -> code`
    pub const DECODE_EVENT: &str = "decode_event";
    /// `(out_ptr, out_size) -> code`
    pub const GET_SCHEMA: &str = "get_schema";
    /// `(out_ptr, out_size) -> code`
    pub const GET_VERSION: &str = "get_version";
    /// `(out_ptr, out_size) -> code`
    pub const GET_LAST_ERROR: &str = "get_last_error";
    /// `(out_ptr, out_size) -> code`; deployed drivers do not have it
    pub const GET_LAST_ERROR_DETAILS: &str = "get_last_error_details";

    /// Every export that a driver of either dialect has.
    pub const REQUIRED: [&str; 10] = [
        MEMORY,
        ALLOC,
        DEALLOC,
        ENCODE_INPUT_FN,
        DECODE_INPUT_FN,
        DECODE_OUTPUT_FN,
        DECODE_EVENT,
        GET_SCHEMA,
        GET_VERSION,
        GET_LAST_ERROR,
    ];
}

/// Names of the custom sections in which a driver describes itself.
///
/// They can be read without instantiating the module; a driver without them still works.
pub mod sections {
    /// JSON: ABI version, codec, contract name, driver version.
    pub const META: &str = "data-driver";
    /// The document that `get_schema` returns.
    pub const SCHEMA: &str = "data-driver-schema";
    /// TypeScript declarations (`.d.ts`).
    pub const TYPES: &str = "data-driver-types";
    /// Golden vectors, JSON.
    pub const VECTORS: &str = "data-driver-vectors";
    /// How archives are laid out, from the compiler to the build, which takes it out of the file.
    pub const LAYOUT: &str = "data-driver-layout";
}
