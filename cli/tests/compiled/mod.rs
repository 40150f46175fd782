//! What is compiled for WebAssembly already.

use std::path::Path;
use std::sync::Mutex;
use std::{fs, io};

/// Tests run side by side.
static SHARING: Mutex<()> = Mutex::new(());

/// Makes a folder of cargo's results use the repository's own for WebAssembly, in which the standard library is.
pub(crate) fn share(target: &Path) -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let own = root.canonicalize()?.join("target/wasm");
    let shared = target.join("wasm");
    let sharing = SHARING.lock();
    fs::create_dir_all(&own)?;
    fs::create_dir_all(target)?;
    // It may lead to where this repository was before.
    if shared.is_symlink() {
        fs::remove_file(&shared)?;
    }
    #[cfg(unix)]
    if !shared.exists() {
        std::os::unix::fs::symlink(own, shared)?;
    }
    drop(sharing);
    Ok(())
}
