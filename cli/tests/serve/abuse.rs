//! Connections that mean no good, or are cut.

use std::io::{Read as _, Write as _};
use std::net::Shutdown;
use std::time::Duration;

use crate::client::{Client, Server, folder, until};

/// Heads that come too slowly, half requests, and connections that say nothing are closed, and all others are
/// answered meanwhile.
#[test]
fn slow_and_half_open_connections_are_closed() {
    let folder = folder("slow", &["drc20"]);
    let server = Server::start(&folder, &["--head-time", "1", "--max-connections", "100"]);
    let mut slow: Vec<_> = (0..60).map(|_| server.connect()).collect();
    for (number, stream) in slow.iter_mut().enumerate() {
        let begun: &[u8] = match number % 3 {
            0 => b"",
            1 => b"GET /drivers HTTP/1.1\r\nhost: x\r\nx-",
            _ => b"POST /drivers/drc20/encode/approve HTTP/1.1\r\ncontent-length: 10\r\n",
        };
        stream.write_all(begun).expect("it is taken");
    }
    for _ in 0..3 {
        // A letter now and then does not help.
        for stream in slow.iter_mut().skip(1).step_by(3) {
            let _ = stream.write_all(b"a");
        }
        assert_eq!(server.get("/drivers/drc20").status, 200);
        std::thread::sleep(Duration::from_millis(200));
    }
    for stream in &mut slow {
        let mut rest = Vec::new();
        // Closed, with or without a word.
        let _ = stream.read_to_end(&mut rest);
        assert!(!rest.starts_with(b"HTTP/1.1 2"));
    }
    until("they are gone", || server.metric("connections") <= 1.0);
}

#[test]
fn more_connections_than_there_may_be_are_told_so() {
    let folder = folder("connections", &["drc20"]);
    let server = Server::start(&folder, &["--max-connections", "3"]);
    let mut open: Vec<Client> = (0..3).map(|_| server.client()).collect();
    for client in &mut open {
        assert_eq!(client.ask("GET", "/livez", &[], b"").status, 200);
    }
    let mut more = server.client();
    let answer = more.answer().expect("an answer, though nothing was asked");
    assert_eq!(answer.fails(503), "limit_exceeded");
    assert!(answer.header("retry-after").is_some());
    drop(open);
    until("there is room again", || {
        let answer = server.connect().try_clone().ok().and_then(|stream| {
            let mut client = Client(std::io::BufReader::new(stream));
            client
                .0
                .get_mut()
                .write_all(b"GET /livez HTTP/1.1\r\nhost: x\r\n\r\n")
                .ok()?;
            client.answer()
        });
        answer.is_some_and(|answer| answer.status == 200)
    });
    let metrics = server.get("/metrics").text();
    assert!(
        !metrics.contains("data_driver_refused_connections_total 0\n"),
        "{metrics}"
    );
}

#[test]
fn more_calls_than_there_may_be_are_told_so() {
    let folder = folder("calls", &["fixture"]);
    let limits = [
        "--max-calls",
        "1",
        "--max-waiting",
        "1",
        "--call-time",
        "1500",
    ];
    let server = Server::start(&folder, &limits);
    let spin = || {
        let mut client = server.client();
        client
            .0
            .get_mut()
            .write_all(b"POST /drivers/fixture/encode/spin HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1\r\n\r\n1")
            .expect("it is taken");
        client
    };
    let mut first = spin();
    until("it runs", || server.metric("calls_running") == 1.0);
    let mut second = spin();
    until("it waits", || server.metric("calls_waiting") == 1.0);
    let full = server.post("/drivers/fixture/encode/zeros", "1");
    assert_eq!(full.fails(503), "limit_exceeded");
    assert_eq!(full.header("retry-after"), Some("1"));
    // What runs no driver is answered.
    assert_eq!(server.get("/drivers/fixture").status, 200);
    for client in [&mut first, &mut second] {
        assert_eq!(client.answer().expect("an answer").fails(504), "timeout");
    }
    assert_eq!(
        server.post("/drivers/fixture/encode/zeros", "1").status,
        200
    );
}

#[test]
fn a_body_that_breaks_off_harms_nobody() {
    let server = Server::start(&folder("broken", &["drc20"]), &[]);
    for _ in 0..20 {
        let mut stream = server.connect();
        stream
            .write_all(b"POST /drivers/drc20/encode/approve HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{")
            .expect("it is taken");
        stream.shutdown(Shutdown::Both).expect("a socket");
    }
    // More than was said, and what is no HTTP.
    for nonsense in [
        &b"\x16\x03\x01\x02"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
    ] {
        let mut client = server.client();
        client.0.get_mut().write_all(nonsense).expect("it is taken");
        client
            .0
            .get_mut()
            .shutdown(Shutdown::Write)
            .expect("a socket");
        assert!(client.answer().is_none_or(|answer| answer.status == 400));
    }
    until("they are gone", || server.metric("connections") <= 1.0);
    assert_eq!(server.metric("calls_running"), 0.0);
}

/// A chunked body that never says how long it is ends where it is too long.
#[test]
fn a_body_of_unknown_length_has_a_limit() {
    let server = Server::start(&folder("chunked", &["drc20"]), &["--max-body", "1000"]);
    let mut client = server.client();
    let head = b"POST /drivers/drc20/encode/approve HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    client.0.get_mut().write_all(head).expect("it is taken");
    for _ in 0..11 {
        let chunk = format!("64\r\n{}\r\n", " ".repeat(100));
        let _ = client.0.get_mut().write_all(chunk.as_bytes());
    }
    assert_eq!(
        client.answer().expect("an answer").fails(413),
        "limit_exceeded"
    );
}
