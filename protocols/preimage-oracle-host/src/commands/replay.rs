//! `preimage replay`: starts a program and answers it out of a recording.

use preimage_oracle_host::{Backend, Counts, Host, Recording, Result};

use crate::arguments::Replay;
use crate::{progress, signals};

pub(crate) fn replay(arguments: &Replay) -> Result<()> {
    let program = super::given(arguments.program.program(), "there is no program");
    let limits = arguments.common.limits();
    let recording = Recording::open(&arguments.recording)?;
    let backend = Backend::read_only(recording.store(), &limits);
    let counts = Counts::default();
    progress::watch(arguments.common.quiet, &counts, || {
        Host::new(&backend, &limits, &counts)
            .with_prefix(arguments.common.hint_length.into())
            .run_until(&program, signals::until_one()?)
    })
}
