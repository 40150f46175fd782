//! Drivers that come, change and go.

use std::fs;

use crate::client::{Server, driver, folder, until};

#[test]
fn drivers_come_change_and_go() {
    let folder = folder("changing", &[]);
    let server = Server::start(&folder, &[]);
    assert_eq!(
        server.get("/drivers").good()["drivers"],
        serde_json::json!([])
    );
    assert_eq!(server.get("/drivers/token").fails(404), "load");

    // Half of a file is none, and is tried again.
    let path = folder.join("token.wasm");
    let wasm = fs::read(driver("drc20")).expect("a driver");
    fs::write(&path, &wasm[..wasm.len() / 2]).expect("a file");
    until("the half is noticed", || {
        server.get("/drivers").good()["refused"][0]["name"] == "token"
    });
    let error = server.get("/drivers/token");
    assert_eq!(error.fails(404), "load");
    fs::write(&path, &wasm).expect("a file");
    until("the whole is noticed", || {
        server.get("/drivers/token").status == 200
    });
    assert_eq!(
        server.get("/drivers").good()["refused"],
        serde_json::json!([])
    );
    let tag = |server: &Server| {
        server
            .get("/drivers/token")
            .header("etag")
            .map(str::to_owned)
    };
    let first = tag(&server);

    // What cannot be loaded does not take the place of what can.
    fs::write(&path, b"nonsense").expect("a file");
    until("the nonsense is noticed", || {
        server.get("/drivers").good()["refused"][0]["name"] == "token"
    });
    assert_eq!(tag(&server), first);
    // One that is moved into place is another.
    let beside = folder.join("token.new");
    fs::copy(driver("drc721"), &beside).expect("a copy");
    fs::rename(&beside, &path).expect("a move");
    until("the other is noticed", || tag(&server) != first);
    assert!(
        server.get("/drivers/token").good()["functions"]
            .to_string()
            .contains("owner_of")
    );

    fs::remove_file(&path).expect("it is there");
    until("it is gone", || server.get("/drivers/token").status == 404);
    // Without its folder the server stays what it is.
    fs::remove_dir_all(&folder).expect("it is there");
    assert_eq!(server.get("/readyz").status, 200);
}

#[test]
fn what_cannot_be_served_is_said() {
    for (arguments, code, words) in [
        (
            vec!["serve", "no/such/folder", "--addr", "127.0.0.1:0"],
            5,
            "no/such/folder",
        ),
        (vec!["serve", ".", "--addr", "here"], 2, "--addr"),
        (vec!["serve", ".", "--max-calls", "0"], 2, "--max-calls"),
        (
            vec!["serve", ".", "--token-file", "/dev/null"],
            2,
            "the token is empty",
        ),
        (vec!["serve", "."], 2, ""),
    ] {
        let mut command = assert_cmd::Command::cargo_bin("data-driver").expect("it is built");
        if words.is_empty() {
            command.env("DATA_DRIVER_TOKEN", " ");
        }
        let output = command.args(&arguments).output().expect("it runs");
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?} {err}");
        assert!(err.contains(words), "{err}");
    }
}
