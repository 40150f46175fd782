//! Compiled code on disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use data_driver_host::{Driver, Error, Host};

use crate::support::{Wat, deployed_stake, from_hex};

/// A directory of a test's own, gone at its end.
pub(crate) struct Directory(PathBuf);

impl Directory {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("cache-{}-{count}", std::process::id());
        Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn host(&self) -> Host {
        Host::builder().cache(&self.0).build().unwrap()
    }

    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = fs::read_dir(&self.0)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        files
    }

    /// The one that is there.
    fn file(&self) -> PathBuf {
        <[PathBuf; 1]>::try_from(self.files())
            .map(|[file]| file)
            .unwrap()
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

fn works(driver: &Driver) {
    assert_eq!(driver.encode_input("f", "[1]").unwrap(), b"[1]");
    assert_eq!(driver.version(), "1.2.3");
}

#[test]
fn a_driver_is_compiled_once() {
    let directory = Directory::new();
    let wasm = Wat::new().wasm();
    let first = directory.host().load(&wasm).unwrap();
    assert!(!first.was_cached());
    works(&first);
    assert_eq!(directory.files().len(), 1);
    // As another process would.
    let second = directory.host().load(&wasm).unwrap();
    assert!(second.was_cached());
    works(&second);
    assert_eq!(second.integrity(), first.integrity());
    assert_eq!(directory.files().len(), 1);
}

#[test]
fn without_a_directory_nothing_is_cached() {
    let wasm = Wat::new().wasm();
    let host = Host::builder().build().unwrap();
    assert!(!host.load(&wasm).unwrap().was_cached());
    assert!(!host.load(&wasm).unwrap().was_cached());
}

#[test]
fn a_deployed_driver_works_from_the_cache() {
    let directory = Directory::new();
    let wasm = deployed_stake();
    let reward = from_hex(include_str!("data/reward.hex"));
    let first = directory.host().load(&wasm).unwrap();
    let second = directory.host().load(&wasm).unwrap();
    assert!(second.was_cached());
    assert_eq!(
        first.decode_event("reward", &reward).unwrap(),
        second.decode_event("reward", &reward).unwrap()
    );
    // Limits hold for cached code as well.
    assert!(second.schema_text().is_err());
}

#[test]
fn drivers_and_compilers_do_not_mix() {
    let directory = Directory::new();
    let host = directory.host();
    let one = Wat::new().wasm();
    let other = Wat::new().says("get_version", "4.5.6").wasm();
    host.load(&one).unwrap();
    let driver = host.load(&other).unwrap();
    assert!(!driver.was_cached());
    assert_eq!(driver.version(), "4.5.6");
    assert_eq!(directory.files().len(), 2);

    let wide = Host::builder()
        .wide_arithmetic(true)
        .cache(&directory.0)
        .build()
        .unwrap();
    assert!(!wide.load(&one).unwrap().was_cached());
    assert!(wide.load(&one).unwrap().was_cached());
    assert_eq!(directory.files().len(), 3);
}

#[test]
fn a_damaged_file_is_compiled_anew() {
    let directory = Directory::new();
    let host = directory.host();
    let wasm = Wat::new().wasm();
    host.load(&wasm).unwrap();
    let path = &directory.file();
    let whole = fs::read(path).unwrap();
    let mut cases: Vec<Vec<u8>> = [0, 1, 31, 32, 33, whole.len() / 2, whole.len() - 1]
        .map(|length| whole[..length].to_vec())
        .into();
    for at in [0, 8, whole.len() / 3, whole.len() - 33, whole.len() - 1] {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        cases.push(changed);
    }
    cases.push([&whole[..], b"\0"].concat());
    for case in cases {
        fs::write(path, &case).unwrap();
        let driver = host.load(&wasm).unwrap();
        assert!(!driver.was_cached(), "{} bytes", case.len());
        works(&driver);
        assert_eq!(fs::read(path).unwrap(), whole);
    }
}

#[test]
fn a_file_under_the_name_of_another_is_not_taken() {
    let directory = Directory::new();
    let host = directory.host();
    let one = Wat::new().wasm();
    let other = Wat::new().says("get_version", "4.5.6").wasm();
    host.load(&one).unwrap();
    let first = directory.files();
    host.load(&other).unwrap();
    let second: Vec<_> = directory
        .files()
        .into_iter()
        .filter(|path| !first.contains(path))
        .collect();
    fs::copy(&first[0], &second[0]).unwrap();
    let driver = host.load(&other).unwrap();
    assert!(!driver.was_cached());
    assert_eq!(driver.version(), "4.5.6");
}

#[test]
fn a_module_that_is_no_driver_is_not_kept() {
    let directory = Directory::new();
    let host = directory.host();
    assert!(host.load(&wat::parse_str("(module)").unwrap()).is_err());
    assert!(host.load(b"nonsense").is_err());
    assert_eq!(directory.files(), Vec::<PathBuf>::new());
}

/// Nor is one that fails before its first call, which is not known before it is compiled.
#[test]
fn a_driver_that_does_not_start_is_not_kept() {
    let directory = Directory::new();
    let host = directory.host();
    let start = "(func $unable unreachable) (start $unable)";
    assert!(host.load(&Wat::new().part("start", start).wasm()).is_err());
    let silent = Wat::new().body("get_version", "(i32.const 2)");
    assert!(host.load(&silent.wasm()).is_err());
    assert_eq!(directory.files(), Vec::<PathBuf>::new());
}

/// A file that is mapped would take its process down when it is cut.
#[test]
fn a_file_that_is_cut_while_its_driver_is_used_does_no_harm() {
    let directory = Directory::new();
    let wasm = Wat::new().wasm();
    directory.host().load(&wasm).unwrap();
    let driver = directory.host().load(&wasm).unwrap();
    assert!(driver.was_cached());
    for file in directory.files() {
        fs::write(file, "").unwrap();
    }
    works(&driver);
    assert!(matches!(
        driver.decode_output("f", b"nonsense"),
        Err(Error::Fault(_))
    ));
}

#[test]
fn many_threads_may_load_at_once() {
    let directory = Directory::new();
    let wasm = Wat::new().wasm();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let host = directory.host();
                for _ in 0..10 {
                    works(&host.load(&wasm).unwrap());
                }
            });
        }
    });
    assert_eq!(directory.files().len(), 1);
    assert!(directory.host().load(&wasm).unwrap().was_cached());
}

#[test]
fn a_cache_that_goes_away_costs_only_time() {
    let directory = Directory::new();
    let host = directory.host();
    fs::remove_dir(&directory.0).unwrap();
    works(&host.load(&Wat::new().wasm()).unwrap());
    fs::create_dir(&directory.0).unwrap();
}

fn refused(directory: &Path) -> String {
    match Host::builder().cache(directory).build() {
        Err(Error::Host(message)) => message,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_file_is_no_directory() {
    let directory = Directory::new();
    fs::create_dir_all(&directory.0).unwrap();
    let file = directory.0.join("file");
    fs::write(&file, "").unwrap();
    assert!(refused(&file).starts_with(&format!(
        "cannot keep compiled code in {}: ",
        file.display()
    )));
}

#[cfg(unix)]
#[test]
fn a_directory_that_others_can_write_to_is_refused() {
    use std::os::unix::fs::PermissionsExt;

    let directory = Directory::new();
    let mode = |mode| {
        fs::set_permissions(&directory.0, fs::Permissions::from_mode(mode)).unwrap();
    };
    directory.host();
    let made = fs::metadata(&directory.0).unwrap().permissions().mode();
    assert_eq!(made & 0o777, 0o700);
    for (allowed, bits) in [
        (true, 0o755),
        (false, 0o775),
        (false, 0o757),
        (false, 0o1777),
    ] {
        mode(bits);
        let result = Host::builder().cache(&directory.0).build();
        assert_eq!(result.is_ok(), allowed, "{bits:o}");
    }
    assert!(refused(&directory.0).ends_with("others can write to it"));
    assert_eq!(directory.files(), Vec::<PathBuf>::new());
    mode(0o700);
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_write_to_is_not_run() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let directory = Directory::new();
    let host = directory.host();
    let wasm = Wat::new().wasm();
    host.load(&wasm).unwrap();
    let path = &directory.file();
    let mode = || fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(), 0o600);
    for (taken, bits) in [
        (true, 0o644),
        (false, 0o620),
        (false, 0o602),
        (false, 0o666),
    ] {
        fs::set_permissions(path, fs::Permissions::from_mode(bits)).unwrap();
        let driver = host.load(&wasm).unwrap();
        assert_eq!(driver.was_cached(), taken, "{bits:o}");
        works(&driver);
        // One that is not taken is replaced.
        assert_eq!(mode(), if taken { bits } else { 0o600 }, "{bits:o}");
    }
    // What a link leads to may lie where anybody can put something else into its place.
    let elsewhere = directory.0.join("elsewhere");
    fs::rename(path, &elsewhere).unwrap();
    symlink(&elsewhere, path).unwrap();
    assert!(!host.load(&wasm).unwrap().was_cached());
    assert!(host.load(&wasm).unwrap().was_cached());
    // Nobody writes into the pipe.
    fs::remove_file(path).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    assert!(!host.load(&wasm).unwrap().was_cached());
}

/// Sets when a file was last used to so many seconds ago.
fn used_before(path: &Path, seconds: u64) {
    let time = SystemTime::now() - Duration::from_secs(seconds);
    let file = fs::OpenOptions::new().write(true).open(path).unwrap();
    file.set_modified(time).unwrap();
}

#[test]
fn what_was_not_used_for_the_longest_time_is_deleted() {
    let directory = Directory::new();
    let version = |version: &str| Wat::new().says("get_version", version).wasm();
    let unlimited = directory.host();
    let mut paths = Vec::new();
    for (one, seconds) in [("1.0.0", 4000), ("1.0.1", 3000), ("1.0.2", 2000)] {
        unlimited.load(&version(one)).unwrap();
        let files = directory.files();
        let new = files
            .into_iter()
            .find(|file| !paths.contains(file))
            .unwrap();
        used_before(&new, seconds);
        paths.push(new);
    }
    let length = fs::metadata(&paths[0]).unwrap().len();
    // The oldest one is used again.
    assert!(unlimited.load(&version("1.0.0")).unwrap().was_cached());
    let abandoned = directory.0.join(".unfinished-1-1");
    let at_work = directory.0.join(".unfinished-1-2");
    let other = directory.0.join("notes.txt");
    for path in [&abandoned, &at_work, &other] {
        fs::write(path, "").unwrap();
    }
    used_before(&abandoned, 4000);
    used_before(&other, 9000);

    // There is room for two and a half.
    let limited = Host::builder()
        .cache(&directory.0)
        .cache_limit(length * 5 / 2)
        .build()
        .unwrap();
    limited.load(&version("1.0.3")).unwrap();
    let left = directory.files();
    assert!(left.contains(&paths[0]), "it was used last");
    assert!(!left.contains(&paths[1]) && !left.contains(&paths[2]));
    assert!(left.contains(&at_work) && left.contains(&other) && !left.contains(&abandoned));
    assert_eq!(left.len(), 4);
    assert!(limited.load(&version("1.0.3")).unwrap().was_cached());

    // Without room a driver is loaded all the same.
    let none = Host::builder()
        .cache(&directory.0)
        .cache_limit(0)
        .build()
        .unwrap();
    works(&none.load(&Wat::new().wasm()).unwrap());
    assert_eq!(directory.files().len(), 2);
}
