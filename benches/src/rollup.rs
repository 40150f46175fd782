//! Kernels of smart rollups, beside the mock that the kernel SDK is tested with, which runs them natively.

use std::hint::black_box;

use anyhow::{Context, Result, anyhow, ensure};
use smart_rollup_host::durable::Key;
use smart_rollup_host::reveal::Reveals;
use smart_rollup_host::{Call, Limits, Machine, Message, Rollup, State, Status, Until, Version};
use tezos_smart_rollup_host::path::RefPath;
use tezos_smart_rollup_host::runtime::Runtime;
use tezos_smart_rollup_mock::MockHost;

use crate::count::Calls;
use crate::row::{Row, rival};
use crate::settings::Settings;

/// Does nothing.
const EMPTY: &str = r#"(module (memory (export "memory") 1) (func (export "kernel_run")))"#;

/// Reads all messages in a run and counts them in the storage.
const COUNT: &str = r#"(module
  (import "smart_rollup_core" "read_input" (func $read_input (param i32 i32 i32) (result i32)))
  (import "smart_rollup_core" "store_read" (func $store_read (param i32 i32 i32 i32 i32) (result i32)))
  (import "smart_rollup_core" "store_write" (func $store_write (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "/count")
  (func (export "kernel_run")
    (loop $more
      (if (i32.gt_s (call $read_input (i32.const 0) (i32.const 64) (i32.const 4096)) (i32.const 0))
        (then
          (drop (call $store_read (i32.const 16) (i32.const 6) (i32.const 0) (i32.const 8) (i32.const 4)))
          (i32.store (i32.const 8) (i32.add (i32.load (i32.const 8)) (i32.const 1)))
          (drop (call $store_write (i32.const 16) (i32.const 6) (i32.const 0) (i32.const 8) (i32.const 4)))
          (br $more))))))"#;

const COUNT_KEY: RefPath<'static> = RefPath::assert_from(b"/count");

/// The messages of a long level, and those that every level has.
const MESSAGES: u32 = 10_000;
const ALL: u32 = MESSAGES + 3;

/// The keys of the storage that is read and written, and the bytes of each value.
const KEYS: usize = 512;
const VALUE: usize = 64;

/// How many are read or written in one call.
const BATCH: usize = 64;

pub(crate) fn rows(settings: &Settings) -> Result<()> {
    let machine = Machine::new(Limits::default())?;
    empty(settings, &machine)?;
    store(settings)?;
    level(settings, &machine)
}

fn empty(settings: &Settings, machine: &Machine) -> Result<()> {
    let mut start = Rollup::originate(machine, &wat::parse_str(EMPTY)?, Version::default())?;
    start.load_level(&[])?;
    let reveals = Reveals::default();
    let mut mock = MockHost::default();
    let pair = settings.measure(
        "rollup.run.empty",
        Calls::of(1_000),
        |_| {
            let mut rollup = start.clone();
            rollup.run(machine, &reveals, Until::End, false)?;
            rollup.proceed()?;
            ensure!(matches!(rollup.status(), Status::Collect));
            Ok(())
        },
        |_| {
            black_box(mock.run_level(|_| {}));
            Ok(())
        },
    )?;
    if let Some(pair) = pair {
        Row::times("rollup.run.empty", pair, rival::MOCK).print();
    }
    Ok(())
}

/// Reading and writing by the host functions themselves, without WebAssembly.
fn store(settings: &Settings) -> Result<()> {
    let keys: Vec<String> = (0..KEYS)
        .map(|key| format!("/bench/{}/{key}", key % 16))
        .collect();
    let value = [7; VALUE];
    let mut state = State::default();
    let paths: Vec<_> = keys
        .iter()
        .map(|key| RefPath::assert_from(key.as_bytes()))
        .collect();
    let mut mock = MockHost::default();
    for path in &paths {
        mock.store_write(path, &value, 0).map_err(theirs)?;
    }
    // A kernel's memory: the key, the value, and where it is read to.
    let mut memory = vec![0; 65_536];
    memory[1_024..1_024 + VALUE].copy_from_slice(&value);
    let length = i32::try_from(VALUE)?;
    let mut call = |key: &str, read: bool| -> Result<()> {
        memory[..key.len()].copy_from_slice(key.as_bytes());
        let size = i32::try_from(key.len())?;
        let mut call = Call::new(&mut state, &mut memory);
        let result = if read {
            call.store_read(0, size, 0, 2_048, length)
        } else {
            call.store_write(0, size, 0, 1_024, length)
        };
        ensure!(result == if read { length } else { 0 }, "{key}: {result}");
        Ok(())
    };
    for key in &keys {
        call(key, false)?;
    }
    let batch = |call: usize| {
        let start = call * BATCH % KEYS;
        &keys[start..start + BATCH]
    };
    let mut buffer = [0; VALUE];
    for (id, is_read) in [("rollup.store.read", true), ("rollup.store.write", false)] {
        let calls = Calls {
            calls: KEYS / BATCH,
            each: u32::try_from(BATCH)?,
        };
        let pair = settings.measure(
            id,
            calls,
            |number| batch(number).iter().try_for_each(|key| call(key, is_read)),
            |number| {
                let start = number * BATCH % KEYS;
                for path in &paths[start..start + BATCH] {
                    if is_read {
                        let read = mock
                            .store_read_slice(path, 0, &mut buffer)
                            .map_err(theirs)?;
                        ensure!(read == VALUE);
                    } else {
                        mock.store_write(path, &value, 0).map_err(theirs)?;
                    }
                }
                Ok(())
            },
        )?;
        if let Some(pair) = pair {
            Row::times(id, pair.each(BATCH), rival::MOCK).print();
        }
    }
    Ok(())
}

fn theirs(error: impl std::fmt::Debug) -> anyhow::Error {
    anyhow!("{error:?}")
}

/// What the kernel does, natively.
fn count(host: &mut MockHost) {
    let mut count = [0; 4];
    while let Ok(Some(_)) = host.read_input() {
        // The first time there is nothing.
        let _ = host.store_read_slice(&COUNT_KEY, 0, &mut count);
        count = (u32::from_le_bytes(count) + 1).to_le_bytes();
        let _ = host.store_write(&COUNT_KEY, &count, 0);
    }
}

fn level(settings: &Settings, machine: &Machine) -> Result<()> {
    let start = Rollup::originate(machine, &wat::parse_str(COUNT)?, Version::default())?;
    let messages: Vec<Message> = (0..MESSAGES).map(|_| Message::from([1, 0, 7])).collect();
    let reveals = Reveals::default();
    let ours = |_| {
        let mut rollup = start.clone();
        rollup.load_level(&messages)?;
        rollup.run(machine, &reveals, Until::End, false)?;
        rollup.proceed()?;
        let key = Key::new("/count").ok().context("a key")?;
        let count = rollup
            .state()
            .durable
            .value(key)
            .context("a count")?
            .to_vec(4);
        ensure!(count == ALL.to_le_bytes());
        Ok(())
    };
    let theirs = |_| {
        let mut mock = MockHost::default();
        for _ in 0..MESSAGES {
            mock.add_external(7_u16);
        }
        mock.run_level(count);
        let mut count = [0; 4];
        mock.store_read_slice(&COUNT_KEY, 0, &mut count)
            .map_err(theirs)?;
        // Which messages a level has beside those of its users, the mock decides.
        let count = u32::from_le_bytes(count);
        ensure!(
            (MESSAGES..=ALL).contains(&count),
            "the mock's kernel counts {count}"
        );
        Ok(())
    };
    if let Some(pair) = settings.measure("rollup.level.10000", Calls::of(1), ours, theirs)? {
        Row::times("rollup.level.10000", pair, rival::MOCK).print();
    }
    Ok(())
}
