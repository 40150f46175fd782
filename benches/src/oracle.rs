//! Preimages over pipes of the operating system, beside `kona-preimage`: from the request to the preimage, with the server on a thread of its
//! own.

use std::collections::HashMap;
use std::hint::black_box;
use std::io::{PipeReader, PipeWriter, Read, Write, pipe};
use std::sync::Arc;
use std::thread;

use anyhow::{Result, ensure};
use async_trait::async_trait;
use kona_preimage::errors::{
    ChannelError, ChannelResult, PreimageOracleError, PreimageOracleResult,
};
use kona_preimage::{
    Channel, OracleReader as TheirReader, OracleServer as TheirServer,
    PreimageFetcher as TheirFetcher, PreimageKey as TheirKey, PreimageOracleClient as _,
    PreimageOracleServer as _,
};
use preimage_oracle::{
    OracleReader, OracleServer, PreimageFetcher, PreimageKey, PreimageOracleClient,
    PreimageOracleServer, StreamChannel, block_on,
};
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};

use crate::count::Calls;
use crate::row::{Row, rival};
use crate::settings::Settings;

const SEED: u64 = 0x006f_7261_636c_6573;

/// A channel of kona's over a pipe, as its own over files is: a read gives what is there.
#[derive(Debug, Clone)]
struct Pipe(Arc<(PipeReader, PipeWriter)>);

#[async_trait]
impl Channel for Pipe {
    async fn read(&self, buf: &mut [u8]) -> ChannelResult<usize> {
        (&self.0.0).read(buf).map_err(|_| ChannelError::Closed)
    }

    async fn read_exact(&self, buf: &mut [u8]) -> ChannelResult<usize> {
        (&self.0.0)
            .read_exact(buf)
            .map_err(|_| ChannelError::UnexpectedEOF)?;
        Ok(buf.len())
    }

    async fn write(&self, buf: &[u8]) -> ChannelResult<usize> {
        (&self.0.1)
            .write_all(buf)
            .map_err(|_| ChannelError::Closed)?;
        Ok(buf.len())
    }
}

/// What both hosts have, by the bytes of its key.
#[derive(Debug, Clone)]
struct Host(Arc<HashMap<[u8; 32], Vec<u8>>>);

impl PreimageFetcher for Host {
    async fn get_preimage(
        &self,
        key: PreimageKey,
    ) -> preimage_oracle::PreimageOracleResult<Vec<u8>> {
        self.0
            .get(&key.to_bytes())
            .cloned()
            .ok_or(preimage_oracle::PreimageOracleError::KeyNotFound(key))
    }
}

#[async_trait]
impl TheirFetcher for Host {
    async fn get_preimage(&self, key: TheirKey) -> PreimageOracleResult<Vec<u8>> {
        let preimage = self.0.get(&<[u8; 32]>::from(key)).cloned();
        preimage.ok_or(PreimageOracleError::KeyNotFound)
    }
}

pub(crate) fn rows(settings: &Settings) -> Result<()> {
    let mut rng = StdRng::seed_from_u64(SEED);
    // As many as no cache makes one of.
    row(settings, &mut rng, "native.oracle.32", 512, 32, false)?;
    row(settings, &mut rng, "native.oracle.1m", 8, 1 << 20, false)?;
    row(
        settings,
        &mut rng,
        "native.oracle.1m.checked",
        8,
        1 << 20,
        true,
    )
}

/// Both clients get `count` preimages of that length in turn. Ours compares hashes where kona's never does, if `checks`.
fn row(
    settings: &Settings,
    rng: &mut StdRng,
    id: &'static str,
    count: usize,
    length: usize,
    checks: bool,
) -> Result<()> {
    let preimages: Vec<Vec<u8>> = (0..count)
        .map(|_| {
            let mut preimage = vec![0; length];
            rng.fill_bytes(&mut preimage);
            preimage
        })
        .collect();
    let keys: Vec<PreimageKey> = preimages
        .iter()
        .map(|preimage| PreimageKey::keccak256(preimage))
        .collect();
    let their_keys = keys
        .iter()
        .map(|key| TheirKey::try_from(key.to_bytes()))
        .collect::<Result<Vec<_>, _>>()?;
    let by_key = keys
        .iter()
        .map(PreimageKey::to_bytes)
        .zip(preimages.clone());
    let host = Host(Arc::new(by_key.collect()));

    let ours = {
        let ((to_host, from_us), (to_us, from_host)) = (pipe()?, pipe()?);
        let (server, host) = (
            OracleServer::new(StreamChannel::new(to_host, from_host)),
            host.clone(),
        );
        // It ends with the channel, whose other end goes with the client.
        thread::spawn(move || while block_on(server.next_preimage_request(&host)).is_ok() {});
        let reader = OracleReader::new(StreamChannel::new(to_us, from_us));
        if checks {
            reader
        } else {
            reader.without_verification()
        }
    };
    let theirs = {
        let ((to_host, from_them), (to_them, from_host)) = (pipe()?, pipe()?);
        let server = TheirServer::new(Pipe(Arc::new((to_host, from_host))));
        thread::spawn(move || while block_on(server.next_preimage_request(&host)).is_ok() {});
        TheirReader::new(Pipe(Arc::new((to_them, from_them))))
    };

    for ((key, their_key), preimage) in keys.iter().zip(&their_keys).zip(&preimages) {
        ensure!(block_on(ours.get(*key))? == *preimage);
        ensure!(block_on(theirs.get(*their_key))? == *preimage);
    }
    let pair = settings.measure(
        id,
        Calls::of(count),
        |call| {
            black_box(block_on(ours.get(keys[call % count]))?);
            Ok(())
        },
        |call| {
            black_box(block_on(theirs.get(their_keys[call % count]))?);
            Ok(())
        },
    )?;
    if let Some(pair) = pair {
        Row::times(id, pair, rival::KONA).print();
    }
    Ok(())
}
