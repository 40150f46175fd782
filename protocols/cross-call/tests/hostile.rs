//! Bytes that a stranger made: an error, no panic, and no more memory than they are worth.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use cross_call::{DispatchError, IdentExecute, cross_call};
use parity_scale_codec::Encode;

/// Counts what is allocated at once.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: the system's allocator does the work.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Ordering::SeqCst) + layout.size();
        MOST.fetch_max(now, Ordering::SeqCst);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::SeqCst);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(ptr, layout) };
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How many bytes of memory a byte of the input may take: an `Option<String>` is a byte at least, and has 24 in memory; a
/// list that grows is there twice, once with room for twice as many.
const FACTOR: usize = 3 * 24;

/// What an error and the like take besides.
const BASE: usize = 16 << 10;

mod calls {
    use super::cross_call;

    /// What a list holds in the calls here.
    pub(crate) type Pairs = Vec<(Vec<u8>, (Vec<u8>, i32))>;

    /// Calls with everything that has a length.
    #[cross_call(driver)]
    pub(crate) trait Lengths {
        fn bytes(&self, bytes: Vec<u8>, text: String) -> u8;
        fn pairs(&self, root: [u8; 32], pairs: Pairs) -> u8;
        fn texts(&mut self, texts: Vec<Option<String>>, rest: Result<Vec<u64>, bool>) -> u8;
    }
}

use calls::{CALLS, Lengths, Pairs, try_dispatch};

struct Takes;

impl Lengths for Takes {
    fn bytes(&self, _: Vec<u8>, _: String) -> u8 {
        1
    }

    fn pairs(&self, _: [u8; 32], _: Pairs) -> u8 {
        2
    }

    fn texts(&mut self, _: Vec<Option<String>>, _: Result<Vec<u64>, bool>) -> u8 {
        3
    }
}

/// What comes of it, after it was looked at how much memory that took.
fn run(id: u32, input: &[u8]) -> Result<Vec<u8>, DispatchError> {
    let before = NOW.load(Ordering::SeqCst);
    MOST.store(before, Ordering::SeqCst);
    let result = try_dispatch(&mut IdentExecute, &mut Takes, id, input);
    let most = MOST.load(Ordering::SeqCst) - before;
    let limit = BASE + FACTOR * input.len();
    assert!(most <= limit, "call {id}: {most} bytes for {}", input.len());
    result
}

fn values() -> [(u32, Vec<u8>); 3] {
    let pairs: Pairs = (0..40).map(|n| (vec![n; 9], (vec![n; 70], -1))).collect();
    let texts = vec![Some("é".repeat(50)), None, Some(String::new())];
    [
        (1, (vec![7_u8; 200], "a text").encode()),
        (2, ([9_u8; 32], pairs).encode()),
        (3, (texts, Ok::<_, bool>(vec![u64::MAX; 30])).encode()),
    ]
}

/// One test, as what is allocated is counted for all threads.
#[test]
fn strangers_bytes_are_errors() {
    for (id, whole) in values() {
        assert!(run(id, &whole).is_ok());
        for end in 0..whole.len() {
            let error = run(id, &whole[..end]).unwrap_err();
            assert_eq!(error.id(), id);
            assert!(error.offset().unwrap() <= end, "{error}");
            assert!(matches!(error, DispatchError::Argument { .. }), "{error}");
        }
        let more = run(id, &[&whole[..], &[0]].concat()).unwrap_err();
        assert!(
            matches!(more, DispatchError::TrailingBytes { .. }),
            "{more}"
        );
        assert_eq!(more.offset(), Some(whole.len()));
    }

    for id in [0, 4, 1_000, u32::MAX] {
        assert_eq!(run(id, &[1, 2, 3]), Err(DispatchError::UnknownCall { id }));
    }

    // Lengths of what is not there, up to those that have no room in 32 bits.
    let lengths: [&[u8]; 6] = [
        &[0xfe, 0xff, 0xff, 0xff],
        &[3, 0xff, 0xff, 0xff, 0xff],
        &[7, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0x13, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0xff; 68],
        &[3, 0, 0, 0, 0],
    ];
    for length in lengths {
        for (id, front) in [(1, 0), (2, 32), (3, 0)] {
            for rest in [0, 1, 5_000] {
                let input = [&vec![0; front][..], length, &vec![0; rest]].concat();
                assert!(run(id, &input).is_err(), "{id} {input:?}");
            }
        }
    }

    // Random bytes, from a fixed seed.
    let mut state = 1_u64;
    let mut random = || {
        state = state
            .wrapping_mul(0x5851_f42d_4c95_7f2d)
            .wrapping_add(0x1405_7b7e_f767_814f);
        state.to_be_bytes()[0]
    };
    let mut refused = 0;
    for _ in 0..20_000 {
        let id = u32::from(random() % 3) + 1;
        let input: Vec<u8> = (0..random()).map(|_| random() >> (random() % 8)).collect();
        refused += u32::from(run(id, &input).is_err());
    }
    assert!(refused > 19_000, "{refused}");
    assert_eq!(CALLS.len(), 3);
}
