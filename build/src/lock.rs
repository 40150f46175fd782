//! Of what several builds make, one makes it at a time.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use crate::{Error, Progress, Result};

/// Held while files are made and read, so that no other build, in this process or in another, changes what
/// this one has just made and not read yet. The system lets go of it when the process ends.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits until no other build has this file in this directory.
    pub(crate) fn take(directory: &Path, name: &str, progress: Progress<'_>) -> Result<Self> {
        fs::create_dir_all(directory).map_err(Error::io(directory))?;
        let path = directory.join(format!("{name}.lock"));
        let file = File::create(&path).map_err(Error::io(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                progress("waiting for another build");
                file.lock().map_err(Error::io(&path))?;
            }
            Err(TryLockError::Error(error)) => return Err(Error::io(&path)(error)),
        }
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;

    use super::*;

    #[test]
    fn the_second_waits_for_the_first() {
        let directory = std::env::temp_dir().join(format!("build-lock-{}", std::process::id()));
        let first =
            Lock::take(&directory, "build", &mut |_| panic!("nobody else is there")).unwrap();
        let (tell, told) = mpsc::channel();
        let second = thread::scope(|scope| {
            let waiting = scope.spawn(|| {
                let mut progress = |step: &str| tell.send(step.to_owned()).unwrap();
                let lock = Lock::take(&directory, "build", &mut progress).unwrap();
                tell.send("built".to_owned()).unwrap();
                lock
            });
            assert_eq!(told.recv().unwrap(), "waiting for another build");
            assert!(told.try_recv().is_err(), "it does not build yet");
            drop(first);
            assert_eq!(told.recv().unwrap(), "built");
            waiting.join().unwrap()
        });
        drop(second);
        fs::remove_dir_all(directory).unwrap();
    }
}
