//! A session: the rollup, the levels that are to come, and the way back.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::Instant;

use serde_json::{Value, json};
use smart_rollup::reveal::{RevealHash, RevealRequest};
use smart_rollup_host::durable::Durable;
use smart_rollup_host::reveal::{Reveals, file_name};
use smart_rollup_host::{Interrupt, Machine, Message, Rollup, Status, StuckReason, Until};

use crate::answer::{Answer, shown};
use crate::command::{Command, HELP, Step};
use crate::show;

/// How many steps back one can go.
pub const MAX_HISTORY: usize = 1_000;

/// The most bytes of what kernels write by `write_debug` that a step shows.
pub const MAX_LOG: usize = 1 << 20;

/// What is being debugged.
#[derive(Debug)]
pub struct Session {
    pub(crate) machine: Machine,
    pub(crate) reveals: Reveals,
    pub(crate) now: Moment,
    pub(crate) history: VecDeque<Moment>,
    /// The levels that were given.
    levels: Vec<Vec<Message>>,
    /// Where profiles are written.
    pub(crate) profiles: PathBuf,
    /// The step that waits for a preimage.
    waiting: Option<Step>,
    /// Whether what the kernel writes by `write_debug` is shown.
    pub kernel_debug: bool,
}

/// A point of the session.
#[derive(Debug, Clone)]
pub(crate) struct Moment {
    pub(crate) rollup: Rollup,
    /// How many levels have been taken.
    pub(crate) taken: usize,
    /// How much of what the kernel wrote in this run has been shown.
    debug_shown: usize,
}

/// Whether the session goes on.
#[derive(Debug)]
pub enum Outcome {
    /// It does, and this is the answer.
    Answer(Answer),
    /// It does not.
    Stop,
}

impl Session {
    /// A session with a rollup.
    #[must_use]
    pub fn new(
        machine: Machine,
        rollup: Rollup,
        reveals: Reveals,
        levels: Vec<Vec<Message>>,
        profiles: PathBuf,
    ) -> Self {
        Self {
            machine,
            reveals,
            now: Moment {
                rollup,
                taken: 0,
                debug_shown: 0,
            },
            history: VecDeque::new(),
            levels,
            profiles,
            waiting: None,
            kernel_debug: true,
        }
    }

    /// What ends a step from another thread, so that everything is as before it. The next line is done again.
    #[must_use]
    pub const fn interrupt(&self) -> &Interrupt {
        self.machine.interrupt()
    }

    /// Does what a line says.
    ///
    /// While a step waits for a preimage, the digits of one are enough, as in Octez' debugger.
    ///
    /// # Errors
    /// The sentence says what is wrong with the line, or why it cannot be done now.
    pub fn line(&mut self, line: &str) -> Result<Outcome, String> {
        self.machine.interrupt().take_back();
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return Ok(Outcome::Answer(Answer::default()));
        }
        if let Some(step) = self.waiting
            && matches!(self.now.rollup.status(), Status::Reveal(..))
            && let Ok(bytes) = hex::decode(line)
        {
            self.remember();
            self.give(bytes);
            return self.step(step).map(Outcome::Answer);
        }
        let command = Command::parse(line)?;
        if command == Command::Stop {
            return Ok(Outcome::Stop);
        }
        self.run(&command).map(Outcome::Answer)
    }

    /// Does a command.
    ///
    /// # Errors
    /// The sentence says why it cannot be done now.
    pub fn run(&mut self, command: &Command) -> Result<Answer, String> {
        match command {
            Command::LoadInputs => {
                self.remember();
                let answer = self.load_inputs();
                self.forget_if(answer.is_err());
                answer
            }
            Command::Step(step) => {
                self.remember();
                let answer = self.step(*step);
                self.forget_if(answer.is_err());
                answer
            }
            Command::Back(count) => self.back(*count),
            Command::Show(what) => show::show(self, what),
            Command::RevealPreimage(bytes) => {
                self.remember();
                let answer = self.reveal_preimage(bytes.clone());
                self.forget_if(answer.is_err());
                answer
            }
            Command::RevealMetadata => self.reveal_metadata(),
            Command::Profile(options) => {
                self.remember();
                let answer = crate::profile::profile(self, *options);
                self.forget_if(answer.is_err());
                answer
            }
            Command::Bench(runs) => crate::profile::bench(self, *runs),
            Command::Save(folder) => {
                let durable = &self.now.rollup.state().durable;
                durable
                    .save(folder.as_ref())
                    .map_err(|error| error.to_string())?;
                Ok(Answer::new(
                    format!("Saved in {folder}\n"),
                    json!({ "saved": folder }),
                ))
            }
            Command::Load(folder) => self.load_storage(folder),
            Command::Time(command) => {
                let start = Instant::now();
                let mut answer = self.run(command)?;
                let taken = start.elapsed();
                answer.text.push_str(&format!("took {taken:?}\n"));
                if let Value::Object(members) = &mut answer.value {
                    let micros = u64::try_from(taken.as_micros()).unwrap_or(u64::MAX);
                    members.insert("took_us".to_owned(), micros.into());
                }
                Ok(answer)
            }
            Command::Help => Ok(help()),
            Command::Stop => Ok(Answer::default()),
        }
    }

    /// Keeps this moment to come back to. The oldest are forgotten when there are many, or the storage is nearly full of them.
    fn remember(&mut self) {
        let room = self.machine.limits().storage / 2;
        while self.history.len() >= MAX_HISTORY
            || !self.history.is_empty() && self.now.rollup.state().durable.memory() > room
        {
            self.history.pop_front();
        }
        self.history.push_back(self.now.clone());
        // The memories of kernels are kept as long as they are not more than one may have.
        let mut kept = 0;
        for moment in self.history.iter_mut().rev() {
            kept += moment.rollup.memory().map_or(0, <[u8]>::len);
            if kept > self.machine.limits().memory {
                moment.rollup.forget_memory();
            }
        }
    }

    /// A step that could not be done is none to come back from.
    fn forget_if(&mut self, failed: bool) {
        if failed && let Some(before) = self.history.pop_back() {
            self.now = before;
        }
    }

    fn back(&mut self, count: usize) -> Result<Answer, String> {
        if count == 0 || count > self.history.len() {
            let steps = self.history.len();
            return Err(format!(
                "expected 1 to {steps} steps, as many as there have been"
            ));
        }
        for _ in 0..count {
            self.now = self.history.pop_back().unwrap_or_else(|| self.now.clone());
        }
        self.waiting = None;
        Ok(show::status(self))
    }

    fn load_storage(&mut self, folder: &str) -> Result<Answer, String> {
        if !matches!(self.now.rollup.status(), Status::Collect) {
            return Err(
                "the rollup waits for no inputs: a storage is loaded between levels".to_owned(),
            );
        }
        let durable = Durable::load(folder.as_ref()).map_err(|error| error.to_string())?;
        self.remember();
        self.now.rollup.load_storage(durable);
        Ok(Answer::new(
            format!("Loaded {folder}\n"),
            json!({ "loaded": folder }),
        ))
    }

    pub(crate) fn load_inputs(&mut self) -> Result<Answer, String> {
        if !matches!(self.now.rollup.status(), Status::Collect) {
            return Err(
                "the rollup is not expecting inputs yet: `step inbox` runs to the end of the level"
                    .to_owned(),
            );
        }
        let level = self.now.rollup.next_level();
        let Some(messages) = self.levels.get(self.now.taken) else {
            let text = format!("No more inputs at level {level}\n");
            return Ok(Answer::new(text, json!({ "loaded": null, "level": level })));
        };
        self.now
            .rollup
            .load_level(messages)
            .map_err(|error| error.to_string())?;
        self.now.taken += 1;
        self.now.debug_shown = 0;
        let count = messages.len();
        let text = format!("Loaded {count} inputs at level {level}\n");
        Ok(Answer::new(
            text,
            json!({ "loaded": count, "level": level }),
        ))
    }

    pub(crate) fn is_out_of_inputs(&self) -> bool {
        self.now.taken >= self.levels.len()
    }

    /// Runs as far as it is to go, and says how far it came.
    fn step(&mut self, step: Step) -> Result<Answer, String> {
        let mut text = String::new();
        let (mut fuel, mut runs, mut log) = (0_u64, 0_usize, String::new());
        self.waiting = None;
        if matches!(self.now.rollup.status(), Status::Collect) {
            if step != Step::Inbox {
                return Err("the rollup waits for inputs: `load inputs` takes them".to_owned());
            }
            text.push_str(&self.load_inputs()?.text);
        }
        loop {
            match self.now.rollup.status() {
                Status::Snapshot if runs > 0 && step == Step::KernelRun => break,
                Status::Snapshot | Status::Paused(_) => {
                    runs += 1;
                    fuel += self.run_once(step, &mut log)?;
                    if matches!(step, Step::Fuel(_)) {
                        break;
                    }
                }
                Status::Reveal(_, missing) => {
                    // A run may have come to this before, and the data may be there by now.
                    if self.reveals.answer(&missing.bytes).is_ok() {
                        self.now.rollup.resume();
                        continue;
                    }
                    let reason = show::missing(missing);
                    if runs == 0 {
                        return Err(reason);
                    }
                    self.waiting = Some(step);
                    text.push_str(&shown(&log));
                    text.push_str(&format!("{reason}\n"));
                    let value = json!({ "fuel": fuel, "runs": runs, "debug": log, "missing": reason,
                        "status": show::status_value(self) });
                    return Ok(Answer::new(text, value));
                }
                Status::Evaluated(_) if runs > 0 && step == Step::Result => break,
                Status::Evaluated(_) => {
                    self.proceed()?;
                    if matches!(step, Step::KernelRun | Step::Fuel(_)) {
                        break;
                    }
                }
                Status::Collect | Status::Stuck(_) => break,
            }
        }
        text.push_str(&shown(&log));
        if !log.is_empty() && !log.ends_with('\n') {
            text.push('\n');
        }
        let so_far = if step == Step::Inbox { "" } else { " so far" };
        text.push_str(&format!("Evaluation took {fuel} units of fuel{so_far}\n"));
        text.push_str(&show::status(self).text);
        let value =
            json!({ "fuel": fuel, "runs": runs, "debug": log, "status": show::status_value(self) });
        Ok(Answer::new(text, value))
    }

    fn run_once(&mut self, step: Step, log: &mut String) -> Result<u64, String> {
        let until = match step {
            Step::Fuel(fuel) => Until::Fuel(fuel),
            _ => Until::End,
        };
        let keep = step == Step::Result;
        let report = self
            .now
            .rollup
            .run(&self.machine, &self.reveals, until, keep)
            .map_err(|error| error.to_string())?;
        if let Some(refused) = &report.refused {
            log.push_str(&format!("the new kernel is refused: {refused}\n"));
        }
        let new = report
            .debug
            .bytes
            .get(self.now.debug_shown..)
            .unwrap_or_default();
        if self.kernel_debug && log.len() < MAX_LOG {
            log.push_str(&String::from_utf8_lossy(new));
            if report.debug.dropped > 0 {
                log.push_str(&format!(
                    "\n({} more bytes of the kernel's log are not kept)\n",
                    report.debug.dropped
                ));
            }
        }
        self.now.debug_shown = report.debug.bytes.len();
        // A trap ends the run, and is what a person wants to see wherever the step ends.
        let trap = match self.now.rollup.status() {
            Status::Evaluated(evaluated) => evaluated.trap.as_ref(),
            Status::Stuck(StuckReason::CallStack(trap)) => Some(&**trap),
            _ => None,
        };
        if let Some(trap) = trap {
            log.push_str(&show::trap(trap));
        }
        Ok(report.fuel)
    }

    pub(crate) fn proceed(&mut self) -> Result<(), String> {
        self.now
            .rollup
            .proceed()
            .map_err(|error| error.to_string())?;
        self.now.debug_shown = 0;
        Ok(())
    }

    fn give(&mut self, bytes: Vec<u8>) {
        if let Status::Reveal(_, missing) = self.now.rollup.status() {
            self.reveals.give(&missing.bytes, bytes);
            self.now.rollup.resume();
        }
    }

    fn reveal_preimage(&mut self, bytes: Option<Vec<u8>>) -> Result<Answer, String> {
        let Status::Reveal(_, missing) = self.now.rollup.status() else {
            return Err("not a reveal step".to_owned());
        };
        let RevealRequest::RawData { .. } = missing.request else {
            return Err("not the expected reveal step".to_owned());
        };
        let bytes = match bytes {
            Some(bytes) => bytes,
            None => self
                .reveals
                .answer(&missing.bytes)
                .map_err(|missing| show::missing(&missing))?,
        };
        let length = bytes.len();
        self.give(bytes);
        let text = format!("Revealed {length} bytes\n");
        Ok(Answer::new(text, json!({ "revealed": length })))
    }

    fn reveal_metadata(&self) -> Result<Answer, String> {
        // They are always there, so that no kernel waits for them.
        match self.now.rollup.status() {
            Status::Reveal(..) => Err("not the expected reveal step".to_owned()),
            _ => Err("not in a reveal step: metadata are revealed by themselves, `show metadata` shows them".to_owned()),
        }
    }

    /// The name of the file of what the kernel waits for.
    pub(crate) fn wanted(request: &RevealRequest) -> String {
        match request {
            RevealRequest::RawData {
                hash: RevealHash::Blake2b(hash),
            } => file_name(*hash),
            _ => String::new(),
        }
    }
}

fn help() -> Answer {
    let width = HELP.iter().map(|(form, _)| form.len()).max().unwrap_or(0);
    let lines: Vec<_> = HELP
        .iter()
        .map(|(form, text)| format!("  {form:width$}  {text}\n"))
        .collect();
    let list: Vec<_> = HELP
        .iter()
        .map(|(form, text)| json!({ "command": form, "text": text }))
        .collect();
    Answer::new(lines.concat(), Value::Array(list))
}
