//! Counting instructions, which other work on the machine does not change as it changes times.
//!
//! Under callgrind, each call of [`counted`] leaves a file with what was executed in it and below, compiled WebAssembly
//! included; what it is about is printed, in the same order.

use std::ops::Range;

use anyhow::Result;
use serde_json::json;

/// How many calls of a side are executed before those that count: by then memory is there and lists have their length.
const WARM_UP: usize = 16;

/// What a side does with an input of this number.
type Call<'a> = dyn FnMut(usize) -> Result<()> + 'a;

/// Has the calls of a row counted, first ours, then the rival's.
///
/// Calls get numbers that count up, as when times are taken. `each` is how many things a call converts.
pub(crate) fn row(
    id: &str,
    Calls { calls, each }: Calls,
    mut ours: impl FnMut(usize) -> Result<()>,
    mut rival: impl FnMut(usize) -> Result<()>,
) -> Result<()> {
    let sides: [(&str, &mut Call<'_>); 2] = [("ours", &mut ours), ("rival", &mut rival)];
    for (side, call) in sides {
        for number in 0..WARM_UP.min(calls) {
            call(number)?;
        }
        counted(call, WARM_UP..WARM_UP + calls)?;
        let per = calls * each as usize;
        println!("{}", json!({ "id": id, "side": side, "per": per }));
    }
    Ok(())
}

/// How much of a row is counted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Calls {
    pub(crate) calls: usize,
    pub(crate) each: u32,
}

impl Calls {
    /// So many calls of one conversion.
    pub(crate) const fn of(calls: usize) -> Self {
        Self { calls, each: 1 }
    }
}

/// What callgrind looks for by this name.
#[inline(never)]
fn counted(call: &mut Call<'_>, numbers: Range<usize>) -> Result<()> {
    for number in numbers {
        call(number)?;
    }
    Ok(())
}
