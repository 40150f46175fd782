//! Our client with kona's server and kona's client with our server, over pipes of the operating system.
//!
//! A hint says which preimage will be asked for, and the host has it from then on: a request that is answered shows that the hint
//! before it was acknowledged in its turn. Reads are cut into 1, 7 and 4,096 bytes in rotation.

mod support;

use std::collections::HashMap;
use std::sync::Mutex;
use std::thread;

use async_trait::async_trait;
use kona_preimage::errors::{
    PreimageOracleError as TheirFailure, PreimageOracleResult as TheirResult,
};
use kona_preimage::{
    HintReader as TheirHintReader, HintReaderServer as _, HintRouter as TheirRouter,
    HintWriter as TheirHintWriter, HintWriterClient as _, OracleReader as TheirReader,
    OracleServer as TheirServer, PreimageFetcher as TheirFetcher, PreimageKey as TheirKey,
    PreimageKeyType as TheirKeyType, PreimageOracleClient as _, PreimageOracleServer as _,
};
use preimage_oracle::frame::Prefix;
use preimage_oracle::hash::{keccak256, sha256};
use preimage_oracle::{
    HintReader, HintReaderServer, HintRouter, HintType, HintWriter, HintWriterClient, KeyType,
    OracleReader, OracleServer, PreimageFetcher, PreimageKey, PreimageOracleClient,
    PreimageOracleError, PreimageOracleResult, PreimageOracleServer, StreamChannel, block_on,
};
use rand::rngs::StdRng;
use rand::{Rng, RngCore, SeedableRng};
use support::{Cut, Ours, Theirs, ends, raw_ends};

const SEED: u64 = 0x0070_6970_6573;

const COUNT: usize = 10_000;

const MAX: usize = 1 << 20;

/// The pieces of reads, and up to which length most preimages are read in them: a system call of one byte takes as long as one of
/// thousands.
const CUTS: [(usize, usize); 3] = [(1, 512), (7, 4096), (4096, 64 << 10)];

/// One preimage in so many has any length up to the largest, and is read in the largest pieces.
const LARGE: usize = 83 * CUTS.len();

/// Random preimages, pieces of one lot of random bytes.
struct Preimages {
    bytes: Vec<u8>,
    items: Vec<Item>,
}

struct Item {
    start: usize,
    length: usize,
    hash: [u8; 32],
    is_sha256: bool,
}

impl Preimages {
    fn new() -> Self {
        let mut rng = StdRng::seed_from_u64(SEED);
        let mut bytes = vec![0; 2 * MAX];
        rng.fill_bytes(&mut bytes);
        let items = (0..COUNT)
            .map(|index| {
                let length = match index {
                    0..3 => MAX,
                    3..6 => 0,
                    _ if index % LARGE == 2 => rng.gen_range(0..=MAX),
                    _ => {
                        // As many of a few bytes as of many.
                        let (_, most) = CUTS[index % CUTS.len()];
                        let bits = rng.gen_range(0..=most.ilog2());
                        rng.gen_range(0..=(1_usize << bits))
                    }
                };
                let start = rng.gen_range(0..=MAX);
                let preimage = &bytes[start..start + length];
                let is_sha256 = rng.r#gen();
                Item {
                    start,
                    length,
                    hash: if is_sha256 {
                        sha256(&[preimage])
                    } else {
                        keccak256(&[preimage])
                    },
                    is_sha256,
                }
            })
            .collect();
        Self { bytes, items }
    }

    fn of(&self, item: &Item) -> &[u8] {
        &self.bytes[item.start..item.start + item.length]
    }

    fn hint(&self, index: usize) -> String {
        // Hints of many lengths: the number, and bytes without a meaning.
        let more = &self.bytes[index..index + index % 100];
        HintType::L2StateNode.encode_with(&[&(index as u64).to_be_bytes(), more])
    }
}

impl Item {
    fn key(&self) -> PreimageKey {
        let key_type = if self.is_sha256 {
            KeyType::Sha256
        } else {
            KeyType::Keccak256
        };
        PreimageKey::new(self.hash, key_type)
    }

    fn their_key(&self) -> TheirKey {
        let key_type = if self.is_sha256 {
            TheirKeyType::Sha256
        } else {
            TheirKeyType::Keccak256
        };
        TheirKey::new(self.hash, key_type)
    }
}

/// A host of ours or of kona's, which has what hints have named.
struct Host<'a> {
    preimages: &'a Preimages,
    hints: Mutex<Vec<String>>,
    ready: Mutex<HashMap<[u8; 32], usize>>,
}

impl<'a> Host<'a> {
    fn new(preimages: &'a Preimages) -> Self {
        Self {
            preimages,
            hints: Mutex::default(),
            ready: Mutex::default(),
        }
    }

    fn prepare(&self, hint: String) {
        let mut hints = self.hints.lock().unwrap();
        let index = hints.len();
        let key = self.preimages.items[index].key().to_bytes();
        self.ready.lock().unwrap().insert(key, index);
        hints.push(hint);
    }

    fn get(&self, key: [u8; 32]) -> Option<Vec<u8>> {
        let index = self.ready.lock().unwrap().remove(&key)?;
        Some(self.preimages.of(&self.preimages.items[index]).to_vec())
    }

    /// Nothing was lost, and nothing was made up.
    fn check(self) {
        let hints = self.hints.into_inner().unwrap();
        assert_eq!(hints.len(), COUNT);
        for (index, hint) in hints.iter().enumerate() {
            assert_eq!(*hint, self.preimages.hint(index));
        }
    }
}

impl HintRouter for Host<'_> {
    async fn route_hint(&self, hint: String) -> PreimageOracleResult<()> {
        self.prepare(hint);
        Ok(())
    }
}

impl PreimageFetcher for Host<'_> {
    async fn get_preimage(&self, key: PreimageKey) -> PreimageOracleResult<Vec<u8>> {
        self.get(key.to_bytes())
            .ok_or(PreimageOracleError::KeyNotFound(key))
    }
}

#[async_trait]
impl TheirRouter for Host<'_> {
    async fn route_hint(&self, hint: String) -> TheirResult<()> {
        self.prepare(hint);
        Ok(())
    }
}

#[async_trait]
impl TheirFetcher for Host<'_> {
    async fn get_preimage(&self, key: TheirKey) -> TheirResult<Vec<u8>> {
        self.get(key.into()).ok_or(TheirFailure::KeyNotFound)
    }
}

#[test]
fn our_client_and_their_server() {
    let preimages = Preimages::new();
    let host = Host::new(&preimages);
    let cut = Cut::of(1);
    let (hints, their_hints) = raw_ends();
    let (oracle, their_oracle) = raw_ends();
    let ours = |(reader, writer)| Ours {
        end: StreamChannel::new(reader, writer),
        cut: cut.clone(),
    };
    let (hints, oracle) = (ours(hints), ours(oracle));
    let (host_ref, their_cut) = (&host, &cut);
    thread::scope(|scope| {
        let hint_server = scope.spawn(move || {
            let server = TheirHintReader::new(Theirs::new(their_hints, their_cut.clone()));
            let mut served = 0;
            while block_on(server.next_hint(host_ref)).is_ok() {
                served += 1;
            }
            served
        });
        let oracle_server = scope.spawn(move || {
            let server = TheirServer::new(Theirs::new(their_oracle, their_cut.clone()));
            let mut served = 0;
            while block_on(server.next_preimage_request(host_ref)).is_ok() {
                served += 1;
            }
            served
        });

        let writer = HintWriter::new(hints);
        let reader = OracleReader::new(oracle);
        let mut buffer = vec![0; MAX];
        for (index, item) in preimages.items.iter().enumerate() {
            cut.set(CUTS[index % CUTS.len()].0);
            block_on(writer.write(&preimages.hint(index))).unwrap();
            let preimage = preimages.of(item);
            if index % 2 == 0 {
                assert_eq!(block_on(reader.get(item.key())).unwrap(), preimage);
            } else {
                let buffer = &mut buffer[..preimage.len()];
                block_on(reader.get_exact(item.key(), buffer)).unwrap();
                assert_eq!(buffer, preimage);
            }
        }
        drop((writer, reader));
        assert_eq!(hint_server.join().unwrap(), COUNT);
        assert_eq!(oracle_server.join().unwrap(), COUNT);
    });
    host.check();
}

#[test]
fn their_client_and_our_server() {
    let preimages = Preimages::new();
    let host = Host::new(&preimages);
    let cut = Cut::of(1);
    let (their_hints, hints) = raw_ends();
    let (their_oracle, oracle) = raw_ends();
    let ours = |(reader, writer)| Ours {
        end: StreamChannel::new(reader, writer),
        cut: cut.clone(),
    };
    let (hints, oracle) = (ours(hints), ours(oracle));
    let host_ref = &host;
    thread::scope(|scope| {
        let hint_server = scope.spawn(move || {
            let server = HintReader::new(hints);
            let end = std::iter::repeat_with(|| block_on(server.next_hint(host_ref)))
                .find_map(Result::err);
            end.unwrap()
        });
        let oracle_server = scope.spawn(move || {
            let server = OracleServer::new(oracle);
            let end = std::iter::repeat_with(|| block_on(server.next_preimage_request(host_ref)))
                .find_map(Result::err);
            end.unwrap()
        });

        let writer = TheirHintWriter::new(Theirs::new(their_hints, cut.clone()));
        let reader = TheirReader::new(Theirs::new(their_oracle, cut.clone()));
        let mut buffer = vec![0; MAX];
        for (index, item) in preimages.items.iter().enumerate() {
            cut.set(CUTS[index % CUTS.len()].0);
            block_on(writer.write(&preimages.hint(index))).unwrap();
            let preimage = preimages.of(item);
            if index % 2 == 0 {
                assert_eq!(block_on(reader.get(item.their_key())).unwrap(), preimage);
            } else {
                let buffer = &mut buffer[..preimage.len()];
                block_on(reader.get_exact(item.their_key(), buffer)).unwrap();
                assert_eq!(buffer, preimage);
            }
        }
        drop((writer, reader));
        // Both ends lie between two messages.
        let (hints, oracle) = (hint_server.join().unwrap(), oracle_server.join().unwrap());
        assert!(hints.is_closed() && oracle.is_closed(), "{hints} {oracle}");
    });
    host.check();
}

/// A length of 8 bytes in front of a hint, where kona reads 4: two hints, two acknowledgements.
#[test]
fn longer_lengths_are_two_hints_for_who_reads_shorter_ones() {
    struct Heard(Mutex<Vec<String>>);

    #[async_trait]
    impl TheirRouter for Heard {
        async fn route_hint(&self, hint: String) -> TheirResult<()> {
            self.0.lock().unwrap().push(hint);
            Ok(())
        }
    }

    let (client, server) = ends();
    let heard = Heard(Mutex::default());
    thread::scope(|scope| {
        let heard = &heard;
        let (end, their_end) = raw_ends();
        scope.spawn(move || {
            let server = TheirHintReader::new(Theirs::new(their_end, Cut::of(4096)));
            while block_on(server.next_hint(heard)).is_ok() {}
        });
        let writer = HintWriter::new(StreamChannel::new(end.0, end.1)).with_prefix(Prefix::U64);
        // The client may see the first acknowledgement alone. In the end it sees that there is one too many.
        let results: Vec<_> = (0..100)
            .map(|_| block_on(writer.write("hello")))
            .take_while(Result::is_ok)
            .collect();
        let error = block_on(writer.write("hello")).unwrap_err();
        assert!(results.len() < 100, "nobody noticed");
        assert!(
            matches!(
                error,
                PreimageOracleError::UnaskedAck | PreimageOracleError::OutOfStep
            ),
            "{error}"
        );
    });
    let heard = heard.0.into_inner().unwrap();
    assert_eq!(heard[..2], ["", "hello"]);
    assert!(heard.chunks_exact(2).all(|two| two == ["", "hello"]));

    // The other way round, what is read as a length is none that anybody has.
    let error = thread::scope(|scope| {
        let server = scope.spawn(move || {
            let reader = HintReader::new(server).with_prefix(Prefix::U64);
            let preimages = Preimages {
                bytes: Vec::new(),
                items: Vec::new(),
            };
            block_on(reader.next_hint(&Host::new(&preimages))).unwrap_err()
        });
        let writer = HintWriter::new(client);
        let lost = block_on(writer.write("hello")).unwrap_err();
        assert!(
            matches!(lost, PreimageOracleError::Channel { .. }),
            "{lost}"
        );
        server.join().unwrap()
    });
    let length = u64::from_be_bytes(*b"\0\0\0\x05hell");
    assert!(
        matches!(error, PreimageOracleError::HintTooLong { length: found, .. } if found == length),
        "{error}"
    );
}
