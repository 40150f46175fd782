//! Descriptors between processes.

#![allow(
    unsafe_code,
    reason = "the standard library hands a child its standard streams and no others"
)]

use std::fs::File;
use std::io::{self, ErrorKind, pipe};
use std::mem::{ManuallyDrop, MaybeUninit};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::os::unix::fs::FileTypeExt;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};
use std::sync::Arc;

use preimage_oracle::FileDescriptor;

use crate::clock::Activity;
use crate::{Limits, TimedPipe};

/// The four descriptors of a program or of a host behind it, in the order of their numbers.
const NUMBERS: [FileDescriptor; 4] = [
    FileDescriptor::HintRead,
    FileDescriptor::HintWrite,
    FileDescriptor::PreimageRead,
    FileDescriptor::PreimageWrite,
];

/// One side of both pipes.
#[derive(Debug)]
pub struct Descriptors {
    pub(crate) hint_read: OwnedFd,
    pub(crate) hint_write: OwnedFd,
    pub(crate) preimage_read: OwnedFd,
    pub(crate) preimage_write: OwnedFd,
}

/// Both sides of both pipes.
pub(crate) fn both_ends() -> io::Result<(Descriptors, Descriptors)> {
    // In a child, 3 to 6 are written over. None of the ends may stand there, nor the pipe by which the standard library learns whether
    // the program was found: the numbers are taken meanwhile.
    let _placeholders = placeholders()?;
    let (hint_read, other_hint_write) = pipe()?;
    let (other_hint_read, hint_write) = pipe()?;
    let (preimage_read, other_preimage_write) = pipe()?;
    let (other_preimage_read, preimage_write) = pipe()?;
    let one = Descriptors {
        hint_read: hint_read.into(),
        hint_write: hint_write.into(),
        preimage_read: preimage_read.into(),
        preimage_write: preimage_write.into(),
    };
    let other = Descriptors {
        hint_read: other_hint_read.into(),
        hint_write: other_hint_write.into(),
        preimage_read: other_preimage_read.into(),
        preimage_write: other_preimage_write.into(),
    };
    Ok((one, other))
}

fn placeholders() -> io::Result<Vec<File>> {
    let mut taken = Vec::new();
    loop {
        let file = File::open("/dev/null")?;
        if file.as_raw_fd() > FileDescriptor::PreimageWrite.number() {
            return Ok(taken);
        }
        taken.push(file);
    }
}

impl Descriptors {
    /// The pipes that this process has inherited as descriptors 3 to 6, as a VM starts a host.
    ///
    /// # Errors
    /// They are not open, or are no pipes.
    ///
    /// # Safety
    /// Whoever started the process opened the four for it, or nobody opened them: nothing else in the process has opened files so far
    /// that are still open, and this is called once.
    pub unsafe fn inherited() -> io::Result<Self> {
        for descriptor in NUMBERS {
            // SAFETY: the file is not dropped, so that it closes nothing. It is asked what it is; a number that is not open is an error.
            let file = ManuallyDrop::new(unsafe { File::from_raw_fd(descriptor.number()) });
            let wrong = |what: &str| {
                format!(
                    "descriptor {descriptor}: {what}; a VM starts its host with pipes as 3 to 6"
                )
            };
            match file.metadata() {
                Ok(metadata) if metadata.file_type().is_fifo() => {}
                Ok(_) => return Err(io::Error::new(ErrorKind::InvalidInput, wrong("no pipe"))),
                Err(error) => {
                    return Err(io::Error::new(error.kind(), wrong(&error.to_string())));
                }
            }
        }
        // SAFETY: each is open, as was seen above, and nobody else's, as the caller knows.
        let [hint_read, hint_write, preimage_read, preimage_write] =
            NUMBERS.map(|descriptor| unsafe { OwnedFd::from_raw_fd(descriptor.number()) });
        Ok(Self {
            hint_read,
            hint_write,
            preimage_read,
            preimage_write,
        })
    }

    /// The pipes of hints and of preimages, for this process. Call it where tokio runs.
    ///
    /// # Errors
    /// tokio does not take them.
    pub fn timed(self, limits: &Limits) -> io::Result<(TimedPipe, TimedPipe)> {
        let pipe = {
            let activity = Activity::new();
            move |reader, writer| TimedPipe::of(reader, writer, limits, Arc::clone(&activity))
        };
        let hints = pipe(self.hint_read, self.hint_write)?;
        Ok((hints, pipe(self.preimage_read, self.preimage_write)?))
    }

    /// Starts a program that has these as descriptors 3 to 6, in a process group of its own.
    ///
    /// On Linux it is killed when the calling thread ends, however that ends.
    pub(crate) fn start(self, command: &mut Command) -> io::Result<Child> {
        let _placeholders = placeholders()?;
        let mine: [RawFd; 4] = [
            self.hint_read.as_raw_fd(),
            self.hint_write.as_raw_fd(),
            self.preimage_read.as_raw_fd(),
            self.preimage_write.as_raw_fd(),
        ];
        let give = move || {
            for (mine, theirs) in mine.into_iter().zip(NUMBERS) {
                // SAFETY: both are numbers; a wrong one is an error. What stood at the child's number, `both_ends` keeps free of
                // what is needed here, and no value of Rust in the child, which only executes the program, owns it.
                if unsafe { libc::dup2(mine, theirs.number()) } < 0 {
                    return Err(io::Error::last_os_error());
                }
            }
            #[cfg(target_os = "linux")]
            {
                // SAFETY: the call has one more argument, a signal.
                if unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) } < 0 {
                    return Err(io::Error::last_os_error());
                }
            }
            Ok(())
        };
        command.process_group(0);
        // SAFETY: between fork and exec only what is safe in a signal handler may be called: `dup2` and `prctl` are, and the error is
        // made of a number. Nothing is allocated and no lock is taken. The four descriptors are open until `self` is dropped, behind
        // `spawn`.
        unsafe { command.pre_exec(give) };
        let child = command.spawn();
        drop(self);
        child
    }
}

/// Whether a process has ended. It is not waited for, so that its number stays its own.
pub(crate) fn has_ended(child: &Child) -> io::Result<bool> {
    let mut info = MaybeUninit::<libc::siginfo_t>::zeroed();
    let options = libc::WEXITED | libc::WNOHANG | libc::WNOWAIT;
    // SAFETY: the pointer is to a value of the type that the call fills, and outlives it.
    let result = unsafe { libc::waitid(libc::P_PID, child.id(), info.as_mut_ptr(), options) };
    if result < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: all zeros are a value of the type, which is of numbers, and the call leaves one. Of a process that has not ended it leaves
    // the zeros, in which there is no number of a process.
    Ok(unsafe { info.assume_init().si_pid() } != 0)
}

/// Kills a process and all that it has started and not put into a group of its own. It must not have been waited for: its number
/// could be another's.
pub(crate) fn kill_group(child: &Child) {
    let Ok(group) = libc::pid_t::try_from(child.id()) else {
        return;
    };
    // SAFETY: the arguments are numbers.
    let _ = unsafe { libc::kill(-group, libc::SIGKILL) };
}
