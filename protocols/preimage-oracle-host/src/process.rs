//! Processes that have descriptors 3 to 6.

#![allow(
    unsafe_code,
    reason = "the standard library hands a child its standard streams and no others, and kills no groups"
)]

use std::fs::File;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd, RawFd};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};

use preimage_oracle::FileDescriptor;

use crate::descriptors::{Descriptors, NUMBERS};

impl Descriptors {
    /// Starts a program that has these as descriptors 3 to 6, in a process group of its own.
    ///
    /// On Linux it is killed when the calling thread ends, however that ends.
    pub(crate) fn start(self, command: impl Fn() -> Command) -> io::Result<Child> {
        // In the child, 3 to 6 are written over, one after the other.
        let mine = [
            above(self.hint_read)?,
            above(self.hint_write)?,
            above(self.preimage_read)?,
            above(self.preimage_write)?,
        ];
        loop {
            match spawn(&mine, command()) {
                // Another thread was in between, which happens as often as it opens and closes files.
                Err(error) if error.raw_os_error() == Some(MOVED) => {}
                started => return started,
            }
        }
    }
}

fn spawn(mine: &[OwnedFd; 4], mut command: Command) -> io::Result<Child> {
    // The pipe by which the standard library learns whether the program was found must not stand at 3 to 6 either: they are taken
    // meanwhile. Where another thread closes one of them just then, that pipe may get its number, and the child sees another file there.
    let _placeholders = placeholders()?;
    let Some(before) = standing() else {
        return Err(io::Error::from_raw_os_error(MOVED));
    };
    let mine = mine.each_ref().map(AsRawFd::as_raw_fd);
    let give = move || {
        if standing() != Some(before) {
            return Err(io::Error::from_raw_os_error(MOVED));
        }
        for (mine, theirs) in mine.into_iter().zip(NUMBERS) {
            // SAFETY: both are numbers; a wrong one is an error. What stood at the child's number is nothing that is needed here, as was
            // seen, and no value of Rust in the child, which only executes the program, owns it.
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
    // SAFETY: between fork and exec only what is safe in a signal handler may be called: `fstat`, `dup2` and `prctl` are, and errors are
    // made of numbers. Nothing is allocated and no lock is taken. The caller keeps the four descriptors open until `spawn` is done.
    unsafe { command.pre_exec(give) };
    command.spawn()
}

/// The first number that is none of a program's.
const ABOVE: RawFd = FileDescriptor::PreimageWrite.number() + 1;

/// Takes the numbers below, as long as what this gives lives.
fn placeholders() -> io::Result<Vec<File>> {
    let mut taken = Vec::new();
    loop {
        let file = File::open("/dev/null")?;
        if file.as_raw_fd() >= ABOVE {
            return Ok(taken);
        }
        taken.push(file);
    }
}

/// The descriptor on another number, if its own is below.
fn above(descriptor: OwnedFd) -> io::Result<OwnedFd> {
    if descriptor.as_raw_fd() >= ABOVE {
        return Ok(descriptor);
    }
    // SAFETY: the arguments are numbers.
    let number = unsafe { libc::fcntl(descriptor.as_raw_fd(), libc::F_DUPFD_CLOEXEC, ABOVE) };
    if number < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the call has opened it, for nobody else.
    Ok(unsafe { OwnedFd::from_raw_fd(number) })
}

/// Which files stand at the numbers of a program, if there is one at each.
fn standing() -> Option<[(libc::dev_t, libc::ino_t); 4]> {
    let mut standing = [(0, 0); 4];
    for (file, descriptor) in standing.iter_mut().zip(NUMBERS) {
        let mut stat = MaybeUninit::<libc::stat>::zeroed();
        // SAFETY: the pointer is to a value of the type that the call fills, and outlives it.
        if unsafe { libc::fstat(descriptor.number(), stat.as_mut_ptr()) } < 0 {
            return None;
        }
        // SAFETY: all zeros are a value of the type, which is of numbers, and the call leaves one.
        let stat = unsafe { stat.assume_init() };
        *file = (stat.st_dev, stat.st_ino);
    }
    Some(standing)
}

/// What a child says in place of a program that it could not start because other files stand at the numbers of a program than before.
/// No system call that starts one gives this error.
const MOVED: i32 = libc::EDOM;

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
