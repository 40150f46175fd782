//! Fuel and time by function: the commands `profile` and `bench`.

mod flame;

use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use smart_rollup_host::{Profile, Status, Until};

use crate::answer::{Answer, shown};
use crate::command::ProfileOptions;
use crate::session::Session;

/// The most functions of a run that are listed.
pub const MAX_FUNCTIONS: usize = 12;

/// The most runs whose profiles are listed; all of them are drawn and summed up.
pub const MAX_PROFILES: usize = 20;

/// Runs to the end of the level, or once, and tells what each function took.
pub(crate) fn profile(session: &mut Session, options: ProfileOptions) -> Result<Answer, String> {
    let mut text = String::new();
    if matches!(session.now.rollup.status(), Status::Collect) {
        if session.is_out_of_inputs() {
            return Err(format!(
                "No more inputs at level {}",
                session.now.rollup.next_level()
            ));
        }
        text.push_str(&session.load_inputs()?.text);
    }
    if !matches!(session.now.rollup.status(), Status::Snapshot) {
        return Err(
            "Profiling begins where kernel_run does: `step kernel_run` goes to the end of this one"
                .to_owned(),
        );
    }
    let mut flame = flame::Flame::default();
    let (mut runs, mut fuel, mut list) = (0, 0, Vec::new());
    while matches!(session.now.rollup.status(), Status::Snapshot) {
        let (report, profile) = session
            .now
            .rollup
            .profile(&session.machine, &session.reveals)
            .map_err(|error| error.to_string())?;
        runs += 1;
        fuel += report.fuel;
        if let Some(profile) = &profile {
            flame.add(profile);
            if runs <= MAX_PROFILES {
                text.push_str("----------------------\nDetailed results for a `kernel_run`:\n");
                text.push_str(&table(profile, options));
                list.push(functions(profile, options));
            }
        }
        if matches!(session.now.rollup.status(), Status::Evaluated(_)) {
            session.proceed()?;
        } else if matches!(session.now.rollup.status(), Status::Reveal(..)) {
            text.push_str(
                "The kernel waits for something to be revealed: `step inbox` asks for it\n",
            );
            break;
        }
        if options.no_reboot {
            break;
        }
    }
    if runs > MAX_PROFILES {
        text.push_str(&format!("and {} more runs\n", runs - MAX_PROFILES));
    }
    text.push_str(&format!(
        "----------------------\nFull execution: {fuel} units of fuel in {runs} runs\n"
    ));
    let folder = &session.profiles;
    let write = |name: &str, contents: String| -> Result<String, String> {
        let path = folder.join(name);
        let result = fs::create_dir_all(folder).and_then(|()| fs::write(&path, contents));
        result.map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(path.display().to_string())
    };
    let (stacks, picture) = (flame.stacks(), flame.svg());
    let is_cut = stacks.is_cut || picture.is_cut;
    let stacks = write("rollup-debugger-profile.out", stacks.text)?;
    let picture = write("rollup-debugger-profile.svg", picture.text)?;
    text.push_str(&format!("Stacks: {stacks}\nFlame graph: {picture}\n"));
    if is_cut {
        text.push_str("There are more stacks than these hold\n");
    }
    let value = json!({ "runs": runs, "fuel": fuel, "profiles": list, "stacks": stacks,
        "flame_graph": picture, "cut": is_cut });
    Ok(Answer::new(text, value))
}

fn table(profile: &Profile, options: ProfileOptions) -> String {
    let functions = profile.tree.by_function();
    let mut text = String::new();
    for call in functions.iter().take(MAX_FUNCTIONS) {
        let name = profile.name(call.function);
        text.push_str(&format!("{}: {} units of fuel", shown(&name), call.fuel));
        if !options.without_time {
            text.push_str(&format!(" ({:?})", call.time));
        }
        if call.function.is_some() {
            text.push_str(&format!(", {} calls", call.count));
        }
        text.push('\n');
    }
    if functions.len() > MAX_FUNCTIONS {
        text.push_str(&format!(
            "and {} more functions\n",
            functions.len() - MAX_FUNCTIONS
        ));
    }
    let time: Duration = functions.iter().map(|call| call.time).sum();
    text.push_str(&format!(
        "\nFull execution: {} units of fuel",
        profile.tree.fuel()
    ));
    if !options.without_time {
        text.push_str(&format!(" ({time:?})"));
    }
    text.push('\n');
    text
}

fn functions(profile: &Profile, options: ProfileOptions) -> Value {
    let functions = profile.tree.by_function();
    let functions = functions.iter().map(|call| {
        let mut value = json!({ "function": profile.name(call.function), "fuel": call.fuel, "calls": call.count });
        if !options.without_time {
            value["time_us"] = u64::try_from(call.time.as_micros()).unwrap_or(u64::MAX).into();
        }
        value
    });
    functions.collect()
}

/// Runs the next `kernel_run` so many times, each from the same state.
pub(crate) fn bench(session: &Session, runs: usize) -> Result<Answer, String> {
    if !matches!(session.now.rollup.status(), Status::Snapshot) {
        return Err(
            "A bench begins where kernel_run does: `load inputs` or `step kernel_run` goes there"
                .to_owned(),
        );
    }
    let mut times = Vec::with_capacity(runs);
    let mut fuel = 0;
    for _ in 0..runs {
        let mut rollup = session.now.rollup.clone();
        let start = Instant::now();
        let report = rollup
            .run(&session.machine, &session.reveals, Until::End, false)
            .map_err(|error| error.to_string())?;
        times.push(start.elapsed());
        fuel = report.fuel;
    }
    times.sort();
    let all: Duration = times.iter().sum();
    let median = times[times.len() / 2];
    let rate = runs as f64 / all.as_secs_f64();
    let text =
        format!("{runs} runs of {fuel} units of fuel: median {median:?}, {rate:.0} a second\n");
    let micros = |time: Duration| time.as_secs_f64() * 1e6;
    let value =
        json!({ "runs": runs, "fuel": fuel, "median_us": micros(median), "a_second": rate });
    Ok(Answer::new(text, value))
}
