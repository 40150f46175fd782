//! A kernel that counts what it is sent: messages of every kind under `/counter/all`, external ones under
//! `/counter/external`, each 8 bytes, little-endian. It reads ten messages a run and asks to be run again for the rest.

#![no_std]
#![forbid(unsafe_code)]

use smart_rollup_kernel::{Error, Host, debug};

/// How many messages are read in a run.
const A_RUN: usize = 10;

fn run(host: &mut impl Host) -> Result<(), Error> {
    for _ in 0..A_RUN {
        let Some(input) = host.next_input()? else {
            return Ok(());
        };
        count(host, "/counter/all")?;
        if input.payload.first() == Some(&1) {
            count(host, "/counter/external")?;
            debug!(host, "message {} of level {}\n", input.id, input.level);
        }
    }
    host.reboot()
}

fn count(host: &mut impl Host, key: &str) -> Result<(), Error> {
    let mut bytes = [0; 8];
    if host.store_has(key)?.0 {
        host.store_read(key, 0, &mut bytes)?;
    }
    let count = u64::from_le_bytes(bytes) + 1;
    host.store_write(key, 0, &count.to_le_bytes())
}

smart_rollup_kernel::kernel!(run);
