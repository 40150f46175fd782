//! Builds a real, if tiny, driver with the toolchain of this machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use data_driver::abi;
use data_driver_build::exports::{self, Problem};
use data_driver_build::{
    Builder, Built, Call, Error, Options, Package, Result, Runner, Workspace, schema, sections,
    types,
};

const PAGE: usize = 65_536;

/// The fixture's workspace, with the tools of the repository.
fn workspace() -> Workspace {
    static TOOLS: LazyLock<PathBuf> = LazyLock::new(|| {
        let repository = Workspace::load(&here()).unwrap();
        // Here, tests still wait for each other: one of them installs what is missing.
        Builder::new(&repository, &mut |_| {}).unwrap();
        repository.tools
    });
    let mut workspace = Workspace::load(&fixture()).unwrap();
    workspace.target = env!("CARGO_TARGET_TMPDIR").into();
    workspace.tools.clone_from(&TOOLS);
    workspace
}

/// This package. A copy of the repository runs the same program, so it is not known when it is compiled.
fn here() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").unwrap().into()
}

fn fixture() -> PathBuf {
    here().join("tests/fixture")
}

/// A place of its own for each test's driver.
fn output(test: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("drivers")
        .join(test)
}

/// Builds the fixture for a test; gives the result and the steps that were announced.
fn build(test: &str, change: impl FnOnce(&mut Options)) -> (Result<Built>, Vec<String>) {
    build_as(test, |_| {}, change)
}

/// Builds the fixture as if its manifest said something else.
fn build_as(
    test: &str,
    manifest: impl FnOnce(&mut Package),
    change: impl FnOnce(&mut Options),
) -> (Result<Built>, Vec<String>) {
    // One at a time, so that no step says that it waits for another build.
    static ALONE: Mutex<()> = Mutex::new(());
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);

    let workspace = workspace();
    let mut steps = Vec::new();
    let mut progress = |step: &str| steps.push(step.to_owned());
    let builder = Builder::new(&workspace, &mut progress).unwrap();
    let mut options = Options::default();
    change(&mut options);
    let mut package = workspace.drivers()[0].clone();
    manifest(&mut package);
    let built = builder.build(&package, &options, &output(test), &mut progress);
    (built, steps)
}

#[test]
fn the_manifest_names_the_driver() {
    let workspace = workspace();
    let drivers = workspace.drivers();
    assert_eq!(drivers.len(), 1);
    let driver = drivers[0];
    assert_eq!(
        (driver.name.as_str(), driver.package.as_str()),
        ("tiny", "fixture")
    );
    assert_eq!(
        (driver.version.as_str(), driver.test_only),
        ("1.2.3", false)
    );
    assert_eq!(workspace.package("fixture").unwrap(), driver);

    let error = workspace.package("absent").unwrap_err();
    assert!(matches!(error, Error::NoPackage { ref package, .. } if package == "absent"));
}

#[test]
fn a_driver_is_built_once() {
    let _ = fs::remove_dir_all(output("once"));

    let (first, _) = build("once", |_| {});
    let first = first.unwrap();
    assert!(first.changed);
    assert_eq!(first.path, output("once").join("tiny.wasm"));
    assert_eq!(fs::metadata(&first.path).unwrap().len(), first.size as u64);
    assert!(
        first.size < first.compiled_size,
        "{} >= {}",
        first.size,
        first.compiled_size
    );
    let written = fs::metadata(&first.path).unwrap().modified().unwrap();

    let (second, steps) = build("once", |_| {});
    let second = second.unwrap();
    assert_eq!(
        second,
        Built {
            changed: false,
            ..first
        }
    );
    assert_eq!(steps, [""; 0], "nothing is set up or optimised again");
    assert_eq!(
        fs::metadata(&second.path).unwrap().modified().unwrap(),
        written
    );
}

#[test]
fn a_driver_has_the_interface_and_nothing_more() {
    let built = build("interface", |_| {}).0.unwrap();
    let wasm = fs::read(built.path).unwrap();
    assert_eq!(exports::check(&wasm, false).unwrap(), []);

    let mut names = Vec::new();
    let mut maximum = None;
    for payload in wasmparser::Parser::new(0).parse_all(&wasm) {
        match payload.unwrap() {
            wasmparser::Payload::ExportSection(exports) => {
                names.extend(
                    exports
                        .into_iter()
                        .map(|export| export.unwrap().name.to_owned()),
                );
            }
            wasmparser::Payload::MemorySection(memories) => {
                maximum = memories.into_iter().next().unwrap().unwrap().maximum;
            }
            _ => {}
        }
    }
    names.sort();
    assert_eq!(
        names,
        [
            "alloc",
            "dealloc",
            "decode_event",
            "decode_input_fn",
            "decode_output_fn",
            "encode_input_fn",
            "get_last_error",
            "get_last_error_details",
            "get_schema",
            "get_version",
            "init",
            "memory",
        ]
    );
    assert_eq!(maximum, Some((abi::MAX_MEMORY / PAGE) as u64));
    let custom = sections::names(&wasm).unwrap();
    assert!(!custom.contains(&"target_features"), "{custom:?}");

    let meta = sections::read(&wasm, abi::sections::META).unwrap().unwrap();
    assert_eq!(
        String::from_utf8_lossy(meta),
        r#"{"abi":1,"contract":"tiny","version":"1.2.3"}"#
    );
}

#[test]
fn sections_are_written() {
    let sections = [("data-driver-schema", "{}"), ("notes", "")];
    let (built, _) = build("sections", |options| {
        options.sections = sections
            .map(|(name, data)| (name.to_owned(), data.into()))
            .into();
    });
    let wasm = fs::read(built.unwrap().path).unwrap();
    for (name, data) in sections {
        assert_eq!(sections::read(&wasm, name).unwrap(), Some(data.as_bytes()));
    }
    assert_eq!(exports::check(&wasm, false).unwrap(), []);
}

const SCHEMA: &str =
    r#"{"name":"Tiny","version":"1.2.3","codec":"none","functions":[],"events":[],"$defs":{}}"#;

/// A runner of a driver that gives this schema.
fn says(schema: Result<&'static str, &'static str>) -> Runner {
    Runner::new(move |_| Ok(move |_: Call<'_>| Ok(schema?.into())))
}

#[test]
fn the_file_describes_the_driver() {
    let _ = fs::remove_dir_all(output("described"));
    let answer = "wasm/described/tiny.described.schema";
    let _ = fs::remove_file(Path::new(env!("CARGO_TARGET_TMPDIR")).join(answer));
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let runner = Runner::new(move |path| {
        assert_eq!(exports::check(&fs::read(path)?, false)?, []);
        counted.fetch_add(1, Ordering::Relaxed);
        Ok(|call: Call<'_>| {
            assert_eq!(call, Call::Schema);
            Ok(SCHEMA.into())
        })
    });
    let build = || {
        build("described", |options| {
            // A driver of its own in the memory of what was answered.
            options.variant = Some("described".to_owned());
            options.runner = Some(runner.clone());
        })
    };
    let built = build().0.unwrap();
    let wasm = fs::read(&built.path).unwrap();
    let section = |name| {
        let section = sections::read(&wasm, name).unwrap();
        section.map(|text| String::from_utf8(text.to_vec()).unwrap())
    };
    assert_eq!(
        section(abi::sections::META).unwrap(),
        r#"{"abi":1,"codec":"none","contract":"Tiny","version":"1.2.3"}"#
    );
    assert_eq!(section(abi::sections::SCHEMA).unwrap(), SCHEMA);
    let types = types::types(SCHEMA).unwrap().unwrap();
    assert_eq!(section(abi::sections::TYPES).unwrap(), types);
    assert_eq!(section(abi::sections::VECTORS), None);
    assert_eq!(exports::check(&wasm, false).unwrap(), []);

    assert_eq!(fs::read_to_string(built.types.unwrap()).unwrap(), types);
    assert_eq!(
        fs::read_to_string(built.schema.unwrap()).unwrap(),
        schema::pretty(SCHEMA).unwrap()
    );
    assert!(built.code_size < built.size);

    let again = build();
    assert!(!again.0.unwrap().changed);
    assert_eq!(again.1, [""; 0]);
    assert_eq!(asked.load(Ordering::Relaxed), 1, "the driver is asked once");
}

#[test]
fn a_schema_that_is_none_is_an_error() {
    for (answer, why) in [
        (Ok("{"), "EOF"),
        (Ok(r#"{"$defs":{}}"#), "missing field"),
        (Err("it traps"), "it traps"),
    ] {
        let (result, _) = build("undescribed", |options| {
            options.variant = Some(format!("undescribed-{}", why.replace(' ', "-")));
            options.runner = Some(says(answer));
        });
        let error = result.unwrap_err().to_string();
        assert!(
            error.starts_with("package `fixture`: the driver's schema: ") && error.contains(why),
            "{error}"
        );
    }
}

#[test]
fn a_driver_without_a_schema_is_built() {
    let (built, _) = build("schemaless", |options| {
        options.variant = Some("schemaless".to_owned());
        options.runner = Some(says(Ok("")));
    });
    let built = built.unwrap();
    assert_eq!((&built.schema, &built.types), (&None, &None));
    let wasm = fs::read(built.path).unwrap();
    assert_eq!(sections::read(&wasm, abi::sections::SCHEMA).unwrap(), None);
}

#[test]
fn a_driver_says_nothing_about_the_machine() {
    let built = build("private", |options| options.unoptimized = true)
        .0
        .unwrap();
    let wasm = fs::read(built.path).unwrap();
    let text = String::from_utf8_lossy(&wasm);
    assert!(
        text.contains("src/lib.rs"),
        "the fixture's panics name its file"
    );
    for private in [here(), std::env::home_dir().unwrap()] {
        let private = private.display().to_string();
        assert!(!text.contains(&private), "the module holds {private}");
    }
}

/// Two checkouts of one driver give the same file.
#[test]
fn the_folder_is_of_no_matter() {
    let here = build("here", |options| options.unoptimized = true)
        .0
        .unwrap();

    let folder = output("elsewhere").join("a folder");
    for file in ["Cargo.toml", "Cargo.lock", "src/lib.rs"] {
        let to = folder.join(file);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(fixture().join(file), to).unwrap();
    }
    let mut elsewhere = Workspace::load(&folder).unwrap();
    elsewhere.tools = workspace().tools;
    let builder = Builder::new(&elsewhere, &mut |_| {}).unwrap();
    let mut options = Options::default();
    options.unoptimized = true;
    let there = builder.build(elsewhere.drivers()[0], &options, &folder, &mut |_| {});
    assert!(
        fs::read(here.path).unwrap() == fs::read(there.unwrap().path).unwrap(),
        "the two files differ"
    );
}

#[test]
fn the_codec_is_the_schemas_or_else_the_manifests() {
    let codec = |test: &str, manifest: Option<&str>, schema: &'static str| {
        let (built, _) = build_as(
            test,
            |package| package.codec = manifest.map(str::to_owned),
            |options| {
                options.variant = Some(test.to_owned());
                options.runner = Some(says(Ok(schema)));
            },
        );
        let wasm = fs::read(built?.path).unwrap();
        let meta = sections::read(&wasm, abi::sections::META).unwrap().unwrap();
        let meta: serde_json::Value = serde_json::from_slice(meta).unwrap();
        Ok::<_, Error>(meta["codec"].as_str().map(str::to_owned))
    };
    let named = |name: &str| Some(name.to_owned());
    assert_eq!(codec("codec-none", None, "").unwrap(), None);
    assert_eq!(
        codec("codec-manifest", Some("rlp"), "").unwrap(),
        named("rlp")
    );
    let deployed = r#"{"name":"Old","functions":[]}"#;
    assert_eq!(
        codec("codec-deployed", Some("rlp"), deployed).unwrap(),
        named("rlp")
    );
    assert_eq!(codec("codec-schema", None, SCHEMA).unwrap(), named("none"));
    assert_eq!(
        codec("codec-both", Some("none"), SCHEMA).unwrap(),
        named("none")
    );
    assert_eq!(
        codec("codec-differs", Some("rlp"), SCHEMA)
            .unwrap_err()
            .to_string(),
        "package `fixture`: [package.metadata.data-driver] codec: it is `rlp` here and `none` in the \
         driver's schema"
    );
}

#[test]
fn a_crate_that_is_not_there_cannot_be_hot() {
    let build = |test: &str, hot: &[&str], wide: &[&str], options: Options| {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let manifest = |package: &mut Package| {
            package.hot = names(hot);
            package.hot_wide = names(wide);
        };
        build_as(test, manifest, |all| *all = options).0
    };
    let error = build("hot", &["fixture", "sha9"], &[], Options::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "package `fixture`: [package.metadata.data-driver] hot: the workspace's Cargo.lock has no crate `sha9`"
    );
    build("cold", &["fixture"], &["sha9"], Options::default()).unwrap();
    let error = build("hot-wide", &[], &["sha9"], Options::wide()).unwrap_err();
    assert!(error.to_string().contains("] hot-wide: the "), "{error}");
}

#[test]
fn extra_target_features_make_a_second_file() {
    let built = build("wide", |options| *options = Options::wide())
        .0
        .unwrap();
    assert_eq!(built.path, output("wide").join("tiny.wide.wasm"));
    assert_eq!(
        exports::check(&fs::read(built.path).unwrap(), true).unwrap(),
        []
    );
}

#[test]
fn what_is_wrong_is_named() {
    let (result, _) = build("wrong", |options| {
        options.features = vec!["import".to_owned(), "lacking".to_owned()];
    });
    let error = result.unwrap_err();
    let Error::NotADriver { package, problems } = &error else {
        panic!("{error}")
    };
    assert_eq!(package, "fixture");
    assert_eq!(
        *problems,
        [
            Problem::Import {
                name: "env.now".to_owned()
            },
            Problem::Missing {
                name: "get_version"
            },
        ]
    );
    assert_eq!(
        error.to_string(),
        "package `fixture` does not make a data driver:\n  \
           - imports `env.now`; a driver imports nothing\n  \
           - does not export `get_version`"
    );
    assert!(!output("wrong").join("tiny.wasm").exists());
}
