//! `preimage run`: starts a program and answers it.

use preimage_oracle_host::{Counts, Host, Result};

use crate::arguments::Run;
use crate::{progress, signals};

pub(crate) fn run(arguments: &Run) -> Result<()> {
    let program = super::given(arguments.program.program(), "there is no program");
    let limits = arguments.common.limits();
    let backend = super::backend(&arguments.answers, &limits)?;
    let counts = Counts::default();
    progress::watch(arguments.common.quiet, &counts, || {
        Host::new(&backend, &limits, &counts)
            .with_prefix(arguments.common.hint_length.into())
            .run_until(&program, signals::until_one()?)
    })
}
