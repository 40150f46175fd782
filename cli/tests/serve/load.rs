//! Many at a time, and for long.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::client::{Client, Server, folder};

/// How many connections at a time.
const CLIENTS: usize = 64;

/// How many requests, unless this variable says another number.
const REQUESTS: usize = 6_400;
const VARIABLE: &str = "DATA_DRIVER_SERVE_REQUESTS";

/// How much more memory there may be after all requests than after the first tenth: what the allocator keeps
/// for threads, and nothing that grows with requests.
const SLACK: u64 = 24 << 10;

fn requests() -> usize {
    let given = std::env::var(VARIABLE).ok();
    given.map_or(REQUESTS, |given| given.parse().expect("a number"))
}

/// One request, of which one in ten is malformed, and whether the answer is the right one.
fn ask(client: &mut Client, number: usize) {
    let json = [("content-type", "application/json")];
    let lines = [("content-type", "application/x-ndjson")];
    let approve = "/drivers/drc20/encode/approve";
    if number % 10 == 9 {
        let (path, body, status): (_, &[u8], _) = match number / 10 % 5 {
            0 => (approve, b"{\"spender\":", 400),
            1 => (approve, b"{\"value\":-1}", 422),
            2 => ("/drivers/drc20/encode/nothing", b"1", 404),
            3 => ("/drivers/nothing/encode/approve", b"1", 404),
            _ => (
                "/drivers/drc20/decode/input/approve",
                b"{\"bytes\":\"zz\"}",
                400,
            ),
        };
        let answer = client.ask("POST", path, &json, body);
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.json()["message"].is_string());
        return;
    }
    match number % 4 {
        0 => {
            let hex = format!("{{\"bytes\":\"{:016x}\"}}", number.swap_bytes());
            let path = "/drivers/drc20/decode/output/total_supply";
            let answer = client.ask("POST", path, &json, hex.as_bytes());
            assert_eq!(answer.good(), number.to_string());
        }
        1 => assert_eq!(client.ask("GET", "/drivers/drc20", &[], b"").status, 200),
        2 => {
            let line = r#"{"decode":"output","name":"total_supply","bytes":"0500000000000000"}"#;
            let text = format!("{line}\n{{}}\n{line}\n");
            let path = "/drivers/drc20/batch";
            let answer = client.ask("POST", path, &lines, text.as_bytes());
            assert_eq!((answer.status, answer.text().lines().count()), (200, 3));
        }
        _ => {
            let value = format!(
                "{{\"spender\":{{\"Contract\":\"{}\"}},\"value\":{number}}}",
                "01".repeat(32)
            );
            let answer = client.ask("POST", approve, &json, value.as_bytes());
            assert!(answer.good()["bytes"].is_string());
        }
    }
}

fn run(server: &Server, from: usize, to: usize) {
    let next = AtomicUsize::new(from);
    thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                let mut client = server.client();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= to {
                        return;
                    }
                    // A new connection now and then.
                    if number.is_multiple_of(50) {
                        client = server.client();
                    }
                    ask(&mut client, number);
                }
            });
        }
    });
}

/// Every request of 64 clients is answered, and as it should be; memory stays what it is.
#[test]
fn every_request_is_answered() {
    let server = Server::start(&folder("load", &["drc20"]), &[]);
    let count = requests();
    run(&server, 0, count / 10);
    let early = server.memory();
    run(&server, count / 10, count);
    let late = server.memory();
    println!("{count} requests: {early} KiB after a tenth, {late} KiB at the end");
    assert!(late < early + SLACK, "{early} KiB have become {late} KiB");
    assert_eq!(server.metric("calls_running"), 0.0);
    assert_eq!(server.metric("calls_waiting"), 0.0);
}
