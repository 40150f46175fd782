//! `serve`: drivers for who speaks HTTP.

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::time::Duration;

use data_driver_host::Limits;
use data_driver_server::{Event, Settings, Token, run as serve};
use serde_json::{Value, json};

use crate::arguments::Serve;
use crate::escape::line;
use crate::failure::{Failure, Result};
use crate::loading;
use crate::output::Output;

/// The variable that has the token, where no file does.
const TOKEN: &str = "DATA_DRIVER_TOKEN";

/// What a driver may use when anybody asks it: less than when its owner does.
const MEMORY: usize = 64 << 20;
const RESULT: usize = 16 << 20;

pub(crate) fn run(arguments: &Serve, output: &Output) -> Result<()> {
    let mut settings = Settings::default();
    settings.token = token(arguments)?;
    let given = [
        (arguments.max_body, &mut settings.body),
        (arguments.max_batch, &mut settings.batch),
        (arguments.max_connections, &mut settings.connections),
        (arguments.max_calls, &mut settings.calls),
        (arguments.max_waiting, &mut settings.waiting),
    ];
    for (given, setting) in given {
        *setting = given.unwrap_or(*setting);
    }
    if let Some(seconds) = arguments.head_time {
        settings.head_time = Duration::from_secs(seconds);
    }
    if settings.token.is_none() && !arguments.addr.ip().is_loopback() {
        output.note("anybody who can reach this address can ask: there is no token");
    }
    let mut limits = Limits::default();
    limits.time = Duration::from_millis(arguments.call_time);
    limits.memory = MEMORY;
    limits.output = RESULT;
    limits.idle_instances = settings.calls;
    let host = loading::builder().limits(limits).build()?;

    let (json, log) = (output.json, arguments.log);
    let tell = move |event: &Event<'_>| {
        if log || !matches!(event, Event::Answered { status: ..500, .. }) {
            // Where nobody listens there is nobody to tell that.
            let _ = writeln!(io::stderr().lock(), "{}", words(event, json));
        }
    };
    let folder = &arguments.folder;
    let listening = |address| {
        let text = match json {
            true => json!({ "listening": format!("http://{address}") }).to_string(),
            false => format!("listening on http://{address}"),
        };
        let mut out = io::stdout().lock();
        writeln!(out, "{text}").and_then(|()| out.flush())
    };
    let served = serve(host, folder, arguments.addr, settings, tell, listening);
    let what = format!("cannot serve {} at {}", folder.display(), arguments.addr);
    served.map_err(|error| Failure::io(&what, &error))
}

/// The token, out of a file or the environment: what stands on a command line, anybody on the machine can see.
fn token(arguments: &Serve) -> Result<Option<Token>> {
    let (text, place) = match &arguments.token_file {
        Some(path) => {
            let place = path.display().to_string();
            let text = fs::read_to_string(path)
                .map_err(|error| Failure::io(&format!("cannot read {place}"), &error))?;
            (text, place)
        }
        None => match env::var_os(TOKEN) {
            None => return Ok(None),
            Some(text) => {
                let text = text.into_string();
                let text = text.map_err(|_| Failure::usage(format!("{TOKEN} is not UTF-8")))?;
                (text, TOKEN.to_owned())
            }
        },
    };
    // A server that is meant to be closed must not be open.
    let token = Token::new(&text);
    token.map_or_else(
        || Err(Failure::usage(format!("{place}: the token is empty"))),
        |token| Ok(Some(token)),
    )
}

/// To the microsecond: what is beyond is no news.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}

fn words(event: &Event<'_>, json: bool) -> String {
    let object = match event {
        Event::Loaded { driver, integrity } => {
            json!({ "event": "loaded", "driver": driver, "integrity": integrity })
        }
        Event::Removed { driver } => json!({ "event": "removed", "driver": driver }),
        Event::Refused { driver, report } => {
            json!({ "event": "refused", "driver": driver, "error": report })
        }
        Event::Unreadable { reason } => json!({ "event": "unreadable", "reason": reason }),
        Event::Answered {
            id,
            method,
            path,
            status,
            time,
        } => json!({
            "event": "answered",
            "id": id,
            "method": method,
            "path": path,
            "status": status,
            "ms": milliseconds(*time),
        }),
        _ => return String::new(),
    };
    if json {
        return object.to_string();
    }
    if let Event::Answered {
        id,
        method,
        path,
        status,
        time,
    } = event
    {
        let time = milliseconds(*time);
        return line(&format!(
            "answered {status} {method} {path} in {time} ms ({id})"
        ))
        .into_owned();
    }
    let members = object.as_object().into_iter().flatten();
    let shown = members.filter(|(name, _)| *name != "event");
    let shown: Vec<String> = shown
        .map(|(_, value)| match value {
            Value::String(text) => text.clone(),
            Value::Object(report) => report["message"].as_str().unwrap_or_default().to_owned(),
            other => other.to_string(),
        })
        .collect();
    let event = object["event"].as_str().unwrap_or_default();
    line(&format!("{event} {}", shown.join(" "))).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_told_in_the_order_in_which_it_is_read() {
        let event = Event::Answered {
            id: "a-1",
            method: "GET",
            path: "/drivers",
            status: 401,
            time: Duration::from_nanos(82_473),
        };
        assert_eq!(
            words(&event, false),
            "answered 401 GET /drivers in 0.082 ms (a-1)"
        );
        let object: Value = serde_json::from_str(&words(&event, true)).expect("JSON");
        assert_eq!(
            object,
            json!({
                "event": "answered", "id": "a-1", "method": "GET", "path": "/drivers", "status": 401, "ms": 0.082,
            })
        );
    }
}
