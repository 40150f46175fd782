//! What is no command line, and what help says.

use crate::support::{driver, file, folder, run, run_with};

#[test]
fn help_goes_to_standard_output() {
    let help = run(&["--help"]);
    for word in ["inspect", "encode", "decode", "Exit codes:", "5  a file"] {
        assert!(help.text().contains(word), "{word}");
    }
    assert!(run(&["decode", "--help"]).text().contains("--try"));
    assert!(run(&["encode", "--help"]).text().contains("rusk-wallet"));
}

#[test]
fn what_is_no_command_line_ends_with_2() {
    for arguments in [
        &[][..],
        &["inspct", "x"],
        &["inspect"],
        &["types", "x", "--lang", "go"],
        &["encode"],
        &["decode"],
        &["decode", "--try"],
        &["decode", "--try", "00"],
        &["decode", "outpt", "x", "y"],
    ] {
        let error = run(arguments);
        assert!(
            error.fails(2).starts_with("error: ") || arguments.is_empty(),
            "{arguments:?} {}",
            error.err
        );
    }
}

#[test]
fn machines_get_an_object_for_that_too() {
    let error = run(&["--json", "inspct"]).error(2);
    assert_eq!(error["kind"], "invalid_input");
    assert!(
        error["message"]
            .as_str()
            .is_some_and(|message| message.starts_with("unrecognized subcommand 'inspct'"))
    );
    assert_eq!(run(&["encode", "--json"]).error(2)["kind"], "invalid_input");
}

#[test]
fn a_driver_that_is_not_there_ends_with_5() {
    let error = run(&["schema", "stke"]);
    assert!(
        error
            .fails(5)
            .starts_with("error: stke: there is no such file or folder, and")
    );
    assert_eq!(run(&["schema", "stke", "--json"]).error(5)["kind"], "host");
}

#[test]
fn a_file_that_is_no_driver_ends_with_4() {
    let manifest = format!("{}/Cargo.toml", env!("CARGO_MANIFEST_DIR"));
    for command in ["inspect", "schema"] {
        assert_eq!(
            run(&[command, &manifest, "--json"]).error(4)["kind"],
            "load"
        );
    }
}

#[test]
fn a_crate_stands_for_what_it_was_built_into() {
    let crate_folder = format!("{}/../drivers/drc20", env!("CARGO_MANIFEST_DIR"));
    assert_eq!(
        run(&["schema", &crate_folder]).text(),
        run(&["schema", &driver("drc20")]).text()
    );
    let several = format!("{}/..", env!("CARGO_MANIFEST_DIR"));
    assert!(
        run(&["schema", &several])
            .fails(2)
            .contains("name the folder of one")
    );
    let none = env!("CARGO_MANIFEST_DIR");
    assert!(
        run(&["schema", none])
            .fails(2)
            .contains("no package here makes a driver")
            || run(&["schema", none]).fails(2).contains("several")
    );
}

#[test]
fn what_is_no_module_is_named() {
    let folder = folder("no-module");
    let path = file(&folder, "notes.txt", b"hello, world\n");
    let path = path.strip_prefix('@').expect("a path");
    for arguments in [
        &["inspect", path][..],
        &["schema", path],
        &["strip", path],
        &["decode", "output", path, "total", "00"],
        &["decode", "--try", path, "00"],
    ] {
        let said = run(arguments);
        let said = said.fails(4);
        assert!(
            said.starts_with(&format!("error: {path}: not a WebAssembly module")),
            "{said}"
        );
        assert!(said.contains("it does not begin as one"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    let checked = run(&["check", path]);
    assert_eq!(checked.code, 1);
    assert!(
        checked
            .out
            .contains("not a WebAssembly module: it does not begin as one"),
        "{}",
        checked.out
    );
}

/// What the shell puts in the place of `<(…)` is no file, and can be read all the same.
#[cfg(unix)]
#[test]
fn a_driver_may_come_through_a_pipe() {
    let wasm = std::fs::read(driver("drc20")).expect("a driver");
    let piped = run_with(&["schema", "/dev/stdin"], &wasm);
    assert_eq!(piped.text(), run(&["schema", &driver("drc20")]).text());
}

#[test]
fn the_help_names_the_known_drivers() {
    let said = run(&["schema", "nobody"]);
    let (_, known) = said
        .fails(5)
        .trim_end()
        .split_once("and the known drivers are ")
        .expect("a list");
    let help = run(&["--help"]);
    assert!(
        help.text().contains(&format!("Known drivers: {known}\n")),
        "{}",
        help.out
    );
}

#[test]
fn a_limit_of_nothing_is_none() {
    for flag in [
        "--call-time",
        "--head-time",
        "--max-body",
        "--max-batch",
        "--max-connections",
        "--max-calls",
    ] {
        let said = run(&["serve", "/no/such/folder", flag, "0"]);
        assert!(said.fails(2).contains(flag), "{}", said.err);
    }
    let said = run(&["serve", "/no/such/folder", "--max-body", "0"]);
    assert!(said.err.contains("expected at least 1"), "{}", said.err);
}
