//! Implementations of one's own in each place, runtimes, and clients that ask at once.

mod support;

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::io::{self, IoSlice, Write};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use preimage_oracle::frame::Prefix;
use preimage_oracle::io::{Errno, IoResult};
use preimage_oracle::oracle::During;
use preimage_oracle::{
    BasicKernelInterface, Channel, ChannelError, ChannelResult, Comms, CommsClient, FileDescriptor,
    HintReader, HintReaderServer, HintRouter, HintType, HintWriter, HintWriterClient, OracleReader,
    OracleServer, PipeHandle, PreimageFetcher, PreimageKey, PreimageOracleClient,
    PreimageOracleError, PreimageOracleResult, PreimageOracleServer, StreamChannel, block_on,
};
use support::ends;
use tokio::net::unix::pipe::{self, Receiver, Sender};

/// A host with the decimal digits of the numbers that hints have named.
#[derive(Default)]
struct Digits(Mutex<HashMap<PreimageKey, Vec<u8>>>);

impl HintRouter for Digits {
    async fn route_hint(&self, hint: String) -> PreimageOracleResult<()> {
        let digits = hint.into_bytes();
        let key = PreimageKey::sha256(&digits);
        self.0.lock().unwrap().insert(key, digits);
        Ok(())
    }
}

impl PreimageFetcher for Digits {
    async fn get_preimage(&self, key: PreimageKey) -> PreimageOracleResult<Vec<u8>> {
        let digits = self.0.lock().unwrap().get(&key).cloned();
        digits.ok_or(PreimageOracleError::KeyNotFound(key))
    }
}

/// A program, over whatever protocol.
async fn program<T: CommsClient>(comms: T) -> PreimageOracleResult<()> {
    for number in 0..100_u32 {
        let digits = (number * number).to_string();
        let key = PreimageKey::sha256(digits.as_bytes());
        comms.write(&digits).await?;
        assert_eq!(comms.get(key).await?, digits.as_bytes());
        let mut buffer = vec![0; digits.len()];
        comms.clone().get_exact(key, &mut buffer).await?;
        assert_eq!(buffer, digits.as_bytes());
    }
    Ok(())
}

async fn serve(
    hints: &impl HintReaderServer,
    oracle: &impl PreimageOracleServer,
) -> [PreimageOracleError; 2] {
    let host = Digits::default();
    let hints = async {
        loop {
            if let Err(error) = hints.next_hint(&host).await {
                return error;
            }
        }
    };
    let oracle = async {
        loop {
            if let Err(error) = oracle.next_preimage_request(&host).await {
                return error;
            }
        }
    };
    tokio::join!(hints, oracle).into()
}

/// Everything redefined: no bytes, a queue of questions in place of the two pipes.
#[test]
fn each_trait_can_be_implemented_anew() {
    #[derive(Clone, Copy)]
    struct Direct<'a>(&'a Queue);

    #[derive(Default)]
    struct Queue {
        host: Digits,
        hints: Mutex<VecDeque<String>>,
        keys: Mutex<VecDeque<PreimageKey>>,
        answers: Mutex<VecDeque<Vec<u8>>>,
    }

    impl HintReaderServer for Queue {
        async fn next_hint<R: HintRouter + Sync>(&self, router: &R) -> PreimageOracleResult<()> {
            let hint = self.hints.lock().unwrap().pop_front();
            router
                .route_hint(hint.ok_or(PreimageOracleError::OutOfStep)?)
                .await
        }
    }

    impl PreimageOracleServer for Queue {
        async fn next_preimage_request<F: PreimageFetcher + Sync>(
            &self,
            fetcher: &F,
        ) -> PreimageOracleResult<()> {
            let key = self.keys.lock().unwrap().pop_front();
            let preimage = fetcher
                .get_preimage(key.ok_or(PreimageOracleError::OutOfStep)?)
                .await?;
            self.answers.lock().unwrap().push_back(preimage);
            Ok(())
        }
    }

    impl HintWriterClient for Direct<'_> {
        async fn write(&self, hint: &str) -> PreimageOracleResult<()> {
            self.0.hints.lock().unwrap().push_back(hint.into());
            self.0.next_hint(&self.0.host).await
        }
    }

    impl PreimageOracleClient for Direct<'_> {
        async fn get(&self, key: PreimageKey) -> PreimageOracleResult<Vec<u8>> {
            self.0.keys.lock().unwrap().push_back(key);
            self.0.next_preimage_request(&self.0.host).await?;
            Ok(self.0.answers.lock().unwrap().pop_front().unwrap())
        }

        async fn get_exact(&self, key: PreimageKey, buf: &mut [u8]) -> PreimageOracleResult<()> {
            buf.copy_from_slice(&self.get(key).await?);
            Ok(())
        }
    }

    let queue = Queue::default();
    block_on(program(Direct(&queue))).unwrap();
    let missing = PreimageKey::local(1);
    assert_eq!(
        block_on(Direct(&queue).get(missing)),
        Err(PreimageOracleError::KeyNotFound(missing))
    );
}

thread_local! {
    static TAPE: RefCell<Tape> = RefCell::default();
}

/// A machine of one's own: all that is read is there, calls are interrupted, put off and cut short.
#[derive(Default)]
struct Tape {
    calls: usize,
    input: VecDeque<u8>,
    output: Vec<u8>,
}

struct TapeKernel;

impl TapeKernel {
    fn call(mut work: impl FnMut(&mut Tape) -> usize) -> IoResult<usize> {
        TAPE.with_borrow_mut(|tape| {
            tape.calls += 1;
            match tape.calls % 5 {
                1 => Err(Errno::EINTR),
                3 => Err(Errno::EAGAIN),
                _ => Ok(work(tape)),
            }
        })
    }
}

impl BasicKernelInterface for TapeKernel {
    fn write(fd: FileDescriptor, buf: &[u8]) -> IoResult<usize> {
        assert_eq!(fd, FileDescriptor::PreimageWrite);
        Self::call(|tape| {
            let some = buf.len().min(5);
            tape.output.extend_from_slice(&buf[..some]);
            some
        })
    }

    fn read(fd: FileDescriptor, buf: &mut [u8]) -> IoResult<usize> {
        assert_eq!(fd, FileDescriptor::PreimageRead);
        Self::call(|tape| {
            let some = buf.len().min(3).min(tape.input.len());
            for (place, byte) in buf.iter_mut().zip(tape.input.drain(..some)) {
                *place = byte;
            }
            some
        })
    }

    fn exit(code: i32) -> ! {
        panic!("exit code {code}")
    }
}

#[test]
fn a_machine_can_be_implemented_anew() {
    let key = PreimageKey::sha256(b"hello world");
    TAPE.with_borrow_mut(|tape| {
        tape.input.extend([0, 0, 0, 0, 0, 0, 0, 11]);
        tape.input.extend(b"hello world");
    });
    let reader = OracleReader::new(PipeHandle::<TapeKernel>::PREIMAGES);
    assert_eq!(block_on(reader.get(key)).unwrap(), b"hello world");
    TAPE.with_borrow(|tape| assert_eq!(tape.output, key.to_bytes()));
    assert_eq!(
        block_on(reader.get(key)).unwrap_err().to_string(),
        format!("preimage of {key}: the other side has closed the channel")
    );
}

/// A channel over the pipes of tokio, as the README has it.
#[derive(Debug)]
struct TokioPipe {
    reader: Receiver,
    writer: Sender,
}

impl Channel for TokioPipe {
    async fn read(&self, buf: &mut [u8]) -> ChannelResult<usize> {
        loop {
            self.reader.readable().await.map_err(failed)?;
            match self.reader.try_read(buf) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                result => return result.map_err(failed),
            }
        }
    }

    async fn write(&self, mut buf: &[u8]) -> ChannelResult<()> {
        while !buf.is_empty() {
            self.writer.writable().await.map_err(failed)?;
            match self.writer.try_write(buf) {
                Ok(written) => buf = &buf[written..],
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(failed(error)),
            }
        }
        Ok(())
    }
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` wants it")]
fn failed(error: io::Error) -> ChannelError {
    match error.kind() {
        io::ErrorKind::BrokenPipe => ChannelError::Closed,
        _ => ChannelError::Os(error.raw_os_error().map_or(Errno::EIO, Errno)),
    }
}

fn tokio_ends() -> (TokioPipe, TokioPipe) {
    let (writer, other_reader) = pipe::pipe().unwrap();
    let (other_writer, reader) = pipe::pipe().unwrap();
    let other = TokioPipe {
        reader: other_reader,
        writer: other_writer,
    };
    (TokioPipe { reader, writer }, other)
}

#[tokio::test]
async fn a_program_and_its_host_run_on_one_thread_of_tokio() {
    let (hints, their_hints) = tokio_ends();
    let (oracle, their_oracle) = tokio_ends();
    let client = async {
        let comms = Comms {
            oracle: OracleReader::new(&oracle),
            hints: HintWriter::new(&hints),
        };
        program(comms).await.unwrap();
        drop((hints, oracle));
    };
    let (hint_reader, server) = (
        HintReader::new(&their_hints),
        OracleServer::new(&their_oracle),
    );
    let host = async { serve(&hint_reader, &server).await };
    let (errors, ()) = tokio::join!(host, client);
    assert!(errors.iter().all(PreimageOracleError::is_closed));
}

/// The futures of clients and servers go to other threads, as runtimes with several demand.
#[test]
fn futures_can_be_sent() {
    fn is_send(_: impl Send) {}

    let (end, other) = ends();
    let key = PreimageKey::local(1);
    is_send(OracleReader::new(end.clone()).get(key));
    is_send(OracleReader::new(end.clone()).get_exact(key, &mut []));
    is_send(HintWriter::new(end).write(""));
    is_send(OracleServer::new(other.clone()).next_preimage_request(&Digits::default()));
    is_send(HintReader::new(other).next_hint(&Digits::default()));
}

#[test]
fn a_program_runs_without_a_runtime() {
    for prefix in [Prefix::U32, Prefix::U64] {
        let (hints, their_hints) = ends();
        let (oracle, their_oracle) = ends();
        let host = &Digits::default();
        thread::scope(|scope| {
            scope.spawn(move || {
                let reader = HintReader::new(their_hints).with_prefix(prefix);
                while block_on(reader.next_hint(host)).is_ok() {}
            });
            scope.spawn(move || {
                let server = OracleServer::new(their_oracle);
                while block_on(server.next_preimage_request(host)).is_ok() {}
            });
            let comms = Comms {
                oracle: OracleReader::new(oracle),
                hints: HintWriter::new(hints).with_prefix(prefix),
            };
            // On several threads at once: each gets what it has asked for.
            thread::scope(|scope| {
                for _ in 0..4 {
                    let comms = comms.clone();
                    scope.spawn(move || block_on(program(comms)).unwrap());
                }
            });
        });
    }
}

#[tokio::test]
async fn clones_that_ask_at_once_ask_one_after_the_other() {
    let (hints, their_hints) = tokio_ends();
    let (oracle, their_oracle) = tokio_ends();
    let client = async {
        let comms = Comms {
            oracle: OracleReader::new(&oracle),
            hints: HintWriter::new(&hints),
        };
        let (one, two, three) = (comms.clone(), comms.clone(), comms);
        let (one, two, three) = tokio::join!(program(one), program(two), program(three));
        for done in [one, two, three] {
            done.unwrap();
        }
        drop((hints, oracle));
    };
    let (hint_reader, server) = (
        HintReader::new(&their_hints),
        OracleServer::new(&their_oracle),
    );
    let host = async { serve(&hint_reader, &server).await };
    tokio::join!(host, client);
}

/// A client that a runtime gives up in the middle leaves half a message. Whoever comes next must not take it for its own.
#[tokio::test]
async fn a_request_that_is_given_up_leaves_the_channel_unused() {
    let (oracle, their_oracle) = tokio_ends();
    let reader = OracleReader::new(&oracle);
    let key = PreimageKey::local(1);
    let patience = Duration::from_millis(20);
    let silent = tokio::time::timeout(patience, reader.get(key)).await;
    assert!(silent.is_err(), "nobody answers");
    assert_eq!(reader.get(key).await, Err(PreimageOracleError::OutOfStep));
    // One that waits for its turn is told, too, and does not wait for ever.
    let fresh = OracleReader::new(&oracle);
    let first = tokio::time::timeout(patience, fresh.get(key));
    let second = fresh.get(key);
    let (first, second) = tokio::join!(first, second);
    assert!(first.is_err());
    assert_eq!(second, Err(PreimageOracleError::OutOfStep));
    drop(their_oracle);
}

/// A writer that takes a few bytes at a time and passes them on when it is flushed.
struct Buffered {
    most: usize,
    kept: Mutex<Vec<u8>>,
    passed: Arc<Mutex<Vec<u8>>>,
}

impl Write for &Buffered {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let some = &buf[..buf.len().min(self.most)];
        self.kept.lock().unwrap().extend_from_slice(some);
        Ok(some.len())
    }

    fn write_vectored(&mut self, parts: &[IoSlice<'_>]) -> io::Result<usize> {
        self.write(
            &parts
                .iter()
                .flat_map(|part| part.to_vec())
                .collect::<Vec<_>>(),
        )
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut kept = self.kept.lock().unwrap();
        self.passed.lock().unwrap().append(&mut kept);
        Ok(())
    }
}

/// However an answer is cut, all of it has left the server when it waits for the next request.
#[test]
fn an_answer_is_written_to_its_end() {
    for preimage in [&b""[..], b"hello"] {
        let whole = [&(preimage.len() as u64).to_be_bytes(), preimage].concat();
        let key = PreimageKey::sha256(preimage);
        for most in 1..=whole.len() {
            let host = Digits::default();
            host.0.lock().unwrap().insert(key, preimage.to_vec());
            let (end, mut requests) = io::pipe().unwrap();
            requests.write_all(&key.to_bytes()).unwrap();
            let passed = Arc::<Mutex<Vec<u8>>>::default();
            let writer = Buffered {
                most,
                kept: Mutex::default(),
                passed: Arc::clone(&passed),
            };
            let server = OracleServer::new(StreamChannel::new(end, writer));
            block_on(server.next_preimage_request(&host)).unwrap();
            assert_eq!(*passed.lock().unwrap(), whole, "{most}");
        }
    }
}

/// A host that asks another one, which is gone.
struct Behind(During);

impl Behind {
    fn gone(&self) -> PreimageOracleError {
        PreimageOracleError::Channel {
            during: self.0,
            error: ChannelError::Closed,
        }
    }
}

impl HintRouter for Behind {
    async fn route_hint(&self, _: String) -> PreimageOracleResult<()> {
        Err(self.gone())
    }
}

impl PreimageFetcher for Behind {
    async fn get_preimage(&self, _: PreimageKey) -> PreimageOracleResult<Vec<u8>> {
        Err(self.gone())
    }
}

/// Only the client's own end looks like its end.
#[test]
fn the_end_of_a_backends_channel_is_not_the_clients() {
    for during in [During::Request, During::Hint] {
        let (end, mut requests) = io::pipe().unwrap();
        requests
            .write_all(&PreimageKey::local(1).to_bytes())
            .unwrap();
        let server = OracleServer::new(StreamChannel::new(end, io::sink()));
        let error = block_on(server.next_preimage_request(&Behind(during))).unwrap_err();
        assert!(!error.is_closed(), "{error:?}");
        drop(requests);
        let error = block_on(server.next_preimage_request(&Behind(during))).unwrap_err();
        assert!(error.is_closed(), "{error:?}");

        let (end, mut hints) = io::pipe().unwrap();
        hints.write_all(&[0; 4]).unwrap();
        let reader = HintReader::new(StreamChannel::new(end, io::sink()));
        let error = block_on(reader.next_hint(&Behind(during))).unwrap_err();
        assert!(!error.is_closed(), "{error:?}");
    }
}

#[test]
fn hints_are_written_as_the_host_reads_them() {
    assert_eq!(
        HintType::L1BlockHeader.encode_with(&[&[0x11; 2], &[0xff]]),
        "l1-block-header 0x1111ff"
    );
    assert_eq!(HintType::L2Output.encode_with(&[]), "l2-output 0x");
}
