//! Builds the drivers of this repository into the command, those that `cargo xtask build` has made.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let drivers = Path::new(env!("CARGO_MANIFEST_DIR")).join("../drivers");
    let mut names: Vec<String> = fs::read_dir(&drivers)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();

    // cargo makes this script's folder inside of that of all results, where it keeps a file of its own.
    let target = out
        .ancestors()
        .find(|folder| folder.join(".rustc_info.json").is_file())
        .map(|folder| folder.join("drivers"));
    let mut table = String::from("&[\n");
    for name in names {
        if let Some(target) = &target {
            let file = target.join(format!("{name}.wasm"));
            if file.is_file() {
                println!("cargo::rerun-if-changed={}", file.display());
                let beside = target.join(format!("{name}.vectors.json"));
                let beside = match beside.is_file() {
                    true => format!("Some(include_str!({beside:?}))"),
                    false => "None".to_owned(),
                };
                writeln!(table, "({name:?}, include_bytes!({file:?}), {beside}),").expect("memory");
            }
        }
    }
    table.push_str("]\n");
    fs::write(out.join("known.rs"), table).expect("cargo made the folder");
    println!("cargo::rerun-if-changed=build.rs");
    if let Some(target) = target.filter(|target| target.is_dir()) {
        println!("cargo::rerun-if-changed={}", target.display());
    }
}
