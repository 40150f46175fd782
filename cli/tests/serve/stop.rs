//! How it stops.

use std::io::Write as _;
use std::net::TcpStream;

use crate::client::{Server, folder, until};

/// Requests that have begun are answered, and no new ones are taken.
#[test]
fn what_has_begun_is_answered() {
    let folder = folder("stop", &["fixture"]);
    let mut server = Server::start(&folder, &["--call-time", "1500", "--max-calls", "8"]);
    let mut idle = server.client();
    assert_eq!(idle.ask("GET", "/livez", &[], b"").status, 200);
    let mut half = server.connect();
    half.write_all(b"GET /livez HTTP/1.1\r\n")
        .expect("it is taken");

    let mut busy: Vec<_> = (0..4)
        .map(|_| {
            let mut client = server.client();
            let request = b"POST /drivers/fixture/encode/spin HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1\r\n\r\n1";
            client.0.get_mut().write_all(request).expect("it is taken");
            client
        })
        .collect();
    until("they run", || server.metric("calls_running") == 4.0);
    server.terminate();
    until("no new ones are taken", || {
        TcpStream::connect(&server.address).is_err()
    });
    for client in &mut busy {
        // Its time is up: that is an answer.
        assert_eq!(client.answer().expect("an answer").fails(504), "timeout");
        assert!(client.answer().is_none(), "the connection is closed then");
    }
    assert!(idle.answer().is_none());
    assert_eq!(server.wait().code(), Some(0));
}

#[test]
fn with_nothing_to_do_it_stops_at_once() {
    let mut server = Server::start(&folder("idle", &[]), &[]);
    server.terminate();
    assert_eq!(server.wait().code(), Some(0));
}
