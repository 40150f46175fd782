//! A call across a boundary, beside the same call of the trait without one.

use std::hint::black_box;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use cross_call::{CrossCall, CrossCallMut, IdentExecute, cross_call};
use pink_host::wasm::Limits;
use pink_host::{Carrier, Handler, NativeRuntime, WasmRuntime};
use pink_probe::{Probe, Service};
use pink_protocol::ECalls;

use crate::count::Calls;
use crate::row::{Row, rival};
use crate::settings::Settings;

/// How many calls are made in one, which would otherwise take less than a clock can tell.
const BATCH: usize = 64;

/// The ecall that does the least: what the boundary itself takes.
const SYSTEM_CONTRACT: u32 = 11;

/// A trait with arguments and a result of a usual size.
#[cross_call(lenient)]
trait Accounts {
    fn balance(&self, account: [u8; 32], block: u32) -> u128;
}

/// Takes next to no time itself.
struct Bank;

impl Accounts for Bank {
    fn balance(&self, account: [u8; 32], block: u32) -> u128 {
        u128::from(account[0]) << 64 | u128::from(block)
    }
}

/// The way from the caller to the dispatcher, without any.
struct Wire;

impl CrossCall for Wire {
    fn cross_call(&self, call_id: u32, data: &[u8]) -> Vec<u8> {
        try_dispatch(&mut IdentExecute, &mut Bank, call_id, data).unwrap_or_default()
    }
}

impl CrossCallMut for Wire {
    fn cross_call_mut(&mut self, call_id: u32, data: &[u8]) -> Vec<u8> {
        self.cross_call(call_id, data)
    }
}

/// Is never asked.
struct Silent;

impl Handler for Silent {
    fn ocall(&mut self, _: u32, _: &[u8]) -> Result<Vec<u8>, String> {
        Err("nothing is asked here".to_owned())
    }
}

pub(crate) fn rows(settings: &Settings) -> Result<()> {
    let account = [7; 32];
    ensure!(AccountsRo::balance(&Wire, account, 3) == Bank.balance(account, 3));
    each(
        settings,
        "native.cross.call",
        || {
            let _ = black_box(AccountsRo::balance(black_box(&Wire), black_box(account), 3));
        },
        || {
            let _ = black_box(Accounts::balance(black_box(&Bank), black_box(account), 3));
        },
    )?;

    let in_process = NativeRuntime::in_process::<Probe>()?;
    boundary(settings, "native.cross.tables", &in_process)?;
    boundary(settings, "native.cross.library", &library()?)?;
    let wasm =
        std::fs::read(&settings.probe).with_context(|| settings.probe.display().to_string())?;
    let module = WasmRuntime::new(&wasm, Limits::default())?;
    boundary(settings, "native.cross.wasm", &module)
}

/// The library that cargo has put beside this program.
fn library() -> Result<NativeRuntime> {
    let (begin, end) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let name = format!("deps/{begin}pink_probe{end}");
    let path = std::env::current_exe()?.with_file_name(name);
    load(&path)
}

#[allow(unsafe_code, reason = "the library is one of this repository")]
fn load(path: &Path) -> Result<NativeRuntime> {
    // SAFETY: cargo has built it of this repository's sources.
    Ok(unsafe { NativeRuntime::load(path) }?)
}

/// The smallest ecall of a runtime.
fn boundary(settings: &Settings, id: &'static str, runtime: &dyn Carrier) -> Result<()> {
    let service = Service {
        host: NoHost,
        refused: false,
    };
    let call = || runtime.carry(Box::new(Silent), SYSTEM_CONTRACT, &[]);
    ensure!(service.system_contract().is_none() && call()? == [0]);
    each(
        settings,
        id,
        || drop(black_box(call())),
        || {
            let _ = black_box(black_box(&service).system_contract());
        },
    )
}

/// A host that is never asked.
struct NoHost;

impl CrossCall for NoHost {
    fn cross_call(&self, _: u32, _: &[u8]) -> Vec<u8> {
        Vec::new()
    }
}

impl CrossCallMut for NoHost {
    fn cross_call_mut(&mut self, _: u32, _: &[u8]) -> Vec<u8> {
        Vec::new()
    }
}

impl pink_protocol::OCall for NoHost {}

fn each(
    settings: &Settings,
    id: &'static str,
    mut ours: impl FnMut(),
    mut theirs: impl FnMut(),
) -> Result<()> {
    let pair = settings.measure(
        id,
        Calls::of(BATCH),
        |_| {
            for _ in 0..BATCH {
                ours();
            }
            Ok(())
        },
        |_| {
            for _ in 0..BATCH {
                theirs();
            }
            Ok(())
        },
    )?;
    if let Some(pair) = pair {
        Row::times(id, pair.each(BATCH), rival::PLAIN).print();
    }
    Ok(())
}
