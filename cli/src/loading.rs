//! How the command loads drivers: what was compiled once is kept for the next time.

use std::env;
use std::path::PathBuf;

use data_driver_host::{Driver, Host, HostBuilder};

use crate::compiler;
use crate::failure::Result;

/// The variable that names the folder of compiled code; where it is empty, nothing is kept.
pub(crate) const VARIABLE: &str = "DATA_DRIVER_CACHE";

/// Loads a driver, from compiled code if there is some of it.
pub(crate) fn load(wasm: &[u8], strict: bool) -> Result<Driver> {
    let builder = builder().strict(strict);
    let cached = folder().and_then(|folder| builder.clone().cache(folder).build().ok());
    // A folder that cannot be used costs a tenth of a second and nothing else.
    let host = match cached {
        Some(host) => host,
        None => builder.build()?,
    };
    Ok(host.load(wasm)?)
}

/// A host that has drivers compiled by processes of this command.
pub(crate) fn builder() -> HostBuilder {
    match compiler::this_program() {
        Some(compiler) => Host::builder().compiler(compiler),
        None => Host::builder(),
    }
}

/// Where compiled code is kept: where the system has programs keep what they can make again.
fn folder() -> Option<PathBuf> {
    let variable = |name| env::var_os(name).filter(|value| !value.is_empty());
    if let Some(folder) = env::var_os(VARIABLE) {
        return (!folder.is_empty()).then(|| folder.into());
    }
    let caches = if cfg!(windows) {
        PathBuf::from(variable("LOCALAPPDATA")?)
    } else if cfg!(target_os = "macos") {
        PathBuf::from(variable("HOME")?).join("Library/Caches")
    } else {
        // A relative path means nothing there, says the specification of these folders.
        let named = variable("XDG_CACHE_HOME").map(PathBuf::from);
        match named.filter(|path| path.is_absolute()) {
            Some(caches) => caches,
            None => PathBuf::from(variable("HOME")?).join(".cache"),
        }
    };
    Some(caches.join("data-driver"))
}
