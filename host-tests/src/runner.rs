//! One way to ask a driver, wherever it runs.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;

use anyhow::{Context, Result, anyhow, bail};
use data_driver::{ConvertibleContract, Report};

use crate::files;
use crate::operation::{Operation, Question};

/// What a driver answers: bytes of an encoding, text of a decoding, or an error.
pub type Answer = Result<Vec<u8>, Report>;

/// Something that answers questions.
pub trait Runner {
    /// The answers, in the order of the questions.
    ///
    /// # Errors
    /// The runner itself fails.
    fn ask(&mut self, questions: &[Question]) -> Result<Vec<Answer>>;
}

impl<R: Runner + ?Sized> Runner for Box<R> {
    fn ask(&mut self, questions: &[Question]) -> Result<Vec<Answer>> {
        (**self).ask(questions)
    }
}

/// A driver as a Rust value: linked in, or loaded by the host.
#[derive(Debug)]
pub struct Rust<D>(pub D);

impl<D: ConvertibleContract> Runner for Rust<D> {
    fn ask(&mut self, questions: &[Question]) -> Result<Vec<Answer>> {
        questions
            .iter()
            .map(|question| self.answer(question))
            .collect()
    }
}

impl<D: ConvertibleContract> Rust<D> {
    fn answer(&self, question: &Question) -> Result<Answer> {
        let Question {
            operation,
            name,
            input,
        } = question;
        let answer = match operation {
            Operation::Encode => self.0.encode_input_fn(name, std::str::from_utf8(input)?),
            Operation::Decode(what) => {
                let mut text = String::new();
                let decoded = self.0.decode_to_text(*what, name, input, &mut text);
                decoded.map(|()| text.into_bytes())
            }
        };
        Ok(answer.map_err(|error| error.report()))
    }
}

/// A driver in Node, through the JavaScript package.
#[derive(Debug)]
pub struct Node {
    process: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Node {
    /// Starts Node with this driver.
    ///
    /// # Errors
    /// Node or the built JavaScript package is not there.
    pub fn start(wasm: &Path) -> Result<Self> {
        let package = files::root().join("js/dist/index.js");
        if !package.exists() {
            bail!(
                "{} is not there; run `npm ci && npm run build` in js/ first",
                package.display()
            );
        }
        let mut process = Command::new("node")
            .arg(files::root().join("host-tests/node/answer.mjs"))
            .arg(wasm)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("node")?;
        let stdin = process.stdin.take().context("stdin")?;
        let stdout = BufReader::new(process.stdout.take().context("stdout")?);
        Ok(Self {
            process,
            stdin,
            stdout,
        })
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // It ends by itself when its input does; a test that failed has no use for waiting.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Runner for Node {
    fn ask(&mut self, questions: &[Question]) -> Result<Vec<Answer>> {
        let Self { stdin, stdout, .. } = self;
        thread::scope(|scope| {
            // From a thread of its own: with one, two full pipes would wait for each other.
            let writer = scope.spawn(move || -> Result<()> {
                let mut stdin = BufWriter::new(stdin);
                for Question {
                    operation,
                    name,
                    input,
                } in questions
                {
                    let export = operation.export();
                    let (name, input) = (hex::encode(name), hex::encode(input));
                    writeln!(stdin, "{export} {name} {input}")?;
                }
                Ok(stdin.flush()?)
            });
            let mut answers = Vec::with_capacity(questions.len());
            let mut line = String::new();
            for _ in questions {
                line.clear();
                stdout.read_line(&mut line)?;
                answers.push(read_answer(line.trim_end_matches('\n'))?);
            }
            let written = writer.join().map_err(|_| anyhow!("the writer panicked"))?;
            written.map(|()| answers)
        })
    }
}

/// Reads `ok <hex>` or `error <details in JSON>`.
fn read_answer(line: &str) -> Result<Answer> {
    match line.split_once(' ') {
        Some(("ok", hex)) => Ok(Ok(hex::decode(hex)?)),
        Some(("error", details)) => Ok(Err(
            serde_json::from_str(details).with_context(|| details.to_owned())?
        )),
        _ => bail!("node answers {line:?}"),
    }
}
