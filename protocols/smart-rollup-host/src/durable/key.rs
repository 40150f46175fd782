//! Keys of the durable storage.
//!
//! `src/lib_scoru_wasm/durable.ml`, `key_of_string_exn`.

use std::fmt;

use smart_rollup::host::HostErrorName;

/// The most bytes of a key: 250, without `/durable` in front and `/@` behind, which the storage adds to it.
pub const MAX_KEY: usize = 240;

/// The place of a value or subtree: `/`, a name of letters, digits, `.`, `-` and `_`, and again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key<'a>(&'a str);

impl<'a> Key<'a> {
    /// Everything. Nothing but a kernel's empty key means it, and it can only be read.
    pub const ROOT: Key<'static> = Key("");
    /// The kernel.
    pub const KERNEL: Key<'static> = Key("/kernel/boot.wasm");
    /// The kernel that runs, or ran last.
    pub const FALLBACK: Key<'static> = Key("/readonly/kernel/boot.wasm");
    /// Whether the kernel wants to run again before the level ends.
    pub const REBOOT: Key<'static> = Key("/kernel/env/reboot");
    /// Whether the last run was trapped.
    pub const STUCK: Key<'static> = Key("/readonly/kernel/env/stuck");
    /// Whether another kernel was refused.
    pub const UPGRADE_ERROR: Key<'static> = Key("/readonly/kernel/env/upgrade_error");
    /// Whether the kernel wanted to run again too often.
    pub const TOO_MANY_REBOOTS: Key<'static> = Key("/readonly/kernel/env/too_many_reboot");
    /// How often it still may: a number of 32 bits, little-endian.
    pub const REBOOT_COUNTER: Key<'static> = Key("/readonly/kernel/env/reboot_counter");
    /// The version of the virtual machine.
    pub const VERSION: Key<'static> = Key("/readonly/wasm_version");

    /// Reads a key.
    ///
    /// # Errors
    /// [`HostErrorName::StoreKeyTooLarge`] beyond [`MAX_KEY`] bytes, [`HostErrorName::StoreInvalidKey`] for what is no key.
    pub fn new(text: &'a str) -> Result<Self, HostErrorName> {
        Self::from_bytes(text.as_bytes())
    }

    /// Reads a key out of a kernel's memory. The empty one is [`Key::ROOT`], as in Octez.
    ///
    /// # Errors
    /// As those of [`Key::new`].
    pub fn from_bytes(bytes: &'a [u8]) -> Result<Self, HostErrorName> {
        if bytes.len() > MAX_KEY {
            return Err(HostErrorName::StoreKeyTooLarge);
        }
        let text = str::from_utf8(bytes).map_err(|_| HostErrorName::StoreInvalidKey)?;
        let key = Key(text);
        let is_valid = text.is_empty() || text.starts_with('/') && key.steps().all(is_name);
        is_valid
            .then_some(key)
            .ok_or(HostErrorName::StoreInvalidKey)
    }

    /// The text.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.0
    }

    /// The names on the way.
    pub fn steps(self) -> impl Iterator<Item = &'a str> + Clone {
        self.0.split('/').skip(1)
    }

    /// Whether a kernel cannot change what is there.
    #[must_use]
    pub fn is_readonly(self) -> bool {
        self.steps().next().is_none_or(|first| first == "readonly")
    }
}

impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, f)
    }
}

/// Whether a text can be a name in a key.
pub(crate) fn is_name(name: &str) -> bool {
    let is_valid = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    !name.is_empty() && name.bytes().all(is_valid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_key() {
        for good in [
            "",
            "/a",
            "/a/b",
            "/A.b-c_9/x",
            "/readonly",
            "/..",
            "/readonlyx",
        ] {
            assert!(Key::new(good).is_ok(), "{good}");
        }
        for bad in [
            "a", "/", "//", "/a/", "/a//b", "/@", "/a b", "/ä", "a/b", "/a\0",
        ] {
            assert_eq!(Key::new(bad), Err(HostErrorName::StoreInvalidKey), "{bad}");
        }
        assert_eq!(
            Key::from_bytes(b"/\xff"),
            Err(HostErrorName::StoreInvalidKey)
        );
        let longest = format!("/{}", "a".repeat(MAX_KEY - 1));
        assert!(Key::new(&longest).is_ok());
        let longer = format!("{longest}a");
        assert_eq!(Key::new(&longer), Err(HostErrorName::StoreKeyTooLarge));
    }

    #[test]
    fn what_can_only_be_read() {
        for key in ["", "/readonly", "/readonly/a"] {
            assert!(Key::new(key).is_ok_and(Key::is_readonly), "{key}");
        }
        for key in ["/a", "/readonlyx", "/a/readonly"] {
            assert!(!Key::new(key).is_ok_and(Key::is_readonly), "{key}");
        }
    }
}
