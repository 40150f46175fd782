//! What is asked, and what is answered.

use crate::client::{Server, driver, folder};
use serde_json::json;

#[test]
fn drivers_are_listed_and_described() {
    let server = Server::start(&folder("described", &["drc20", "ballot"]), &[]);
    let list = server.get("/drivers").good();
    let names: Vec<_> = list["drivers"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["name"].as_str().expect("a name"))
        .collect();
    assert_eq!(names, ["ballot", "drc20"]);

    let about = server.get("/drivers/drc20");
    let tag = about.header("etag").expect("a tag").to_owned();
    let object = about.good();
    assert_eq!(
        tag,
        format!("\"{}\"", object["integrity"].as_str().unwrap())
    );
    assert!(object["functions"].to_string().contains("total_supply"));
    for path in [
        "/drivers/drc20",
        "/drivers/drc20/schema",
        "/drivers/drc20/openapi.json",
    ] {
        let known = server
            .client()
            .ask("GET", path, &[("if-none-match", &tag)], b"");
        assert_eq!((known.status, known.body.len()), (304, 0), "{path}");
        assert_eq!(known.header("etag"), Some(&*tag));
        let list = format!("\"other\", W/{tag}");
        let known = server
            .client()
            .ask("GET", path, &[("if-none-match", &list)], b"");
        assert_eq!(known.status, 304);
        let other = server
            .client()
            .ask("GET", path, &[("if-none-match", "\"other\"")], b"");
        assert_eq!(other.status, 200);
    }
    let schema = server.get("/drivers/drc20/schema").good();
    assert_eq!(schema["name"], "Drc20");
    assert_eq!(server.get("/livez").text(), "ok\n");
    assert_eq!(server.get("/readyz").status, 200);
}

#[test]
fn values_and_bytes_are_converted() {
    let server = Server::start(&folder("converted", &["drc20"]), &[]);
    let value = r#"{"spender":{"Contract":"0101010101010101010101010101010101010101010101010101010101010101"},"value":"7"}"#;
    let encoded = server.post("/drivers/drc20/encode/approve", value);
    let bytes = encoded.good()["bytes"].as_str().expect("hex").to_owned();
    assert!(encoded.header("data-driver-integrity").is_some());
    let decoded = server.post(
        "/drivers/drc20/decode/input/approve",
        &json!({ "bytes": bytes }).to_string(),
    );
    assert_eq!(
        decoded.good(),
        serde_json::from_str::<serde_json::Value>(value).unwrap()
    );

    // As bytes themselves, both ways.
    let headers = [
        ("content-type", "application/json"),
        ("accept", "application/octet-stream"),
    ];
    let raw = server.client().ask(
        "POST",
        "/drivers/drc20/encode/approve",
        &headers,
        value.as_bytes(),
    );
    assert_eq!(hex::encode(&raw.body), bytes);
    let headers = [("content-type", "application/octet-stream")];
    let path = "/drivers/drc20/decode/input/approve";
    let decoded = server.client().ask("POST", path, &headers, &raw.body);
    assert_eq!(decoded.good()["value"], "7");

    let output = server.post(
        "/drivers/drc20/decode/output/total_supply",
        r#"{"bytes":"0x0500000000000000"}"#,
    );
    assert_eq!(output.text(), "\"5\"");
}

#[test]
fn mistakes_are_the_callers() {
    let server = Server::start(&folder("mistakes", &["drc20"]), &["--max-body", "1000"]);
    let encode = "/drivers/drc20/encode/approve";
    let decode = "/drivers/drc20/decode/input/approve";
    for (path, json, status, kind) in [
        (encode, "{", 400, "invalid_json"),
        (encode, "{}", 422, "missing_member"),
        (encode, "5", 422, "wrong_type"),
        ("/drivers/drc20/encode/aprove", "5", 404, "unknown_function"),
        ("/drivers/other/encode/approve", "5", 404, "load"),
        (
            "/drivers/drc20/decode/event/nothing",
            r#"{"bytes":""}"#,
            404,
            "unknown_event",
        ),
        (decode, r#"{"bytes":"0"}"#, 400, "invalid_input"),
        (decode, r#"{"byte":""}"#, 400, "invalid_json"),
        (decode, r#"{"bytes":"00"}"#, 422, "wrong_length"),
        (
            "/drivers/drc20/decode/inputs/approve",
            "{}",
            404,
            "invalid_input",
        ),
        ("/drivers/%ff/encode/approve", "5", 400, "invalid_input"),
        ("/drivers/drc20/decode/input/%ff", "5", 400, "invalid_input"),
        ("/drivers", "5", 405, "invalid_input"),
        (encode, &" ".repeat(1001), 413, "limit_exceeded"),
    ] {
        let answer = server.post(path, json);
        assert_eq!(answer.fails(status), kind, "{path} {json}");
        assert!(answer.header("x-request-id").is_some());
    }
    let mut client = server.client();
    let answer = client.ask("POST", encode, &[("content-type", "text/plain")], b"5");
    assert_eq!(answer.fails(415), "invalid_input");
    let answer = client.ask("POST", encode, &[], b"5");
    assert_eq!(answer.fails(415), "invalid_input");
    let json = [("content-type", "application/json; charset=utf-8")];
    assert_eq!(
        client.ask("POST", encode, &json, b"\"\xff\"").fails(400),
        "invalid_json"
    );
    let answer = client.ask("DELETE", encode, &[], b"");
    assert_eq!(
        (answer.header("allow"), answer.fails(405).as_str()),
        (Some("POST"), "invalid_input")
    );
    // Errors have all that the driver knows.
    let answer = server
        .post(encode, r#"{"spender":{"Contract":"00"},"value":7}"#)
        .json();
    assert_eq!(answer["pointer"], "/spender/Contract");
    // A driver can be pinned.
    let pin = [json[0], ("if-match", "\"sha256-other\"")];
    assert_eq!(client.ask("POST", encode, &pin, b"5").fails(412), "load");
}

#[test]
fn a_drivers_fault_is_neither_ones() {
    let folder = folder("faults", &["fixture"]);
    let server = Server::start(&folder, &["--call-time", "500"]);
    assert_eq!(
        server.post("/drivers/fixture/encode/panic", "7").fails(502),
        "trap"
    );
    assert_eq!(
        server.post("/drivers/fixture/encode/spin", "7").fails(504),
        "timeout"
    );
    assert_eq!(
        server.post("/drivers/fixture/encode/hoard", "7").fails(502),
        "limit_exceeded"
    );
    // It goes on all the same.
    assert_eq!(
        server.post("/drivers/fixture/encode/zeros", "2").good()["bytes"],
        "0000"
    );
    let metrics = server.get("/metrics").text();
    assert!(
        metrics.contains("data_driver_faults_total 3\n"),
        "{metrics}"
    );
    assert!(
        metrics.contains("data_driver_errors_total{kind=\"timeout\"} 1\n"),
        "{metrics}"
    );
}

#[test]
fn requests_have_names() {
    let server = Server::start(&folder("named", &[]), &[]);
    let own = server
        .client()
        .ask("GET", "/drivers", &[("x-request-id", "a-1")], b"");
    assert_eq!(own.header("x-request-id"), Some("a-1"));
    let unfit = server
        .client()
        .ask("GET", "/nothing", &[("x-request-id", "a b")], b"");
    assert_ne!(unfit.header("x-request-id").expect("one"), "a b");
}

#[test]
fn a_token_is_asked_for() {
    let folder = folder("token", &["drc20"]);
    let file = folder.join("token.txt");
    std::fs::write(&file, "secret\n").expect("a file");
    let by_file = Server::start(&folder, &["--token-file", file.to_str().expect("a path")]);
    let by_variable = Server::start_with(&folder, &[], &[("DATA_DRIVER_TOKEN", "secret")]);
    for server in [by_file, by_variable] {
        for path in ["/drivers", "/drivers/drc20", "/metrics", "/", "/nothing"] {
            let answer = server.get(path);
            assert_eq!(answer.fails(401), "invalid_input", "{path}");
            assert!(answer.header("www-authenticate").is_some());
            let wrong = [("authorization", "Bearer secre")];
            assert_eq!(server.client().ask("GET", path, &wrong, b"").status, 401);
            let right = [("authorization", "Bearer secret")];
            assert_ne!(server.client().ask("GET", path, &right, b"").status, 401);
        }
        assert_eq!(server.get("/livez").status, 200);
        assert_eq!(server.get("/readyz").status, 200);
    }
}

#[test]
fn a_batch_loses_no_line() {
    let server = Server::start(&folder("batch", &["drc20"]), &["--max-body", "2000"]);
    let mut lines = String::new();
    let count = 5000;
    for number in 0..count {
        lines.push_str(&match number % 10 {
            3 => "{]\n".to_owned(),
            4 => r#"{"encode":"nothing","value":1}"#.to_owned() + "\n",
            5 => format!("{}\n", "x".repeat(2001)),
            6 => format!("{{\"decode\":\"output\",\"name\":\"total_supply\",\"bytes\":\"{number:016x}\"}}\r\n"),
            7 => "\n".to_owned(),
            _ => format!("{{\"decode\":\"output\",\"name\":\"total_supply\",\"bytes\":\"0x{number:08x}00000000\"}}\n"),
        });
    }
    let headers = [("content-type", "application/x-ndjson")];
    let path = "/drivers/drc20/batch";
    let answer = server
        .client()
        .ask("POST", path, &headers, lines.trim_end().as_bytes());
    assert_eq!(answer.status, 200);
    let text = answer.text();
    let mut answers = text
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    for number in (0..count).filter(|number| number % 10 != 7) {
        let answer = answers.next().expect("a line for each");
        assert_eq!(answer["line"], number + 1, "{answer}");
        let kind = &answer["error"]["kind"];
        match number % 10 {
            3 => assert_eq!(kind, "invalid_json"),
            4 => assert_eq!(kind, "unknown_function"),
            5 => assert_eq!(kind, "limit_exceeded"),
            _ => assert!(answer["value"].is_string(), "{answer}"),
        }
    }
    assert_eq!(answers.next(), None);
    let nothing = server.client().ask("POST", path, &headers, b"");
    assert_eq!((nothing.status, nothing.body.len()), (200, 0));
}

#[test]
fn lines_of_a_batch_may_hold_null_and_are_objects() {
    let server = Server::start(&folder("batch-lines", &["drc20"]), &[]);
    let headers = [("content-type", "application/x-ndjson")];
    let lines = "{\"encode\":\"total_supply\",\"value\":null}\n[\"total_supply\",null]\n{\"encode\":\"total_supply\"}\n\
                 {\"encode\":5}\n";
    let path = "/drivers/drc20/batch";
    let answer = server
        .client()
        .ask("POST", path, &headers, lines.as_bytes());
    let text = answer.text();
    let answers: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    // A unit has no bytes.
    assert_eq!(answers[0], json!({ "line": 1, "bytes": "" }));
    for (answer, words) in answers[1..].iter().zip([
        "found an array",
        "found other members",
        "expected a string (at byte 10)",
    ]) {
        let message = answer["error"]["message"].as_str().expect("words");
        assert!(message.ends_with(words), "{message}");
    }
    let given = server.post("/drivers/drc20/decode/output/total_supply", r#"["00"]"#);
    let message = given.json()["message"].to_string();
    assert!(message.ends_with("found an array\""), "{message}");
}

/// Each function and event stands in the document with the schemas of what it takes and gives.
#[test]
fn the_openapi_documents_name_what_there_is() {
    let folder = folder("openapi", &["stake", "smart-rollup"]);
    let server = Server::start(&folder, &[]);
    for name in ["stake", "smart-rollup"] {
        let schema = server.get(&format!("/drivers/{name}/schema")).good();
        let document = server.get(&format!("/drivers/{name}/openapi.json")).good();
        assert_eq!(document["openapi"], "3.1.0");
        for function in schema["functions"].as_array().expect("a list") {
            let function = function["name"].as_str().expect("a name");
            let post = &document["paths"][format!("/drivers/{name}/encode/{function}")]["post"];
            let schema = &post["requestBody"]["content"]["application/json"]["schema"];
            let reference = schema["$ref"].as_str().expect("a reference");
            let place = reference.strip_prefix('#').expect("in the document");
            assert!(document.pointer(place).is_some(), "{reference}");
        }
    }
    assert!(server.get("/").good()["paths"]["/drivers/{driver}/batch"].is_object());
    assert!(driver("stake").is_file());
}
