//! `preimage relay`: stands between a host and a program.

use preimage_oracle_host::{Counts, Relay, Result};

use crate::{arguments, progress, signals};

pub(crate) fn relay(arguments: &arguments::Relay) -> Result<()> {
    let limits = arguments.common.limits();
    let missing = "expected `-- HOST … -- PROGRAM …`";
    let (host, program) = super::given(arguments.programs(), missing);
    let counts = Counts::default();
    let relay = Relay::new(&arguments.record, &limits, &counts)?
        .checking(arguments.check)
        .with_prefixes(
            arguments.common.hint_length.into(),
            arguments.host_hint_length.into(),
        );
    progress::watch(arguments.common.quiet, &counts, || {
        relay.run_until(&host, &program, signals::until_one()?)
    })
}
