//! Whether a thread has the stack that a driver may use.
//!
//! A driver's calls that nest too deep end at the limit of its stack. On a thread that has less than that they would meet the
//! end of the thread's, where the system ends the process.

use crate::Error;

/// What the host itself takes of a thread's stack, beside what the driver may: to load a driver, and to end one that has
/// used all of its own. It is several times what was seen, without optimisation.
const OWN: usize = 128 << 10;

/// Refuses a thread that does not have so many bytes of stack left, and what the host takes.
pub(crate) fn check(driver: usize) -> Result<(), Error> {
    let needed = driver.saturating_add(OWN);
    match stacker::remaining_stack() {
        Some(left) if left < needed => Err(too_little(left, needed)),
        // Where the system does not tell, the caller has to know.
        _ => Ok(()),
    }
}

#[cold]
fn too_little(left: usize, needed: usize) -> Error {
    Error::Host(format!(
        "this thread has {left} bytes of stack left, and a driver needs {needed}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stack_that_runs_is_asked() {
        stacker::grow(8 << 20, || {
            assert!(check(7 << 20).is_ok());
            assert!(check(usize::MAX).is_err());
            // Another one, perhaps where a third was.
            stacker::grow(4 << 20, || assert!(check(3 << 20).is_ok()));
            stacker::grow(256 << 10, || {
                assert!(check(64 << 10).is_ok());
                let error = check(1 << 20).unwrap_err().to_string();
                assert!(error.ends_with("and a driver needs 1179648"), "{error}");
            });
            assert!(check(7 << 20).is_ok());
        });
    }
}
