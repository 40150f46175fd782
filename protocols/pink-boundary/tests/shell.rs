//! The tables themselves, as a program would fill and call them that is not ours.

use core::ffi::c_void;
use std::cell::RefCell;
use std::ptr;
use std::sync::Mutex;

use cross_call::{DispatchError, IdentExecute};
use parity_scale_codec::Encode;
use pink_boundary::abi::{Config, Ecalls, Ocalls, OutputFn};
use pink_boundary::{
    Failure, Handler, Host, InitError, Loader, MAX_OUTPUT, NativeRuntime, Refusal, Runtime,
    Version, shell,
};
use pink_protocol::ocalls;

/// The host's functions are one for a whole process, as a runtime has one host.
static ALONE: Mutex<()> = Mutex::new(());

/// A runtime whose every call is another kind of end: by the id.
struct Ends;

impl Runtime for Ends {
    const VERSION: Version = (1, 1);

    fn ecall(mut host: Host, id: u32, input: &[u8]) -> Result<Vec<u8>, Refusal> {
        match id {
            1 => Ok(input.to_vec()),
            2 => panic!("a panic of {} bytes", input.len()),
            3 => std::panic::panic_any(7_u8),
            5 => std::panic::panic_any(Bomb),
            6 => Ok(vec![3; 200_000]),
            // Any ocall.
            7 => match input {
                [id, data @ ..] => {
                    let id = u32::from(*id);
                    Ok(ocalls::try_dispatch(
                        &mut IdentExecute,
                        &mut host,
                        id,
                        data,
                    )?)
                }
                [] => Ok(Vec::new()),
            },
            8 => Ok(vec![host.is_enclaved().into()]),
            id => Err(DispatchError::UnknownCall { id }.into()),
        }
    }
}

/// Panics when it is dropped.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("a panic's payload is dropped");
    }
}

/// Takes pieces.
unsafe extern "C" fn push(ctx: *mut c_void, data: *const u8, len: usize) {
    // SAFETY: the pointer that `collect` hands over.
    let pieces = unsafe { &*ctx.cast::<RefCell<Vec<Vec<u8>>>>() };
    // SAFETY: the runtime's bytes.
    let piece = unsafe { std::slice::from_raw_parts(data, len) };
    pieces.borrow_mut().push(piece.to_vec());
}

/// The pieces that a function puts out.
fn collect(run: impl FnOnce(*mut c_void, OutputFn)) -> Vec<Vec<u8>> {
    let pieces = RefCell::new(Vec::new());
    run((&raw const pieces).cast_mut().cast(), Some(push));
    pieces.into_inner()
}

unsafe extern "C" fn no_ocall(_: u32, _: *const u8, _: usize, _: *mut c_void, _: OutputFn) {}

/// Zeros are a value of every result.
unsafe extern "C" fn zeros(_: u32, _: *const u8, _: usize, ctx: *mut c_void, output: OutputFn) {
    let zeros = [0; 64];
    // SAFETY: bytes that are there, and what the runtime handed over.
    unsafe { output.unwrap()(ctx, zeros.as_ptr(), zeros.len()) };
}

/// More than a runtime takes.
unsafe extern "C" fn flood(_: u32, _: *const u8, _: usize, ctx: *mut c_void, output: OutputFn) {
    let piece = vec![0; 1 << 20];
    for _ in 0..=MAX_OUTPUT / piece.len() {
        // SAFETY: bytes that are there, and what the runtime handed over.
        unsafe { output.unwrap()(ctx, piece.as_ptr(), piece.len()) };
    }
}

/// Bytes that are not there.
unsafe extern "C" fn null(_: u32, _: *const u8, _: usize, ctx: *mut c_void, output: OutputFn) {
    // SAFETY: a null pointer, which the runtime has to notice.
    unsafe { output.unwrap()(ctx, ptr::null(), 7) };
}

fn config() -> Config {
    Config {
        ocalls: Ocalls {
            ocall: Some(no_ocall),
            ..Ocalls::default()
        },
        ..Config::default()
    }
}

fn init(config: *const Config, ecalls: *mut Ecalls) -> i32 {
    // SAFETY: null, or from references.
    unsafe { shell::init::<Ends>(config, ecalls) }
}

#[test]
fn null_tables_are_refused() {
    let _alone = ALONE.lock();
    let mut ecalls = Ecalls::default();
    assert_eq!(init(ptr::null(), &raw mut ecalls), -1);
    assert_eq!(init(&config(), ptr::null_mut()), -1);
    assert_eq!(init(&Config::default(), &raw mut ecalls), -1);
    assert!(ecalls.ecall.is_none() && ecalls.get_version.is_none());
    // The memory functions may be null.
    assert_eq!(init(&config(), &raw mut ecalls), 0);
    assert!(ecalls.ecall.is_some());

    let get_version = ecalls.get_version.unwrap();
    let (mut major, mut minor) = (9, 9);
    // SAFETY: null, or from references.
    unsafe {
        get_version(ptr::null_mut(), ptr::null_mut());
        get_version(&raw mut major, ptr::null_mut());
        assert_eq!((major, minor), (1, 9));
        get_version(ptr::null_mut(), &raw mut minor);
    }
    assert_eq!((major, minor), (1, 1));
}

/// The output is called not at all, once and many times.
#[test]
fn results_are_put_out_in_pieces() {
    let _alone = ALONE.lock();
    let mut ecalls = Ecalls::default();
    assert_eq!(init(&config(), &raw mut ecalls), 0);
    let ecall = ecalls.ecall.unwrap();
    let run = |id: u32, input: &[u8]| {
        // SAFETY: bytes that are there, and `push` with its own context.
        collect(|ctx, output| unsafe { ecall(id, input.as_ptr(), input.len(), ctx, output) })
    };
    // SAFETY: `push` with its own context.
    let words = || collect(|ctx, output| unsafe { shell::take_error(ctx, output) });

    assert_eq!(run(1, b"ab"), [b"ab".to_vec()]);
    assert_eq!(run(1, b""), [Vec::<u8>::new()]);
    let many = run(6, b"");
    assert!(many.len() > 1);
    assert_eq!(many.concat(), vec![3; 200_000]);
    assert_eq!(words(), Vec::<Vec<u8>>::new());

    for (id, expected) in [
        (2, "call 2 panicked: a panic of 3 bytes"),
        (3, "call 3 panicked: a value that is no text"),
        (5, "call 5 panicked: a value that is no text"),
        (9, "no call has the id 9"),
        (99, "no call has the id 99"),
        // It came with version 1.2.
        (24, "no call has the id 24"),
    ] {
        assert_eq!(run(id, b"xyz"), Vec::<Vec<u8>>::new(), "{id}");
        assert_eq!(words(), [expected.as_bytes()], "{id}");
        assert_eq!(words(), Vec::<Vec<u8>>::new(), "{id}");
    }

    // Bytes at a null pointer, and a host that takes nothing.
    // SAFETY: null, which the runtime has to notice.
    let nothing = collect(|ctx, output| unsafe { ecall(1, ptr::null(), 5, ctx, output) });
    assert_eq!(nothing, Vec::<Vec<u8>>::new());
    assert_eq!(words(), [b"call 1: 5 bytes at a null pointer".to_vec()]);
    // SAFETY: as above.
    let empty = collect(|ctx, output| unsafe { ecall(1, ptr::null(), 0, ctx, output) });
    assert_eq!(empty, [Vec::<u8>::new()]);
    // SAFETY: bytes that are there.
    unsafe { ecall(1, b"ab".as_ptr(), 2, ptr::null_mut(), None) };
}

/// What a host puts out that is no answer ends the ecall, of a call without a result as well.
#[test]
fn a_hosts_answer_is_looked_at() {
    let _alone = ALONE.lock();
    for (ocall, words) in [
        (
            flood as unsafe extern "C" fn(_, _, _, _, _),
            "has more than 67108864 bytes",
        ),
        (null, "is 7 bytes at a null pointer"),
    ] {
        let mut ecalls = Ecalls::default();
        let mut config = config();
        config.ocalls.ocall = Some(ocall);
        assert_eq!(init(&raw const config, &raw mut ecalls), 0);
        let ecall = ecalls.ecall.unwrap();
        let block = [&[16][..], &(7_u64, Vec::<u8>::new()).encode()].concat();
        for input in [&block[..], &[13]] {
            let nothing =
                // SAFETY: bytes that are there, and `push` with its own context.
                collect(|ctx, output| unsafe { ecall(7, input.as_ptr(), input.len(), ctx, output) });
            assert_eq!(nothing, Vec::<Vec<u8>>::new());
            // SAFETY: `push` with its own context.
            let told = collect(|ctx, output| unsafe { shell::take_error(ctx, output) });
            let id = input[0];
            let expected = format!("call 7 panicked: the host's answer to ocall {id} {words}");
            assert_eq!(told, [expected.into_bytes()]);
        }
    }
}

/// Answers with so many bytes.
struct Long(usize);

impl Handler for Long {
    fn ocall(&mut self, _: u32, _: &[u8]) -> Result<Vec<u8>, String> {
        let mut answer = vec![0; self.0];
        // Their number, as SCALE has it.
        let count = u32::try_from(self.0 - 4).unwrap();
        answer[..4].copy_from_slice(&(count << 2 | 2).to_le_bytes());
        Ok(answer)
    }
}

#[test]
fn an_answer_has_a_size() {
    let _alone = ALONE.lock();
    let runtime = NativeRuntime::in_process::<Ends>().unwrap();
    let result = runtime.ecall(&mut Long(MAX_OUTPUT), 7, &[13]).unwrap();
    assert_eq!(result.len(), MAX_OUTPUT);
    let failure = runtime.ecall(&mut Long(MAX_OUTPUT + 1), 7, &[13]);
    let reason = "the answer has 67108865 bytes, more than 67108864".to_owned();
    assert_eq!(failure, Err(Failure::Host { id: 13, reason }));
}

#[test]
fn a_runtime_is_told_where_it_is() {
    let _alone = ALONE.lock();
    for enclaved in [true, false] {
        let loader = Loader::new().enclaved(enclaved);
        let runtime = loader.in_process::<Ends>().unwrap();
        let told = runtime.ecall(&mut Long(4), 8, &[]);
        assert_eq!(told, Ok(vec![u8::from(enclaved)]));
    }
}

/// Whatever the bytes are, they come back as a result or with words; valgrind sees no byte read that is not there.
#[test]
fn any_bytes_come_back_or_are_refused() {
    let _alone = ALONE.lock();
    let mut ecalls = Ecalls::default();
    let mut config = config();
    config.ocalls.ocall = Some(zeros);
    assert_eq!(init(&raw const config, &raw mut ecalls), 0);
    let ecall = ecalls.ecall.unwrap();
    let mut state = 7_u64;
    let mut random = || {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        state.to_be_bytes()[0]
    };
    let (mut results, mut refusals) = (0, 0);
    for _ in 0..3_000 {
        let mut input: Vec<u8> = (0..random() / 4)
            .map(|_| random() >> (random() % 8))
            .collect();
        if let Some(id) = input.first_mut() {
            *id %= 24;
        }
        // Exactly as long as it is, so that a byte too many is one outside.
        let input = input.into_boxed_slice();
        let pieces =
            // SAFETY: bytes that are there, and `push` with its own context.
            collect(|ctx, output| unsafe { ecall(7, input.as_ptr(), input.len(), ctx, output) });
        // SAFETY: `push` with its own context.
        let words = collect(|ctx, output| unsafe { shell::take_error(ctx, output) });
        assert_eq!(pieces.is_empty(), !words.is_empty(), "{input:?}");
        results += u32::from(!pieces.is_empty());
        refusals += u32::from(!words.is_empty());
    }
    assert!(results > 50 && refusals > 1_000, "{results} {refusals}");
}

/// Answers by itself, and by another ecall of the same runtime.
struct Nested<'a> {
    runtime: &'a NativeRuntime,
    depth: u32,
    asked: Vec<(u32, Vec<u8>)>,
}

impl Handler for Nested<'_> {
    fn ocall(&mut self, id: u32, data: &[u8]) -> Result<Vec<u8>, String> {
        self.asked.push((id, data.to_vec()));
        match (id, self.depth) {
            (13, 0) => Ok(vec![0]),
            (13, depth) => {
                let mut inner = Nested {
                    runtime: self.runtime,
                    depth: depth - 1,
                    asked: Vec::new(),
                };
                let result = self.runtime.ecall(&mut inner, 7, &[13]);
                assert_eq!(inner.asked, [(13, Vec::new())]);
                result.map_err(|failure| failure.to_string())
            }
            (17, _) => panic!("the host has no answer"),
            _ => Err("not this one".to_owned()),
        }
    }
}

#[test]
fn an_ocall_may_make_an_ecall() {
    let _alone = ALONE.lock();
    let runtime = NativeRuntime::in_process::<Ends>().unwrap();
    let mut handler = Nested {
        runtime: &runtime,
        depth: 3,
        asked: Vec::new(),
    };
    assert_eq!(runtime.ecall(&mut handler, 7, &[13]), Ok(vec![0]));
    assert_eq!(handler.asked, [(13, Vec::new())]);
}

/// The host's own panics stay on its side of the boundary as well.
#[test]
fn a_host_that_panics_fails_the_ecall() {
    let _alone = ALONE.lock();
    let runtime = NativeRuntime::in_process::<Ends>().unwrap();
    let mut handler = Nested {
        runtime: &runtime,
        depth: 0,
        asked: Vec::new(),
    };
    let failure = runtime.ecall(&mut handler, 7, &[17]).unwrap_err();
    let reason = "call 17 panicked: the host has no answer".to_owned();
    assert_eq!(failure, Failure::Host { id: 17, reason });
    // A unit's result: the runtime does not notice, the host does.
    let input = [&[16][..], &(7_u64, Vec::<u8>::new()).encode()].concat();
    let failure = runtime.ecall(&mut handler, 7, &input).unwrap_err();
    let reason = "not this one".to_owned();
    assert_eq!(failure, Failure::Host { id: 16, reason });
}

#[test]
fn a_runtime_that_does_not_begin_is_no_runtime() {
    assert_eq!(
        InitError::Code(-1).to_string(),
        "the runtime was not initialised: __pink_runtime_init gave -1"
    );
    // SAFETY: there is no such file.
    let missing = unsafe { NativeRuntime::load("/no/such/library".as_ref()) }.unwrap_err();
    assert!(
        missing.to_string().starts_with("/no/such/library: "),
        "{missing}"
    );
}
