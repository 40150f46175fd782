//! Many values in one request: lines in, lines out.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use data_driver::abi::Code;
use data_driver::{Decode, Kind, Report};
use data_driver_host::object;
use http_body::Frame;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use tokio::sync::mpsc::{Receiver, channel};

use crate::answer::Result;
use crate::app::App;
use crate::body::Read;
use crate::entry::Entry;

/// How many bytes of lines are done at a time, and for how long, before other calls get their turn.
const SLICE: usize = 64 << 10;
const SLICE_TIME: Duration = Duration::from_millis(200);

/// How many slices are done before the first is taken.
const AHEAD: usize = 2;

/// One thing to do.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    /// The function of which `value` are the arguments.
    encode: Option<String>,
    #[serde(borrow, default, deserialize_with = "given")]
    value: Option<&'a RawValue>,
    /// What `bytes` are of the function or event `name`.
    decode: Option<String>,
    name: Option<String>,
    bytes: Option<String>,
}

/// The value, also where it is `null`, which is all that a function without parameters takes.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

/// Answers each line of a batch: the answers come while the rest is still done, in the order of the lines.
pub(crate) async fn run(app: Arc<App>, entry: Arc<Entry>, read: Read) -> Result<Body> {
    let mut leave = Some(app.calls.leave().await?);
    let (sender, receiver) = channel::<Bytes>(AHEAD);
    tokio::spawn(async move {
        let mut work = Work {
            app: Arc::clone(&app),
            entry,
            read,
            at: 0,
            number: 0,
        };
        while work.at < work.read.bytes.len() {
            let next = match leave.take() {
                Some(leave) => Some(leave),
                None => app.calls.next_leave().await,
            };
            let Some(next) = next else { return };
            let done = app.calls.run(next, move || {
                let text = work.slice();
                (work, text)
            });
            // It does not panic; if it does, the answer breaks off.
            let Ok((rest, text)) = done.await else { return };
            work = rest;
            // Nobody reads any more.
            if !text.is_empty() && sender.send(text.into()).await.is_err() {
                return;
            }
        }
    });
    Ok(Body::new(Answers(receiver)))
}

/// The lines that are left.
struct Work {
    app: Arc<App>,
    entry: Arc<Entry>,
    read: Read,
    at: usize,
    number: u64,
}

impl Work {
    /// The answers of the next lines.
    fn slice(&mut self) -> String {
        let start = Instant::now();
        let from = self.at;
        let mut text = String::new();
        let (mut good, mut bad) = (0, 0);
        while self.at < self.read.bytes.len()
            && self.at - from < SLICE
            && text.len() < 4 * SLICE
            && start.elapsed() < SLICE_TIME
        {
            let rest = &self.read.bytes[self.at..];
            let end = rest.iter().position(|byte| *byte == b'\n');
            let line = &rest[..end.unwrap_or(rest.len())];
            self.at += end.map_or(rest.len(), |end| end + 1);
            self.number += 1;
            if line.trim_ascii().is_empty() {
                continue;
            }
            let begin = text.len();
            text.push_str(&format!("{{\"line\":{},", self.number));
            match self.answer(line, &mut text) {
                Ok(()) => good += 1,
                Err(report) => {
                    bad += 1;
                    self.app.metrics.failed(report.kind);
                    text.truncate(begin);
                    let error = serde_json::to_string(&report).unwrap_or_default();
                    text.push_str(&format!("{{\"line\":{},\"error\":{error}", self.number));
                }
            }
            text.push_str("}\n");
        }
        let metrics = &self.app.metrics;
        metrics.good_lines.fetch_add(good, Ordering::Relaxed);
        metrics.bad_lines.fetch_add(bad, Ordering::Relaxed);
        text
    }

    fn answer(&self, line: &[u8], text: &mut String) -> Result<(), Box<Report>> {
        let limit = self.app.settings.body;
        if line.len() > limit {
            let message = format!("the line has more than {limit} bytes");
            return Err(Box::new(Report::new(
                Code::InvalidInput,
                Kind::LimitExceeded,
                message,
            )));
        }
        let driver = &self.entry.driver;
        match object::read(line) {
            Ok(Line {
                encode: Some(function),
                value: Some(value),
                decode: None,
                name: None,
                bytes: None,
            }) => {
                let encoded = driver.encode_input(&function, value.get());
                let encoded = encoded.map_err(|error| Box::new(error.into()))?;
                text.push_str(&format!("\"bytes\":\"{}\"", hex::encode(encoded)));
                Ok(())
            }
            Ok(Line {
                encode: None,
                value: None,
                decode: Some(what),
                name: Some(name),
                bytes: Some(bytes),
            }) => {
                let bytes = from_hex(&bytes)?;
                let what = Decode::named(&what).ok_or_else(|| wrong("found another word"))?;
                text.push_str("\"value\":");
                let decoded = driver.decode_into(what, &name, &bytes, text);
                decoded.map_err(|error| Box::new(error.into()))
            }
            Ok(_) => Err(wrong("found other members")),
            Err(found) => Err(wrong(&found)),
        }
    }
}

fn wrong(found: &str) -> Box<Report> {
    let message = format!(
        "expected {{\"encode\": function, \"value\": …}} or {{\"decode\": \"input\", \"output\" or \"event\", \
         \"name\": …, \"bytes\": hex}}, {found}"
    );
    Box::new(Report::new(Code::InvalidInput, Kind::InvalidJson, message))
}

/// The bytes that hex stands for, with or without `0x`.
pub(crate) fn from_hex(text: &str) -> Result<Vec<u8>, Box<Report>> {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    hex::decode(digits).map_err(|error| {
        let message = format!("/bytes: expected hex, found something else: {error}");
        let mut report = Report::new(Code::InvalidInput, Kind::InvalidInput, message);
        report.pointer = Some("/bytes".to_owned());
        Box::new(report)
    })
}

/// A body that comes in pieces.
struct Answers(Receiver<Bytes>);

impl http_body::Body for Answers {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.0
            .poll_recv(context)
            .map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}
