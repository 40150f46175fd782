//! What the runtime hands to the host, and what it gets back.
//!
//! Names, order and types are those of `crates/pink/capi/src/v1/mod.rs`, `crates/pink/capi/src/types.rs`,
//! `crates/pink/pink` and `crates/pink/types` of Phala's repository.

use alloc::string::String;
use alloc::vec::Vec;

use parity_scale_codec::{Decode, Encode, Error, Input, Output};

use crate::ecall::ExecutionMode;
use crate::{AccountId, BlockNumber, Bytes, Hash, PinkEvent};

/// Changes of the storage: each key of the trie with its node and by how much the count of references
/// to it changes.
pub type StorageChanges = Vec<(Bytes, (Bytes, i32))>;

/// Headers of HTTP: names and values.
pub type HttpHeaders = Vec<(String, String)>;

/// What came of several requests, or why none was made.
pub type BatchHttpResult = Result<Vec<Result<HttpResponse, HttpRequestError>>, HttpRequestError>;

/// What is being run.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Default, Clone, PartialEq, Eq, Encode, Decode)]
pub struct ExecContext {
    /// Why.
    pub mode: ExecutionMode,
    /// The block of Phala's chain that brought it about.
    pub block_number: BlockNumber,
    /// That chain's time, in milliseconds since 1970.
    pub now_ms: u64,
    /// The request's id, where an RPC request brought it about.
    pub req_id: Option<u64>,
}

/// What happened while contracts ran.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum ExecSideEffects {
    /// `00`: the first version.
    V1 {
        /// What contracts told the runtime and the host: each contract with its event.
        pink_events: Vec<(AccountId, PinkEvent)>,
        /// What contracts told others: each contract with the event's topics and data.
        ink_events: Vec<(AccountId, Vec<Hash>, Bytes)>,
        /// New contracts: each deployer with its contract.
        instantiated: Vec<(AccountId, AccountId)>,
    },
}

/// A cache has no room for the value: no bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StorageQuotaExceeded;

impl Encode for StorageQuotaExceeded {
    fn encode_to<O: Output + ?Sized>(&self, _: &mut O) {}
}

impl Decode for StorageQuotaExceeded {
    fn decode<I: Input>(_: &mut I) -> Result<Self, Error> {
        Ok(Self)
    }
}

/// A request over HTTP.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct HttpRequest {
    /// Where to.
    pub url: String,
    /// `GET` or `POST`, for example.
    pub method: String,
    /// Its headers.
    pub headers: HttpHeaders,
    /// Its body.
    pub body: Bytes,
}

/// A response over HTTP.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct HttpResponse {
    /// `200`, for example.
    pub status_code: u16,
    /// `OK`, for example.
    pub reason_phrase: String,
    /// Its headers.
    pub headers: HttpHeaders,
    /// Its body.
    pub body: Bytes,
}

/// Why there is no response: one byte.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum HttpRequestError {
    /// `00`: the address is none.
    InvalidUrl,
    /// `01`: there is no such method.
    InvalidMethod,
    /// `02`: a header's name is none.
    InvalidHeaderName,
    /// `03`: a header's value is none.
    InvalidHeaderValue,
    /// `04`: the worker cannot make requests.
    FailedToCreateClient,
    /// `05`: it took too long.
    Timeout,
    /// `06`: what is run must not make requests.
    NotAllowed,
    /// `07`: one batch has too many of them.
    TooManyRequests,
    /// `08`: the network failed.
    NetworkError,
    /// `09`: the response is too large.
    ResponseTooLarge,
    /// `0a`: there are too many headers. The published crate `pink` 0.4 does not have it yet.
    TooManyHeaders,
}

/// A program in JavaScript.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum JsCode {
    /// `00`: its text.
    Source(String),
    /// `01`: compiled for QuickJS.
    Bytecode(Bytes),
}

/// What a program in JavaScript gave.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum JsValue {
    /// `00`: `undefined`.
    Undefined,
    /// `01`: `null`.
    Null,
    /// `02`: text.
    String(String),
    /// `03`: bytes.
    Bytes(Bytes),
    /// `04`: anything else, as text.
    Other(String),
    /// `05`: nothing, for it threw; what it threw, as text.
    Exception(String),
}

/// How a quote is attested: one byte.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum AttestationType {
    /// `00`: by Intel's service, EPID.
    Epid,
    /// `01`: by the data centre, DCAP.
    Dcap,
}

/// SGX's word for what the worker is.
#[cfg_attr(feature = "data-driver", data_driver::data(codec()))]
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct SgxQuote {
    /// How it is attested.
    pub attestation_type: AttestationType,
    /// The quote.
    pub quote: Bytes,
}
