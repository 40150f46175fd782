//! A row of named steps: each announced and timed, all summed up at the end.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::paint::{self, Paint};
use crate::tally::Tally;

/// The steps of one command so far.
#[derive(Debug)]
pub(crate) struct Steps {
    paint: Paint,
    total: usize,
    done: Vec<Step>,
    tally: Tally,
}

#[derive(Debug)]
struct Step {
    name: &'static str,
    time: Duration,
    tally: Tally,
    /// The command that repeats the step, if it failed.
    repeat: Option<&'static str>,
}

impl Steps {
    /// A row of that many steps.
    pub(crate) fn new(total: usize) -> Self {
        Self {
            paint: paint::stderr(),
            total,
            done: Vec::new(),
            tally: Tally::default(),
        }
    }

    /// Does one step; `repeat` is what a person types to do it again alone.
    ///
    /// A step that fails is told at once and counted; the ones behind it are done all the same,
    /// because they may have more to say.
    pub(crate) fn step(
        &mut self,
        name: &'static str,
        repeat: &'static str,
        step: impl FnOnce(&mut Tally) -> Result<()>,
    ) {
        let number = self.done.len() + 1;
        let heading = format!("[{number}/{}] {name}", self.total);
        eprintln!("\n{} {}", self.paint.bold(&heading), self.paint.dim(repeat));

        let start = Instant::now();
        let mut tally = Tally::default();
        let result = step(&mut tally);
        let time = start.elapsed();
        self.tally += tally.clone();
        if let Err(error) = &result {
            eprintln!("{} {error:#}", self.paint.red("failed:"));
            eprintln!("repeat with: {repeat}");
        }
        let repeat = result.is_err().then_some(repeat);
        self.done.push(Step {
            name,
            time,
            tally,
            repeat,
        });
    }

    /// Prints what became of the steps.
    ///
    /// # Errors
    /// A step failed.
    pub(crate) fn finish(self) -> Result<()> {
        eprintln!();
        for Step {
            name,
            time,
            tally,
            repeat,
        } in &self.done
        {
            let outcome = match repeat {
                None => self.paint.green("ok    "),
                Some(_) => self.paint.red("FAILED"),
            };
            let time = format!("{:>7.1} s", time.as_secs_f64());
            let tests = if tally.is_empty() {
                String::new()
            } else {
                format!("  {tally}")
            };
            eprintln!("{outcome} {name:<24} {time}{tests}");
        }
        for failure in self.tally.failures() {
            eprintln!("{} {failure}", self.paint.red("failed:"));
        }
        for what in self.tally.unchecked() {
            eprintln!("{} {what}", self.paint.bold("not checked:"));
        }
        let failed: Vec<_> = self.done.iter().filter_map(|step| step.repeat).collect();
        for repeat in &failed {
            eprintln!("repeat with: {repeat}");
        }
        // The last line, for people and for whatever reads the log.
        println!("{}", self.tally);
        if !failed.is_empty() {
            bail!("{} of {} steps failed", failed.len(), self.done.len());
        }
        Ok(())
    }
}
