//! Micheline's bytes, by Taquito.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;
use tezos_data_encoding_5::enc::{BinResult, BinWriter};
use tezos_data_encoding_5::encoding::{Encoding, HasEncoding};
use tezos_data_encoding_5::nom::{NomReader, NomResult};
use tezos_smart_rollup_encoding::michelson::Michelson;

/// Taquito, in Node.
pub struct Forge {
    _process: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Forge {
    pub fn start() -> Result<Self> {
        let mut process = Command::new("node")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/micheline.mjs"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let stdin = process.stdin.take().context("no input")?;
        let stdout = BufReader::new(process.stdout.take().context("no output")?);
        Ok(Self { _process: process, stdin, stdout })
    }

    /// The bytes of an expression.
    pub fn expression(&mut self, json: &Value) -> Result<Raw> {
        writeln!(self.stdin, "{json}")?;
        let mut line = String::new();
        self.stdout.read_line(&mut line)?;
        let bytes = hex::decode(line.trim())?;
        anyhow::ensure!(!bytes.is_empty(), "Taquito does not take {json}");
        Ok(Raw(bytes))
    }
}

thread_local! {
    /// How long the expressions are that will be read: only Taquito knows.
    static LENGTHS: RefCell<VecDeque<usize>> = const { RefCell::new(VecDeque::new()) };
}

/// Bytes of an expression, to stand where the kernel SDK has types of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raw(pub Vec<u8>);

impl Raw {
    /// It will be read next.
    pub fn expect(&self) {
        LENGTHS.with_borrow_mut(|lengths| lengths.push_back(self.0.len()));
    }
}

impl Michelson for Raw {}

impl HasEncoding for Raw {
    fn encoding() -> Encoding {
        Encoding::Custom
    }
}

impl BinWriter for Raw {
    fn bin_write(&self, output: &mut Vec<u8>) -> BinResult {
        output.extend_from_slice(&self.0);
        Ok(())
    }
}

impl NomReader for Raw {
    fn nom_read(input: &[u8]) -> NomResult<'_, Self> {
        let length = LENGTHS.with_borrow_mut(|lengths| lengths.pop_front().unwrap_or_default());
        Ok((&input[length..], Self(input[..length].to_vec())))
    }
}
