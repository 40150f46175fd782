//! What compiles is true: generated types come back as they were written, as their schemas say, in every
//! host.

use std::fs;

use std::thread::Builder;

use anyhow::{Result, anyhow, ensure};
use host_tests::files;
use host_tests::subject::Subject;
use host_tests::truth::{refusals, round_trips};

#[test]
fn the_file_is_what_the_generator_writes() -> Result<()> {
    let path = files::root()
        .join("host-tests/generator")
        .join(generator::PATH);
    let expected = generator::generate(generator::SEED);
    assert!(
        fs::read_to_string(&path)? == expected,
        "{} is stale; `cargo run -p generator` writes it",
        path.display()
    );
    Ok(())
}

/// How many values of each function's input and output, and of each event.
const VALUES: usize = 100;

/// How many changed values of the same.
const MUTANTS: usize = 60;

/// Not optimised, a value of many types takes much of the stack.
fn on_a_large_stack(test: fn() -> Result<()>) -> Result<()> {
    let thread = Builder::new().stack_size(32 << 20).spawn(test)?;
    thread.join().map_err(|_| anyhow!("the test panicked"))?
}

#[test]
fn values_of_the_document_come_back() -> Result<()> {
    on_a_large_stack(|| {
        let subject = Subject::generated();
        round_trips(&subject, &subject.document()?, VALUES, 41)?;
        Ok(())
    })
}

#[test]
fn what_the_document_refuses_the_driver_refuses() -> Result<()> {
    on_a_large_stack(|| {
        let subject = Subject::generated();
        let found = refusals(&subject, &subject.document()?, MUTANTS, 42)?;
        let refused: usize = found.refused.values().sum();
        ensure!(2 * refused > found.total(), "few are refused\n{found}");
        Ok(())
    })
}
