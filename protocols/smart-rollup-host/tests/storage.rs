//! The durable storage by itself: snapshots, differences, and folders.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use smart_rollup_host::durable::{
    Change, Durable, Key, MAX_COMPARED, MAX_FOLDER_BYTES, MAX_FOLDER_ENTRIES,
};
use support::key;

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("storage")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn values(durable: &Durable) -> BTreeMap<String, Vec<u8>> {
    let entries = durable.entries(Key::ROOT);
    entries
        .map(|entry| (entry.key, entry.value.to_vec(usize::MAX)))
        .collect()
}

/// Values of random keys, some changed and some deleted from step to step: each snapshot stays as it was, and the differences
/// between two are those between their values.
#[test]
fn snapshots_and_differences() {
    let mut state = 1_u64;
    let mut next = move |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut durable = Durable::default();
    let mut model: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut snapshots: Vec<(Durable, BTreeMap<String, Vec<u8>>)> = Vec::new();
    for _ in 0..200 {
        snapshots.push((durable.clone(), model.clone()));
        for _ in 0..next(20) {
            let depth = 1 + next(3);
            let text: String = (0..depth).map(|_| format!("/{}", next(6))).collect();
            match next(4) {
                0 => {
                    durable.delete(key(&text)).unwrap();
                    model.retain(|key, _| *key != text && !key.starts_with(&format!("{text}/")));
                }
                _ => {
                    let bytes =
                        vec![u8::try_from(next(3)).unwrap(); usize::try_from(next(6_000)).unwrap()];
                    durable.set(key(&text), &bytes);
                    model.insert(text, bytes);
                }
            }
        }
    }
    for (index, (durable, model)) in snapshots.iter().enumerate() {
        assert_eq!(values(durable), *model);
        let (before, old) = &snapshots[index / 2];
        let mut expected: Vec<_> = model
            .iter()
            .filter_map(|(key, value)| match old.get(key) {
                None => Some((key.clone(), Change::Added)),
                Some(other) if other != value => Some((key.clone(), Change::Changed)),
                Some(_) => None,
            })
            .collect();
        let removed = old.keys().filter(|key| !model.contains_key(*key));
        expected.extend(removed.map(|key| (key.clone(), Change::Removed)));
        let changes = durable.changes_since(before, usize::MAX);
        let mut found = changes.list;
        assert!(!changes.more);
        found.sort_by(|a, b| a.0.cmp(&b.0));
        expected.sort_by(|a, b| a.0.cmp(&b.0));
        assert_eq!(found, expected);
    }
}

/// A thousand snapshots of a large storage, each with one value changed, take little more than one.
#[test]
fn snapshots_share_what_stays() {
    let mut durable = Durable::default();
    let keys: Vec<String> = (0..10_000)
        .map(|number| format!("/keys/{number}"))
        .collect();
    for text in &keys {
        durable.set(key(text), &[1; 100]);
    }
    let one = durable.memory();
    let mut snapshots = Vec::new();
    for text in keys.iter().take(1_000) {
        snapshots.push(durable.clone());
        durable.set(key(text), b"changed");
    }
    assert!(durable.memory() < 3 * one, "{} and {one}", durable.memory());
    drop(snapshots);
    assert!(durable.memory() <= one, "{} and {one}", durable.memory());
}

/// Two trees of 2⁶⁰ values that share nothing.
#[test]
fn comparing_ends() {
    let tree = || {
        let mut durable = Durable::default();
        durable.set(key("/a"), b"x");
        for _ in 0..60 {
            durable.copy(key("/a"), key("/b/l")).unwrap();
            durable.copy(key("/a"), key("/b/r")).unwrap();
            durable.rename(key("/b"), key("/a")).unwrap();
        }
        durable
    };
    let changes = tree().changes_since(&tree(), 10);
    assert!(
        changes.more,
        "after {MAX_COMPARED} places nothing was found"
    );
    assert_eq!(changes.list, []);
}

#[test]
fn a_folder_holds_a_storage() {
    let mut durable = Durable::default();
    for (text, bytes) in [
        ("/a", &b"value"[..]),
        ("/a/b", b""),
        ("/a/b/c.d-e_F", &[0; 10_000]),
        ("/readonly/x", b"\xff"),
    ] {
        durable.set(key(text), bytes);
    }
    let place = folder("one");
    durable.save(&place).unwrap();
    assert_eq!(fs::read(place.join("a/@")).unwrap(), b"value");
    let loaded = Durable::load(&place).unwrap();
    assert_eq!(values(&loaded), values(&durable));

    let wrong = |change: &dyn Fn(&Path), expected: &str| {
        let place = folder("wrong");
        durable.save(&place).unwrap();
        change(&place);
        let error = Durable::load(&place).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    let name = "expected a folder with a key's name, or a file named @";
    wrong(&|place| fs::write(place.join("a/file"), "").unwrap(), name);
    wrong(&|place| fs::create_dir(place.join("a b")).unwrap(), name);
    wrong(&|place| fs::create_dir(place.join("a/@x")).unwrap(), name);
    #[cfg(unix)]
    wrong(
        &|place| std::os::unix::fs::symlink("/", place.join("a/link")).unwrap(),
        name,
    );
    let long = "k".repeat(200);
    wrong(
        &|place| fs::create_dir_all(place.join(&long).join(&long)).unwrap(),
        "expected a key of at most 240 bytes",
    );
}

#[test]
fn a_folder_has_limits() {
    let place = folder("limits");
    let mut durable = Durable::default();
    for name in ["/a", "/b", "/c"] {
        durable.create(key(name), i32::MAX.cast_unsigned()).unwrap();
    }
    let error = durable.save(&place).unwrap_err().to_string();
    let bytes = 3 * u64::from(i32::MAX.cast_unsigned());
    assert_eq!(
        error,
        format!("expected values of at most {MAX_FOLDER_BYTES} bytes together, found {bytes}")
    );
    let mut many = Durable::default();
    for number in 0..=MAX_FOLDER_ENTRIES {
        many.set(key(&format!("/k/{number}")), b"");
    }
    let error = many.save(&place).unwrap_err().to_string();
    assert_eq!(
        error,
        format!("expected at most {MAX_FOLDER_ENTRIES} values")
    );
    // Nothing was written.
    assert!(fs::read_dir(&place).unwrap().next().is_none());
}

/// A folder whose files hold nothing but zeros takes a moment to be made, and none to be refused.
#[test]
fn folders_that_are_too_large() {
    let place = folder("zeros");
    let size = u64::from(i32::MAX.cast_unsigned());
    let value = |name: &str, size: u64| {
        fs::create_dir_all(place.join(name)).unwrap();
        let file = fs::File::create(place.join(name).join("@")).unwrap();
        file.set_len(size).unwrap();
    };
    for name in ["a", "b", "c"] {
        value(name, size);
    }
    let error = Durable::load(&place).unwrap_err().to_string();
    assert_eq!(
        error,
        format!(
            "expected values of at most {MAX_FOLDER_BYTES} bytes together, found {}",
            3 * size
        )
    );
    fs::remove_dir_all(&place).unwrap();

    value("a", size + 1);
    let error = Durable::load(&place).unwrap_err().to_string();
    assert!(
        error.ends_with("expected a value of at most 2147483647 bytes"),
        "{error}"
    );
    // What is zeros takes no memory, here as after `store_create`.
    value("a", 100_000_000);
    let durable = Durable::load(&place).unwrap();
    assert_eq!(durable.value_size(key("/a")), Ok(100_000_000));
    assert!(durable.memory() < 10_000, "{}", durable.memory());
}
