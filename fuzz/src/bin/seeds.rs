//! Writes the targets' first inputs into the folder that it is given. It is run in the repository's root.

use std::path::Path;

fn main() -> anyhow::Result<()> {
    let corpus = std::env::args_os()
        .nth(1)
        .unwrap_or("target/fuzz/corpus".into());
    data_driver_fuzz::seeds::write(Path::new("."), Path::new(&corpus))
}
