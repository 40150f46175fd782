//! `cargo run -p generator` writes the source of `generated-driver` again.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(generator::PATH);
    std::fs::write(path, generator::generate(generator::SEED))
}
