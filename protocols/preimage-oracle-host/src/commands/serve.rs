//! `preimage serve`: answers on the descriptors that the process was started with.

#![allow(
    unsafe_code,
    reason = "only the command knows that it is the first to look at its descriptors"
)]

use preimage_oracle_host::{Counts, Descriptors, Failure, Host, Result};

use crate::arguments::Serve;
use crate::progress;

pub(crate) fn serve(arguments: &Serve) -> Result<()> {
    // SAFETY: nothing has been opened in this process yet that is still open: the command line was read, and that is all.
    let descriptors = unsafe { Descriptors::inherited() }.map_err(Failure::System)?;
    let limits = arguments.common.limits();
    let backend = super::backend(&arguments.answers, &limits)?;
    let counts = Counts::default();
    progress::watch(arguments.common.quiet, &counts, || {
        Host::new(&backend, &limits, &counts)
            .with_prefix(arguments.common.hint_length.into())
            .run_on(descriptors)
    })
}
