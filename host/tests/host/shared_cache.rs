//! A folder of compiled code that several processes use, some of which do not live long.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use data_driver_host::{Error, Host};

use crate::cache::Directory;
use crate::support::Wat;

/// Names the folder for a process of this program that loads drivers, and how often it does.
const FOLDER: &str = "DATA_DRIVER_TEST_CACHE";
const ROUNDS: &str = "DATA_DRIVER_TEST_ROUNDS";

/// How many drivers there are.
const DRIVERS: usize = 6;

fn driver(number: usize) -> Vec<u8> {
    Wat::new()
        .says("get_version", &format!("{number:05}"))
        .wasm()
}

/// Room for four drivers, roughly.
fn limit(folder: &Directory) -> u64 {
    let wasm = driver(DRIVERS);
    folder.host().load(&wasm).unwrap();
    let length = fs::metadata(&folder.files()[0]).unwrap().len();
    length * 9 / 2
}

fn check(host: &Host, number: usize) {
    let driver = host.load(&driver(number)).unwrap();
    assert_eq!(driver.version(), format!("{number:05}"));
    assert_eq!(driver.encode_input("f", "[1]").unwrap(), b"[1]");
}

#[test]
fn a_process_uses_the_cache() {
    let (Ok(folder), Ok(rounds)) = (std::env::var(FOLDER), std::env::var(ROUNDS)) else {
        return;
    };
    let (limit, folder) = folder.split_once(' ').unwrap();
    let builder = Host::builder().cache(folder);
    let host = builder.cache_limit(limit.parse().unwrap()).build().unwrap();
    let start = usize::try_from(std::process::id()).unwrap();
    for round in 0..rounds.parse().unwrap() {
        check(&host, (start + round) % DRIVERS);
    }
    println!("USED");
}

fn process(folder: &Path, limit: u64, rounds: usize) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "shared_cache::a_process_uses_the_cache",
            "--nocapture",
        ])
        .env(FOLDER, format!("{limit} {}", folder.display()))
        .env(ROUNDS, rounds.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

fn is_unfinished(file: &Path) -> bool {
    let name = file.file_name().unwrap().to_string_lossy();
    name.starts_with(".unfinished-")
}

/// Half of the processes are killed at any time, also while they write.
#[test]
fn processes_share_it_and_are_killed_meanwhile() {
    let folder = Directory::new();
    let limit = limit(&folder);
    let lasting: Vec<_> = (0..3).map(|_| process(folder.path(), limit, 200)).collect();
    let start = Instant::now();
    let mut killed = 0;
    // At least so many, and as long as others are at work.
    while killed < 25 && start.elapsed() < Duration::from_secs(60) {
        let mut one = process(folder.path(), limit, usize::MAX);
        // At another moment each time, most of them while drivers are loaded.
        thread::sleep(Duration::from_millis(20 + 7 * killed));
        one.kill().unwrap();
        one.wait().unwrap();
        killed += 1;
    }
    assert!(killed > 5);
    for one in lasting {
        let output = one.wait_with_output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && text.contains("USED"), "{text}");
    }
    // Whatever is there under its name is whole, and there is no more than may be.
    let host = Host::builder()
        .cache(folder.path())
        .cache_limit(limit)
        .build()
        .unwrap();
    for number in 0..=DRIVERS {
        check(&host, number);
    }
    let (unfinished, whole): (Vec<_>, Vec<_>) = folder
        .files()
        .into_iter()
        .partition(|file| is_unfinished(file));
    assert!(
        unfinished.len() <= usize::try_from(killed).unwrap(),
        "{unfinished:?}"
    );
    let length = |file| fs::metadata(file).unwrap().len();
    let sum: u64 = whole.iter().map(length).sum();
    assert!(0 < sum && sum <= limit, "{sum} of {limit}");
}

/// Files are replaced by damaged ones while threads load them.
#[test]
fn entries_are_damaged_while_drivers_are_loaded() {
    let folder = Directory::new();
    let hosts: Vec<_> = (0..4).map(|_| folder.host()).collect();
    for number in 0..DRIVERS {
        check(&hosts[0], number);
    }
    thread::scope(|scope| {
        let users: Vec<_> = hosts
            .iter()
            .map(|host| {
                scope.spawn(move || {
                    for round in 0..60 {
                        check(host, round % DRIVERS);
                    }
                })
            })
            .collect();
        let mut seed = 1_usize;
        while users.iter().any(|user| !user.is_finished()) {
            for file in folder
                .files()
                .into_iter()
                .filter(|file| !is_unfinished(file))
            {
                // One that is in use must stay as it is, so that it is another file that gets its name.
                let Ok(mut bytes) = fs::read(&file) else {
                    continue;
                };
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let at = (seed >> 33) % bytes.len().max(1);
                match bytes.get_mut(at).filter(|_| seed >> 32 & 1 == 0) {
                    Some(byte) => *byte ^= 1,
                    None => bytes.truncate(at),
                }
                let other = folder.path().join("damaged");
                fs::write(&other, bytes).unwrap();
                fs::rename(&other, &file).unwrap();
            }
        }
    });
}

/// A process that uses the cache so often, after what a shell does first.
#[cfg(unix)]
fn behind_shell(folder: &Directory, limit: u64, first: &str, rounds: usize) -> Output {
    Command::new("sh")
        .args([
            "-c",
            &format!(
                "{first}; exec \"$0\" --exact shared_cache::a_process_uses_the_cache --nocapture"
            ),
        ])
        .arg(std::env::current_exe().unwrap())
        .env(FOLDER, format!("{limit} {}", folder.path().display()))
        .env(ROUNDS, rounds.to_string())
        .output()
        .unwrap()
}

/// A file cannot have more than so many bytes, as on a disk that is full: the system refuses to write in the middle.
#[cfg(unix)]
#[test]
fn a_full_disk_costs_only_time() {
    let folder = Directory::new();
    let limit = limit(&folder);
    fs::remove_dir_all(folder.path()).unwrap();
    // Two blocks of 512 or 1,024 bytes. Without the first command the system ends the process.
    let output = behind_shell(&folder, limit, "trap '' XFSZ; ulimit -f 2", 12);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("USED"), "{text}");
    assert!(folder.files().is_empty(), "{:?}", folder.files());
}

/// What is run must be its owner's alone, whatever a process lets others do with its files.
#[cfg(unix)]
#[test]
fn a_lax_umask_lets_nobody_write() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Directory::new();
    let limit = limit(&folder);
    fs::remove_dir_all(folder.path()).unwrap();
    let output = behind_shell(&folder, limit, "umask 0", 2);
    assert!(output.status.success(), "{output:?}");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(folder.path()), 0o700);
    let files = folder.files();
    assert_eq!(files.len(), 2);
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
}

/// Even for who may write anywhere else.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_to_is_refused() {
    for folder in ["/sys", "/proc/self/cache"] {
        match Host::builder().cache(folder).build() {
            Err(Error::Host(message)) => {
                let says = format!("cannot keep compiled code in {folder}: ");
                assert!(message.starts_with(&says), "{message}");
            }
            other => panic!("{folder}: {other:?}"),
        }
    }
}

/// Who may read and not write has what others compiled.
#[cfg(unix)]
#[test]
fn a_folder_that_can_only_be_read_is_used_as_it_is() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Directory::new();
    let host = folder.host();
    check(&host, 0);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o500)).unwrap();
    assert!(host.load(&driver(0)).unwrap().was_cached());
    // The administrator writes all the same.
    check(&host, 1);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
}
