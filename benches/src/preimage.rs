//! Keys and hints of the preimage oracle, beside `kona-preimage`, without WebAssembly and without JSON.

use std::future::Future;
use std::hint::black_box;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use anyhow::{Result, ensure};
use async_trait::async_trait;
use kona_preimage::errors::{ChannelError, ChannelResult};
use kona_preimage::{Channel, HintWriter, HintWriterClient, PreimageKey as TheirKey};
use preimage_oracle::frame::{self, Prefix};
use preimage_oracle::{Hint, HintType, PreimageKey};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::count::Calls;
use crate::row::{Row, rival};
use crate::settings::Settings;

const SEED: u64 = 0x7072_6569_6d61_6765;

/// Keys and hints that follow each other.
const VALUES: usize = 512;

/// How many are converted in one call, which would otherwise take less than finding its input.
const BATCH: usize = 64;

/// What kona's writer writes to: the bytes stay, and every hint is acknowledged.
#[derive(Debug, Clone, Default)]
struct Pipe(Arc<Mutex<Vec<u8>>>);

impl Pipe {
    fn take(&self) -> Vec<u8> {
        self.0
            .lock()
            .map(|mut bytes| std::mem::take(&mut *bytes))
            .unwrap_or_default()
    }
}

#[async_trait]
impl Channel for Pipe {
    async fn read(&self, buf: &mut [u8]) -> ChannelResult<usize> {
        buf.fill(0);
        Ok(buf.len())
    }

    async fn read_exact(&self, buf: &mut [u8]) -> ChannelResult<usize> {
        self.read(buf).await
    }

    async fn write(&self, buf: &[u8]) -> ChannelResult<usize> {
        let mut bytes = self.0.lock().map_err(|_| ChannelError::Closed)?;
        bytes.extend_from_slice(buf);
        Ok(buf.len())
    }
}

/// Runs what never waits.
fn run<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

pub(crate) fn rows(settings: &Settings) -> Result<()> {
    let mut rng = StdRng::seed_from_u64(SEED);
    keys(settings, &mut rng)?;
    hints(settings, &mut rng)
}

/// A request read and written again.
fn keys(settings: &Settings, rng: &mut StdRng) -> Result<()> {
    let requests: Vec<[u8; 32]> = (0..VALUES)
        .map(|_| {
            let mut request = rng.r#gen::<[u8; 32]>();
            request[0] = rng.gen_range(1..=6);
            request
        })
        .collect();
    let ours = |request: &[u8; 32]| Ok(PreimageKey::from_bytes(request)?.to_bytes());
    let theirs = |request: &[u8; 32]| Ok(<[u8; 32]>::from(TheirKey::try_from(*request)?));
    for request in &requests {
        ensure!(ours(request)? == *request && theirs(request)? == *request);
    }
    each(settings, "native.preimage.key", &requests, ours, theirs)
}

/// A hint written as the text that it is, with its length.
fn hints(settings: &Settings, rng: &mut StdRng) -> Result<()> {
    let hints: Vec<(Hint, String)> = (0..VALUES)
        .map(|_| {
            let hint = Hint {
                hint_type: HintType::L2StateNode,
                data: rng.r#gen::<[u8; 32]>().into(),
            };
            let text = hint.to_text();
            (hint, text)
        })
        .collect();
    let pipe = Pipe::default();
    let writer = HintWriter::new(pipe.clone());
    let ours = |(_, text): &(Hint, String)| {
        let mut out = Vec::new();
        frame::write(Prefix::U32, text.as_bytes(), &mut out)?;
        Ok(out)
    };
    let theirs = |(_, text): &(Hint, String)| {
        if let Some(written) = run(writer.write(text)) {
            written?;
        }
        Ok(pipe.take())
    };
    for hint in &hints {
        ensure!(ours(hint)? == theirs(hint)?);
        ensure!(Hint::parse(&hint.1).as_ref() == Some(&hint.0));
    }
    each(settings, "native.preimage.hint", &hints, ours, theirs)
}

/// Measures a row, a batch of inputs a call.
fn each<I, O>(
    settings: &Settings,
    id: &'static str,
    inputs: &[I],
    ours: impl Fn(&I) -> Result<O>,
    theirs: impl Fn(&I) -> Result<O>,
) -> Result<()> {
    let batch = |call: usize| {
        let start = call * BATCH % inputs.len();
        &inputs[start..start + BATCH]
    };
    let pair = settings.measure(
        id,
        Calls::of(inputs.len() / BATCH),
        |call| {
            for input in batch(call) {
                black_box(ours(black_box(input))?);
            }
            Ok(())
        },
        |call| {
            for input in batch(call) {
                black_box(theirs(black_box(input))?);
            }
            Ok(())
        },
    )?;
    if let Some(pair) = pair {
        Row::times(id, pair.each(BATCH), rival::KONA).print();
    }
    Ok(())
}
