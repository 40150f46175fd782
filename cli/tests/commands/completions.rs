//! `completions`.

use assert_cmd::Command;

use crate::support::{driver, file, folder, run};

/// What the shell offers behind these words.
fn offered(words: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_data-driver"));
    command
        .env("DATA_DRIVER_COMPLETE", "bash")
        .env("_CLAP_COMPLETE_INDEX", words.len().to_string())
        .env("_CLAP_COMPLETE_COMP_TYPE", "9")
        .env("_CLAP_COMPLETE_SPACE", "false")
        .env("_CLAP_IFS", "\n")
        .args(["--", "data-driver"])
        .args(words);
    let output = command.output().expect("it runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_shell_gets_a_script() {
    for shell in ["bash", "zsh", "fish"] {
        assert!(
            run(&["completions", shell])
                .text()
                .contains("DATA_DRIVER_COMPLETE"),
            "{shell}"
        );
    }
    assert!(run(&["completions", "nosuch"]).fails(2).contains("bash"));
}

#[test]
fn functions_and_flags_come_from_the_file() {
    let stake = driver("stake");
    let line = |words: &[&str]| offered(words);
    assert!(line(&["insp"]).contains("inspect"));
    let functions = line(&["encode", &stake, "set_"]);
    assert!(
        functions.contains("set_config") && !functions.contains("reward"),
        "{functions}"
    );
    let flags = line(&["encode", &stake, "set_config", "--m"]);
    assert!(flags.contains("--minimum_stake"), "{flags}");
    let events = line(&["decode", "event", &stake, "rew"]);
    assert!(events.contains("reward"), "{events}");
    // What a function does not take is not offered behind it.
    assert!(!line(&["encode", &stake, "set_config", "--"]).contains("--integrity"));
    assert!(line(&["encode", "--"]).contains("--integrity"));
}

#[test]
fn every_driver_is_completed() {
    let folder = folder("completed");
    file(&folder, "tip-jar.wasm", b"");
    let typed = folder.join("tip").display().to_string();
    for words in [
        &["inspect"][..],
        &["diff"],
        &["diff", "old.wasm"],
        &["decode", "--try"],
        &["decode", "--try", "old.wasm"],
        &["decode", "--stream"],
    ] {
        let offered = offered(&[words, &[&typed]].concat());
        assert!(offered.contains("tip-jar.wasm"), "{words:?} {offered}");
    }
}
