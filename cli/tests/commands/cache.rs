//! Compiled code is kept where the user says.

use std::fs;
use std::path::Path;

use assert_cmd::Command;

use crate::support::driver;

const ZERO: &str = "0000000000000000";

fn decode(cache: &Path, home: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_data-driver"));
    command
        .args(["decode", "output", &driver("stake"), "burnt_amount", ZERO])
        .env("DATA_DRIVER_CACHE", cache)
        .env("HOME", home)
        .env_remove("XDG_CACHE_HOME");
    let output = command.output().expect("it runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("text")
}

fn files(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

#[test]
fn compiled_code_is_kept_in_the_folder_that_the_variable_names() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache-of-a-test");
    let _ = fs::remove_dir_all(&folder);
    let (cache, home) = (folder.join("cache"), folder.join("home"));
    fs::create_dir_all(&home).expect("a folder");
    let first = decode(&cache, &home);
    assert_eq!((files(&cache), files(&home)), (1, 0));
    assert_eq!(decode(&cache, &home), first);
    assert_eq!(files(&cache), 1);

    // Nothing is kept, then nothing can be: a file stands in the way.
    assert_eq!(decode(Path::new(""), &home), first);
    assert_eq!(files(&home), 0);
    let file = folder.join("file");
    fs::write(&file, "").expect("a file");
    assert_eq!(decode(&file, &home), first);
    assert_eq!(fs::read(&file).expect("the file"), b"");
}
