//! Files and directories that nobody else can have written to.
//!
//! Permissions are looked at on Unix only. Elsewhere the owner of the directory sees to them.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// What the names of files begin with that are being written.
pub(crate) const UNFINISHED: &str = ".unfinished-";

/// Who owns a directory and all that is trusted in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Owner {
    #[cfg(unix)]
    pub(crate) user: u32,
}

impl Owner {
    /// Makes a directory if there is none; one that somebody else can write to is refused.
    #[cfg(unix)]
    pub(crate) fn prepare(directory: &Path) -> io::Result<Self> {
        use std::os::unix::fs::{DirBuilderExt, MetadataExt};

        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(directory)?;
        let metadata = fs::metadata(directory)?;
        // What we own is what we can create.
        let (file, path) = create_unique(directory)?;
        let user = file.metadata().map(|metadata| metadata.uid());
        fs::remove_file(path)?;
        let owner = Self { user: user? };
        if owner.alone_writes(&metadata) {
            Ok(owner)
        } else {
            Err(io::Error::other("others can write to it"))
        }
    }

    #[cfg(not(unix))]
    pub(crate) fn prepare(directory: &Path) -> io::Result<Self> {
        fs::create_dir_all(directory).map(|()| Self {})
    }

    /// Opens a file to be read, if it is one and its owner alone can have written it.
    ///
    /// The opened file is looked at, and not its path, under which another could stand a moment later. A directory that is in order says
    /// nothing of its files: those that came into it before, or with the permissions of a lax `umask`, may be anybody's.
    #[cfg(unix)]
    pub(crate) fn open(self, path: &Path) -> io::Result<File> {
        use std::os::unix::fs::OpenOptionsExt;

        let file = OpenOptions::new()
            .read(true)
            // A link leads to files of other directories, and opening a pipe waits for its other end.
            .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK)
            .open(path)?;
        let metadata = file.metadata()?;
        if metadata.is_file() && self.alone_writes(&metadata) {
            Ok(file)
        } else {
            Err(io::Error::other("others can write to it"))
        }
    }

    #[cfg(not(unix))]
    pub(crate) fn open(self, path: &Path) -> io::Result<File> {
        File::open(path)
    }

    #[cfg(unix)]
    fn alone_writes(self, metadata: &fs::Metadata) -> bool {
        use std::os::unix::fs::MetadataExt;

        /// The permission bits that let the group and everybody write.
        const OTHERS_WRITE: u32 = 0o022;

        metadata.mode() & OTHERS_WRITE == 0 && metadata.uid() == self.user
    }
}

/// A new file whose name no other has, also in another process, for its owner alone whatever the `umask`.
pub(crate) fn create_unique(directory: &Path) -> io::Result<(File, PathBuf)> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    loop {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = directory.join(format!("{UNFINISHED}{}-{number}", std::process::id()));
        match options.open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            result => return result.map(|file| (file, path)),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_user_is_not_opened() {
        let (file, path) = create_unique(&std::env::temp_dir()).unwrap();
        let user = std::os::unix::fs::MetadataExt::uid(&file.metadata().unwrap());
        let own = Owner { user }.open(&path);
        let other = Owner { user: user + 1 }.open(&path);
        fs::remove_file(path).unwrap();
        assert!(own.is_ok());
        assert_eq!(other.unwrap_err().to_string(), "others can write to it");
    }
}
