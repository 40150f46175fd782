//! The drivers that `cargo xtask build` made.

use std::path::Path;
use std::sync::LazyLock;

use data_driver_host::{Driver, Host};

use crate::drivers::{DRIVERS, Native};

/// In the order of the native ones.
pub static BUILT: LazyLock<Vec<Driver>> = LazyLock::new(|| {
    let host = Host::builder().cache("target/fuzz/compiled");
    let host = host.build().expect("a host");
    let load = |name: &str| {
        let path = Path::new("target/drivers")
            .join(name)
            .with_extension("wasm");
        let driver = host.load_file(&path);
        driver.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    DRIVERS.iter().map(|native| load(native.name)).collect()
});

/// The number of a native driver, and the one that was built of it.
#[must_use]
pub fn built(native: &Native) -> Option<(usize, &'static Driver)> {
    let at = DRIVERS.iter().position(|one| one.name == native.name)?;
    Some((at, BUILT.get(at)?))
}
