//! Bytes that nobody has asked for, over channels that can tell that they are there.

mod support;

use std::fs::File;
use std::io::{PipeReader, PipeWriter, Read, Write, pipe};
use std::os::unix::net::UnixStream;
use std::thread;

use preimage_oracle::frame::{self, Prefix};
use preimage_oracle::io::has_unread;
use preimage_oracle::{
    Channel, ChannelResult, OracleReader, PreimageKey, PreimageOracleClient, PreimageOracleError,
    block_on,
};
use support::raw_ends;

/// Behind a preimage that takes more than one read, they are seen before the next request.
#[test]
fn bytes_that_nobody_has_asked_for_are_no_answer() {
    /// A channel that can tell what has come.
    struct Telling((PipeReader, PipeWriter));

    impl Channel for Telling {
        async fn read(&self, buf: &mut [u8]) -> ChannelResult<usize> {
            Ok((&self.0.0).read(buf).unwrap())
        }

        async fn write(&self, buf: &[u8]) -> ChannelResult<()> {
            (&self.0.1).write_all(buf).unwrap();
            Ok(())
        }

        fn has_unread(&self) -> Option<bool> {
            has_unread(&self.0.0)
        }
    }

    let (ours, (mut requests, mut answers)) = raw_ends();
    let reader = OracleReader::new(Telling(ours));
    let large = [7; 2000];
    let (first, other) = (PreimageKey::keccak256(&large), PreimageKey::local(1));
    let mut bytes = Vec::new();
    for preimage in [&large[..], b"bad"] {
        frame::write(Prefix::U64, preimage, &mut bytes).unwrap();
    }
    thread::scope(|scope| {
        let first = scope.spawn(|| block_on(reader.get(first)));
        requests.read_exact(&mut [0; 32]).unwrap();
        // They fit into the pipe.
        answers.write_all(&bytes).unwrap();
        assert_eq!(first.join().unwrap().unwrap(), large);
    });
    assert_eq!(
        block_on(reader.get(other)),
        Err(PreimageOracleError::UnaskedBytes(other))
    );
    assert_eq!(
        block_on(reader.get(other)),
        Err(PreimageOracleError::OutOfStep)
    );
}

/// The end of a stream is none of its bytes.
#[test]
fn what_has_come_is_told_of_pipes_and_sockets() {
    let (reader, mut writer) = pipe().unwrap();
    assert_eq!(has_unread(&reader), Some(false));
    writer.write_all(&[0]).unwrap();
    assert_eq!(has_unread(&reader), Some(true));
    drop(writer);
    assert_eq!(has_unread(&reader), Some(true));
    (&reader).read_exact(&mut [0]).unwrap();
    assert_eq!(has_unread(&reader), Some(false));

    let (one, mut other) = UnixStream::pair().unwrap();
    assert_eq!(has_unread(&one), Some(false));
    other.write_all(&[0]).unwrap();
    assert_eq!(has_unread(&one), Some(true));
    drop(other);
    (&one).read_exact(&mut [0]).unwrap();
    assert_eq!(has_unread(&one), Some(false));

    let silent = File::open("/dev/null").unwrap();
    assert_eq!(has_unread(&silent), None);
}
