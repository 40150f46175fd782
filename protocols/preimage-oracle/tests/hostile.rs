//! Peers that do what they must not. Nothing panics, nothing waits for ever, and the error says where.

mod support;

use std::io::{Read, Write};
use std::sync::Mutex;
use std::thread;

use preimage_oracle::frame::{self, Prefix};
use preimage_oracle::hash::keccak256;
use preimage_oracle::oracle::During;
use preimage_oracle::{
    Channel, ChannelError, ChannelResult, HintReader, HintReaderServer, HintRouter, HintWriter,
    HintWriterClient, KeyType, OracleReader, OracleServer, PreimageFetcher, PreimageKey,
    PreimageOracleClient, PreimageOracleError, PreimageOracleResult, PreimageOracleServer, RawKey,
    StreamChannel, block_on,
};
use support::raw_ends;

/// A host that has one preimage, and remembers hints.
#[derive(Default)]
struct Host {
    preimage: Vec<u8>,
    hints: Mutex<Vec<String>>,
}

impl PreimageFetcher for Host {
    async fn get_preimage(&self, key: PreimageKey) -> PreimageOracleResult<Vec<u8>> {
        match key.of(&self.preimage) {
            Some(own) if own == key => Ok(self.preimage.clone()),
            _ => Err(PreimageOracleError::KeyNotFound(key)),
        }
    }
}

impl HintRouter for Host {
    async fn route_hint(&self, hint: String) -> PreimageOracleResult<()> {
        if hint == "fail" {
            return Err(PreimageOracleError::Other("it cannot be had".into()));
        }
        self.hints.lock().unwrap().push(hint);
        Ok(())
    }
}

/// What a client makes of these bytes, behind which the stream ends.
fn told<T>(
    bytes: &[u8],
    client: impl FnOnce(&support::End) -> PreimageOracleResult<T>,
) -> PreimageOracleResult<T> {
    let ((reader, writer), (_requests, mut answers)) = raw_ends();
    let end = StreamChannel::new(reader, writer);
    answers.write_all(bytes).unwrap();
    drop(answers);
    client(&end)
}

/// What a server makes of these bytes, behind which the stream ends, and what it writes.
fn asked<T>(
    bytes: &[u8],
    server: impl FnOnce(&support::End) -> PreimageOracleResult<T>,
) -> (PreimageOracleResult<T>, Vec<u8>) {
    let ((reader, writer), (mut answers, mut requests)) = raw_ends();
    let end = StreamChannel::new(reader, writer);
    requests.write_all(bytes).unwrap();
    drop(requests);
    let result = server(&end);
    drop(end);
    let mut written = Vec::new();
    answers.read_to_end(&mut written).unwrap();
    (result, written)
}

fn response(preimage: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    frame::write(Prefix::U64, preimage, &mut bytes).unwrap();
    bytes
}

const PREIMAGE: &[u8] = b"what was asked for";

fn key() -> PreimageKey {
    PreimageKey::keccak256(PREIMAGE)
}

#[test]
fn a_length_of_all_ones_takes_no_memory() {
    let bytes = [[0xff; 8].as_slice(), PREIMAGE].concat();
    let expected = PreimageOracleError::PreimageTooLong {
        key: key(),
        length: u64::MAX,
        limit: preimage_oracle::oracle::limits::MAX_PREIMAGE,
    };
    let error = told(&bytes, |end| block_on(OracleReader::new(end).get(key()))).unwrap_err();
    assert_eq!(error, expected);
    assert_eq!(
        error.to_string(),
        format!(
            "preimage of {}: expected at most 67108864 bytes, found 18446744073709551615",
            key()
        )
    );
    let mut buffer = [0; 18];
    let error = told(&bytes, |end| {
        block_on(OracleReader::new(end).get_exact(key(), &mut buffer))
    });
    assert_eq!(error, Err(expected));

    let (error, written) = asked(&[0xff; 12], |end| {
        let reader = HintReader::new(end).with_prefix(Prefix::U64);
        block_on(reader.next_hint(&Host::default()))
    });
    let limit = preimage_oracle::oracle::limits::MAX_HINT;
    let length = u64::MAX;
    assert_eq!(
        error,
        Err(PreimageOracleError::HintTooLong { length, limit })
    );
    assert!(written.is_empty(), "{written:?}");
    let (error, _) = asked(&[0xff; 12], |end| {
        block_on(HintReader::new(end).next_hint(&Host::default()))
    });
    let length = u64::from(u32::MAX);
    assert_eq!(
        error,
        Err(PreimageOracleError::HintTooLong { length, limit })
    );
}

/// Where the caller sets no limit, memory is set aside as bytes come. As much as these lengths say, no machine has.
#[test]
fn without_a_limit_memory_is_set_aside_as_bytes_come() {
    let length = 1_usize << 46;
    let bytes = [&(length as u64).to_be_bytes(), PREIMAGE].concat();
    let error = told(&bytes, |end| {
        block_on(OracleReader::new(end).with_limit(u64::MAX).get(key()))
    });
    assert_eq!(
        error,
        Err(PreimageOracleError::Channel {
            during: During::Response(key()),
            error: ChannelError::UnexpectedEof {
                read: bytes.len(),
                expected: 8 + length
            },
        })
    );
    let (error, _) = asked(&bytes, |end| {
        let reader = HintReader::new(end)
            .with_prefix(Prefix::U64)
            .with_limit(u64::MAX);
        block_on(reader.next_hint(&Host::default()))
    });
    assert_eq!(
        error,
        Err(PreimageOracleError::Channel {
            during: During::Hint,
            error: ChannelError::UnexpectedEof {
                read: bytes.len(),
                expected: 8 + length
            },
        })
    );
}

#[test]
fn limits_are_met_to_the_byte() {
    let most = PREIMAGE.len() as u64;
    let get = |limit: u64| {
        told(&response(PREIMAGE), |end| {
            block_on(OracleReader::new(end).with_limit(limit).get(key()))
        })
    };
    assert_eq!(get(most).unwrap(), PREIMAGE);
    assert!(matches!(
        get(most - 1),
        Err(PreimageOracleError::PreimageTooLong { limit, .. }) if limit == most - 1
    ));

    let mut hint = Vec::new();
    frame::write(Prefix::U32, b"hello", &mut hint).unwrap();
    let read = |limit: u64| {
        let host = Host::default();
        let server =
            |end: &support::End| block_on(HintReader::new(end).with_limit(limit).next_hint(&host));
        asked(&hint, server)
    };
    assert_eq!(read(5), (Ok(()), vec![0]));
    let too_long = PreimageOracleError::HintTooLong {
        length: 5,
        limit: 4,
    };
    assert_eq!(read(4), (Err(too_long), vec![]));
}

/// The end of the stream after each byte of each message.
#[test]
fn the_end_inside_of_a_message_is_told_to_the_byte() {
    // A response, with the length alone in front of what comes in one read and of what does not.
    for length in [0, 1, PREIMAGE.len(), 6000] {
        let preimage = vec![7; length];
        let key = PreimageKey::keccak256(&preimage);
        let whole = response(&preimage);
        for end_at in 0..whole.len() {
            let expected = PreimageOracleError::Channel {
                during: During::Response(key),
                error: match end_at {
                    0 => ChannelError::Closed,
                    // Until the length is there, nobody knows more.
                    1..8 => ChannelError::UnexpectedEof {
                        read: end_at,
                        expected: 8,
                    },
                    _ => ChannelError::UnexpectedEof {
                        read: end_at,
                        expected: whole.len(),
                    },
                },
            };
            let bytes = &whole[..end_at];
            let got = told(bytes, |end| block_on(OracleReader::new(end).get(key)));
            assert_eq!(got, Err(expected.clone()));
            let mut buffer = vec![0; length];
            let got = told(bytes, |end| {
                block_on(OracleReader::new(end).get_exact(key, &mut buffer))
            });
            assert_eq!(got, Err(expected.clone()));
            // One of another length is passed over to its end.
            let mut longer = vec![0; length + 1];
            let got = told(bytes, |end| {
                block_on(OracleReader::new(end).get_exact(key, &mut longer))
            });
            assert_eq!(got, Err(expected));
        }
    }

    // A request.
    let whole = key().to_bytes();
    for end_at in 0..whole.len() {
        let (error, written) = asked(&whole[..end_at], |end| {
            block_on(OracleServer::new(end).next_preimage_request(&Host::default()))
        });
        let error = error.unwrap_err();
        assert_eq!(error.is_closed(), end_at == 0);
        assert!(
            end_at == 0
                || error.to_string()
                    == format!("request: expected 32 bytes, found the end after {end_at}"),
            "{error}"
        );
        assert!(written.is_empty(), "{written:?}");
    }

    // A hint, of each kind.
    for prefix in [Prefix::U32, Prefix::U64] {
        let mut whole = Vec::new();
        frame::write(prefix, b"l1-block-header 0x00", &mut whole).unwrap();
        for end_at in 0..whole.len() {
            let host = Host::default();
            let (error, written) = asked(&whole[..end_at], |end| {
                block_on(HintReader::new(end).with_prefix(prefix).next_hint(&host))
            });
            let error = error.unwrap_err();
            assert_eq!(error.is_closed(), end_at == 0);
            let known = if end_at < prefix.size() {
                prefix.size()
            } else {
                whole.len()
            };
            assert!(
                end_at == 0
                    || error.to_string()
                        == format!("hint: expected {known} bytes, found the end after {end_at}"),
                "{error}"
            );
            assert!(written.is_empty(), "nothing is acknowledged");
            assert!(host.hints.into_inner().unwrap().is_empty());
        }
    }

    // An acknowledgement, of one byte.
    let error = told(&[], |end| block_on(HintWriter::new(end).write("hello")));
    assert_eq!(
        error,
        Err(PreimageOracleError::Channel {
            during: During::Ack,
            error: ChannelError::Closed
        })
    );
}

#[test]
fn an_acknowledgement_without_a_hint_is_noticed() {
    let write = |bytes: &[u8]| told(bytes, |end| block_on(HintWriter::new(end).write("hello")));
    assert_eq!(write(&[0]), Ok(()));
    // What the byte is, nobody looks at.
    assert_eq!(write(&[0xff]), Ok(()));
    assert_eq!(write(&[0, 0]), Err(PreimageOracleError::UnaskedAck));

    /// A channel that can tell what has come.
    struct Telling(support::End);

    impl Channel for Telling {
        async fn read(&self, buf: &mut [u8]) -> ChannelResult<usize> {
            self.0.read(buf).await
        }

        async fn write(&self, _: &[u8]) -> ChannelResult<()> {
            panic!("it is noticed before")
        }

        fn has_unread(&self) -> Option<bool> {
            Some(true)
        }
    }
    let error = told(&[0], |end| {
        let writer = HintWriter::new(Telling(end.clone()));
        block_on(writer.write("hello")).unwrap_err();
        // From then on nobody knows which acknowledgement is whose.
        block_on(writer.write("hello"))
    });
    assert_eq!(error, Err(PreimageOracleError::OutOfStep));
}

#[test]
fn a_hint_that_is_no_text_is_acknowledged_and_the_next_one_is_heard() {
    let mut bytes = Vec::new();
    // The bytes that kona's own test has, and a text that ends in the middle of a character.
    for hint in [&[0xf0, 0x90, 0x28, 0xbc][..], b"caf\xc3", b"fail", b"hello"] {
        frame::write(Prefix::U32, hint, &mut bytes).unwrap();
    }
    let host = Host::default();
    let mut results = Vec::new();
    let (_, written) = asked(&bytes, |end| {
        let reader = HintReader::new(end);
        results.extend((0..5).map(|_| block_on(reader.next_hint(&host))));
        Ok(())
    });
    assert_eq!(written, [0; 4]);
    let [first, second, third, fourth, end] = &results[..] else {
        panic!("{results:?}")
    };
    assert_eq!(*first, Err(PreimageOracleError::HintNotUtf8 { offset: 0 }));
    assert_eq!(*second, Err(PreimageOracleError::HintNotUtf8 { offset: 3 }));
    assert_eq!(
        *third,
        Err(PreimageOracleError::Other("it cannot be had".into()))
    );
    assert_eq!(*fourth, Ok(()));
    assert!(end.as_ref().is_err_and(PreimageOracleError::is_closed));
    assert_eq!(host.hints.into_inner().unwrap(), ["hello"]);
}

#[test]
fn keys_of_types_that_are_reserved_are_refused_by_name() {
    for key_type in (0..=0).chain(7..=255) {
        let request = RawKey {
            key_type,
            data: [0xab; 31],
        };
        let (error, written) = asked(&request.to_bytes(), |end| {
            block_on(OracleServer::new(end).next_preimage_request(&Host::default()))
        });
        let why = match key_type {
            0 => "illegal",
            7..=128 => "reserved",
            _ => "for applications",
        };
        assert_eq!(
            error.unwrap_err().to_string(),
            format!(
                "request for 0x{key_type:02x}{}: at byte 0: expected a key type from 1 to 6, found {key_type}, which is {why}",
                "ab".repeat(31)
            )
        );
        assert!(written.is_empty(), "{written:?}");
    }
}

#[test]
fn what_is_not_there_is_named_and_not_answered() {
    let missing = PreimageKey::local(7);
    let (error, written) = asked(&missing.to_bytes(), |end| {
        block_on(OracleServer::new(end).next_preimage_request(&Host::default()))
    });
    assert_eq!(
        error.unwrap_err().to_string(),
        "preimage of 0x0100000000000000000000000000000000000000000000000000000000000007: there is none"
    );
    assert!(written.is_empty(), "{written:?}");
}

#[test]
fn another_preimage_is_refused_and_the_channel_stays_in_step() {
    let bytes = [response(b"another"), response(PREIMAGE)].concat();
    // One response at a time: a second one is not there before it is asked for.
    let ((reader, writer), (mut requests, mut answers)) = raw_ends();
    let server = thread::spawn(move || {
        let mut request = [0; 32];
        for answer in [&bytes[..15], &bytes[..15], &bytes[..15], &bytes[15..]] {
            requests.read_exact(&mut request).unwrap();
            answers.write_all(answer).unwrap();
        }
    });
    let end = StreamChannel::new(reader, writer);
    let reader = OracleReader::new(end);
    let wrong = PreimageOracleError::WrongPreimage {
        key: key(),
        found: PreimageKey::keccak256(b"another"),
    };
    assert_eq!(block_on(reader.get(key())), Err(wrong.clone()));
    let mut seven = [0; 7];
    assert_eq!(block_on(reader.get_exact(key(), &mut seven)), Err(wrong));
    let mut eighteen = [0; 18];
    assert_eq!(
        block_on(reader.get_exact(key(), &mut eighteen)),
        Err(PreimageOracleError::BufferLengthMismatch {
            key: key(),
            expected: 18,
            found: 7
        })
    );
    block_on(reader.get_exact(key(), &mut eighteen)).unwrap();
    assert_eq!(eighteen, PREIMAGE);
    server.join().unwrap();
}

#[test]
fn a_key_that_does_not_say_what_its_preimage_is_takes_any() {
    let sha256 = PreimageKey::sha256(PREIMAGE);
    let hash = keccak256(&[PREIMAGE]);
    let get = |key: PreimageKey, preimage: &[u8]| {
        told(&response(preimage), |end| {
            block_on(OracleReader::new(end).get(key))
        })
    };
    assert_eq!(get(sha256, PREIMAGE).unwrap(), PREIMAGE);
    assert_eq!(
        get(sha256, b"another"),
        Err(PreimageOracleError::WrongPreimage {
            key: sha256,
            found: PreimageKey::sha256(b"another")
        })
    );
    for key_type in [
        KeyType::Local,
        KeyType::GlobalGeneric,
        KeyType::Blob,
        KeyType::Precompile,
    ] {
        let key = PreimageKey::new(hash, key_type);
        assert_eq!(get(key, b"another").unwrap(), b"another");
    }
    let unseen = told(&response(b"another"), |end| {
        let reader = OracleReader::new(end).without_verification();
        block_on(reader.get(key()))
    });
    assert_eq!(unseen.unwrap(), b"another");
}

#[test]
fn bytes_behind_a_preimage_are_noticed() {
    let bytes = [response(PREIMAGE), vec![1, 2, 3]].concat();
    let expected = PreimageOracleError::MoreThanPreimage {
        key: key(),
        length: 18,
        more: 3,
    };
    let mut again = None;
    let error = told(&bytes, |end| {
        let reader = OracleReader::new(end);
        let error = block_on(reader.get(key()));
        again = Some(block_on(reader.clone().get(key())));
        error
    });
    assert_eq!(error, Err(expected));
    assert_eq!(again, Some(Err(PreimageOracleError::OutOfStep)));
}

#[test]
fn a_host_that_is_gone_is_an_error_and_no_signal() {
    let ((reader, writer), theirs) = raw_ends();
    drop(theirs);
    let end = StreamChannel::new(reader, writer);
    assert_eq!(
        block_on(OracleReader::new(&end).get(key())),
        Err(PreimageOracleError::Channel {
            during: During::Request,
            error: ChannelError::Closed
        })
    );
    assert_eq!(
        block_on(HintWriter::new(&end).write("hello")),
        Err(PreimageOracleError::Channel {
            during: During::Hint,
            error: ChannelError::Closed
        })
    );
}
