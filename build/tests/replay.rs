//! Golden vectors on their way into a driver's file: replayed, and divided by the room that there is.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

use base64::Engine as _;
use data_driver::abi::sections::{META, VECTORS};
use data_driver_build::vectors::{self, SHARE};
use data_driver_build::{
    Builder, Built, Call, Error, Options, Result, RunError, Runner, Workspace, sections, served,
};
use serde_json::Value;
use sha2::Digest as _;

/// A place of its own for each test.
fn folder(test: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("replay")
        .join(test)
}

/// This package. A copy of the repository runs the same program, so it is not known when it is compiled.
fn here() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").unwrap().into()
}

/// Builds the fixture with these golden files.
fn build(test: &str, files: &[(String, String)]) -> Result<(Built, Vec<String>)> {
    build_within(test, files, None)
}

/// The same where the manifest says how large the file may be when it is served.
fn build_within(
    test: &str,
    files: &[(String, String)],
    served: Option<usize>,
) -> Result<(Built, Vec<String>)> {
    static ALONE: Mutex<()> = Mutex::new(());
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    static TOOLS: LazyLock<PathBuf> = LazyLock::new(|| Workspace::load(&here()).unwrap().tools);

    let golden = folder(test).join("golden");
    let _ = fs::remove_dir_all(&golden);
    for (name, text) in files {
        let path = golden.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let fixture = here().join("tests/fixture");
    let mut workspace = Workspace::load(&fixture).unwrap();
    workspace.target = env!("CARGO_TARGET_TMPDIR").into();
    workspace.tools.clone_from(&TOOLS);
    let mut package = workspace.drivers()[0].clone();
    package.vectors = Some(golden);
    package.served = served;
    let mut options = Options::default();
    options.variant = Some(test.to_owned());
    options.runner = Some(Runner::new(|_| Ok(hex)));
    let mut steps = Vec::new();
    let mut progress = |step: &str| steps.push(step.to_owned());
    let builder = Builder::new(&workspace, &mut progress)?;
    let built = builder.build(&package, &options, &folder(test), &mut progress)?;
    Ok((built, steps))
}

/// What the driver does, as far as these tests are concerned: JSON is a string with the bytes in hex.
fn hex(call: Call<'_>) -> Result<Vec<u8>, RunError> {
    Ok(match call {
        Call::Encode {
            function: "refused",
            ..
        } => return Err("it is refused".into()),
        Call::Encode { json, .. } => {
            let digits: String = serde_json::from_str(json)?;
            let pairs = digits.as_bytes().chunks(2);
            pairs
                .map(|pair| Ok(u8::from_str_radix(str::from_utf8(pair)?, 16)?))
                .collect::<Result<_, RunError>>()?
        }
        Call::Decode { bytes, .. } => json(bytes).into(),
        _ => Vec::new(),
    })
}

fn digits(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn json(bytes: &[u8]) -> String {
    format!("\"{}\"", digits(bytes))
}

/// A pair of files.
fn pair(stem: &str, json: String, bytes: &[u8]) -> [(String, String); 2] {
    [
        (format!("{stem}.json"), json),
        (format!("{stem}.hex"), digits(bytes)),
    ]
}

/// Bytes that do not compress.
fn noise(seed: u32, length: usize) -> Vec<u8> {
    let mut state = seed;
    let next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    std::iter::repeat_with(next).take(length).collect()
}

#[test]
fn wrong_vectors_fail_the_build_with_their_places() {
    // M16
    let files = [
        pair("input/right", json(&[1, 2]), &[1, 2]),
        pair("input/wrong", json(&[1, 2, 4]), &[1, 2, 3]),
        pair("input/refused", json(&[1]), &[1]),
        pair("output/total", json(&[5]), &[6]),
        pair("event/sent.large", "7".to_owned(), &[7]),
    ];
    let error = build("wrong", &files.concat()).unwrap_err();
    let Error::Disagrees { disagreements, .. } = &error else {
        panic!("{error}")
    };
    let golden = folder("wrong").join("golden");
    let found: Vec<_> = disagreements
        .iter()
        .map(|one| {
            format!(
                "{}: {}",
                one.path.strip_prefix(&golden).unwrap().display(),
                one.what
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "input/refused.json: encoding fails: it is refused",
            "input/wrong.json: encoding differs at byte 2: expected 03, the driver gives 04",
            "input/wrong.json: decoding differs at byte 6: expected `4\\\"`, the driver gives `3\\\"`",
            "output/total.json: decoding differs at byte 2: expected `5\\\"`, the driver gives `6\\\"`",
            "event/sent.large.json: decoding differs at byte 0: expected `7`, the driver gives `\\\"07\\\"`",
        ]
    );
    let text = error.to_string();
    assert!(
        text.starts_with("package `fixture`: the driver disagrees with its golden vectors:\n  - /"),
        "{text}"
    );
    assert!(!folder("wrong").join("tiny.wrong.wasm").exists());
}

/// The vectors in the file, and those beside it.
fn both(built: &Built) -> (Vec<Value>, Vec<Value>) {
    let wasm = fs::read(&built.path).unwrap();
    let list = |text: &[u8]| serde_json::from_slice::<Vec<Value>>(text).unwrap();
    let inside = sections::read(&wasm, VECTORS).unwrap().map(list);
    let beside = built
        .vectors
        .as_ref()
        .map(|path| list(&fs::read(path).unwrap()));
    (inside.unwrap_or_default(), beside.unwrap_or_default())
}

#[test]
fn what_the_file_has_no_room_for_stands_beside_it() {
    let mut files = Vec::new();
    for seed in 0..40 {
        let bytes = noise(seed, 40);
        let name = if seed % 2 == 0 { "a" } else { "b" };
        files.extend(pair(&format!("input/{name}.{seed}"), json(&bytes), &bytes));
    }
    let example = noise(99, 60);
    files.extend(pair("input/b.example", json(&example), &example));
    // What an earlier run has replayed is not replayed again.
    let described = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wasm/described");
    let _ = fs::remove_file(described.join("tiny.large.replayed"));
    let (built, steps) = build("large", &files).unwrap();
    assert!(
        steps
            .iter()
            .any(|step| step == "replaying 41 golden vectors"),
        "{steps:?}"
    );

    let wasm = fs::read(&built.path).unwrap();
    let code = sections::remove(&wasm, &sections::names(&wasm).unwrap()).unwrap();
    let limit = served::size(&code) * (100 + SHARE) / 100;
    assert!(
        served::size(&wasm) <= limit,
        "{} > {limit}",
        served::size(&wasm)
    );

    let (inside, beside) = both(&built);
    assert!(!inside.is_empty() && !beside.is_empty());
    let mut all = [inside.clone(), beside.clone()].concat();
    let mut expected: Vec<Value> = serde_json::from_str(&vectors::text(
        &vectors::read(&folder("large").join("golden"), &[]).unwrap(),
    ))
    .unwrap();
    for list in [&mut all, &mut expected] {
        list.sort_by_key(ToString::to_string);
    }
    assert_eq!(all, expected);

    let beside = built.vectors.as_ref().unwrap();
    assert_eq!(*beside, folder("large").join("tiny.large.vectors.json"));
    let hash = sha2::Sha256::digest(fs::read(beside).unwrap());
    let hash = base64::engine::general_purpose::STANDARD.encode(hash);
    let meta = sections::read(&wasm, META).unwrap().unwrap();
    let meta: Value = serde_json::from_slice(meta).unwrap();
    assert_eq!(meta["vectors"]["integrity"], format!("sha256-{hash}"));

    let (again, steps) = build("large", &files).unwrap();
    assert!(!again.changed && steps.is_empty(), "{steps:?}");
    assert_eq!(again.vectors, built.vectors);
}

#[test]
fn the_file_has_one_of_each_before_it_has_two() {
    let mut files = Vec::new();
    for (seed, name) in ["a", "b", "c"].into_iter().enumerate() {
        for case in 0..9 {
            // The examples are the largest.
            let (case, length) = match case {
                0 => ("example".to_owned(), 24),
                case => (case.to_string(), 20),
            };
            let bytes = noise((seed * 10 + files.len()).try_into().unwrap(), length);
            files.extend(pair(&format!("event/{name}.{case}"), json(&bytes), &bytes));
        }
    }
    let huge = noise(7, 9_000);
    files.extend(pair("output/huge", json(&huge), &huge));
    let (inside, beside) = both(&build("each", &files).unwrap().0);
    let has = |list: &[Value], member: &str, text: &str| {
        list.iter().filter(|vector| vector[member] == text).count()
    };
    assert_eq!(has(&inside, "case", "example"), 3);
    assert!(beside.len() > 1, "there is not room for all");
    // There is none for this one; those behind it are not let in before it.
    assert_eq!((has(&beside, "name", "huge"), inside.len()), (1, 3));
}

#[test]
fn a_file_with_room_for_all_stands_alone() {
    let stale = folder("small").join("tiny.small.vectors.json");
    fs::create_dir_all(stale.parent().unwrap()).unwrap();
    fs::write(&stale, "[]").unwrap();
    let (built, _) = build("small", &pair("event/sent", json(&[1]), &[1])).unwrap();
    assert_eq!(built.vectors, None);
    assert!(!stale.exists(), "it is another build's");
    let (inside, _) = both(&built);
    assert_eq!(inside.len(), 1);
    let wasm = fs::read(&built.path).unwrap();
    let meta = sections::read(&wasm, META).unwrap().unwrap();
    assert!(!String::from_utf8_lossy(meta).contains("vectors"));
}

#[test]
fn a_manifest_bounds_the_size_of_the_file() {
    let mut files = Vec::new();
    for seed in 0..20 {
        let bytes = noise(seed, 6);
        files.extend(pair(&format!("input/a.{seed}"), json(&bytes), &bytes));
    }
    let size = |built: &Built| served::size(&fs::read(&built.path).unwrap());
    let free = build("free", &files).unwrap().0;
    let (inside, _) = both(&free);
    assert!(inside.len() > 1);
    let most = size(&free) - 20;
    let bound = build_within("bound", &files, Some(most)).unwrap().0;
    assert!(size(&bound) <= most);
    let fewer = both(&bound).0;
    assert!(!fewer.is_empty() && fewer.len() < inside.len());

    let error = build_within("tight", &files, Some(100)).unwrap_err();
    assert!(
        matches!(&error, Error::Large { most: 100, size, .. } if *size > 100),
        "{error}"
    );
    assert!(!folder("tight").join("tiny.tight.wasm").exists());
}
