//! The two protocols as the specification has them, over a [`Channel`](crate::Channel).
//!
//! | who | implements | does |
//! |---|---|---|
//! | [`OracleReader`] | [`PreimageOracleClient`](crate::PreimageOracleClient) | writes a key of 32 bytes, reads a length of 8 bytes and the preimage |
//! | [`OracleServer`] | [`PreimageOracleServer`](crate::PreimageOracleServer) | the other side |
//! | [`HintWriter`] | [`HintWriterClient`](crate::HintWriterClient) | writes a length of 4 bytes, or [8](crate::frame::Prefix), and text, reads one byte |
//! | [`HintReader`] | [`HintReaderServer`](crate::HintReaderServer) | the other side |

mod body;
mod error;
mod hint_reader;
mod hint_writer;
pub mod limits;
mod reader;
mod server;
mod turn;

pub use error::{During, PreimageOracleError, PreimageOracleResult};
pub use hint_reader::HintReader;
pub use hint_writer::HintWriter;
pub use reader::OracleReader;
pub use server::OracleServer;
