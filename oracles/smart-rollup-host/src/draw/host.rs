//! What both hosts do, and what the mock does not have, made of what it has.

use super::numbers::NAMES;

/// The host functions, with what they return. Those that return nothing where Octez waits for data and the mock panics give `None`.
///
/// The mock of 0.2.2 knows the functions of `SmartRollupCore` 0.2.2. The others have a body here, of these: what
/// `store_exists`, `store_create` and `store_get_nth_key` are to give can be seen with `store_has`, `store_write` and the names that
/// were drawn, and the hashes of two trees have to be equal where these hold the same. `reveal` is not implemented in the mock, and gives
/// for a hash and for the metadata what their own functions give; it has no pages and parameters of the data availability layer.
/// `write_debug` returns nothing, and what it is given goes to the terminal: there is nothing to compare.
pub(crate) trait Host {
    /// Whether this one is the mock, whose answers may differ from Octez'.
    const IS_MOCK: bool;

    /// The level that is running, and what its second message has to be: the block before is another in each host.
    fn level(&self) -> (i32, Vec<u8>);
    fn read_input(&mut self, info: &mut [u8; 8], buffer: &mut [u8]) -> i32;
    fn write_output(&mut self, message: &[u8]) -> i32;
    fn has(&mut self, key: &[u8]) -> i32;
    fn value_size(&mut self, key: &[u8]) -> i32;
    fn list_size(&mut self, key: &[u8]) -> i64;
    fn read(&mut self, key: &[u8], offset: usize, buffer: &mut [u8]) -> i32;
    fn write(&mut self, key: &[u8], offset: usize, bytes: &[u8]) -> i32;
    fn delete(&mut self, key: &[u8]) -> i32;
    fn delete_value(&mut self, key: &[u8]) -> i32;
    fn copy(&mut self, from: &[u8], to: &[u8]) -> i32;
    fn rename(&mut self, from: &[u8], to: &[u8]) -> i32;
    fn reveal_preimage(&mut self, hash: &[u8], buffer: &mut [u8]) -> Option<i32>;
    fn reveal_metadata(&mut self, buffer: &mut [u8]) -> Option<i32>;

    /// Whether anything is there.
    fn exists(&mut self, key: &[u8]) -> i32 {
        self.has(key).min(1)
    }

    /// A value of zeros, where there was none.
    fn create(&mut self, key: &[u8], size: usize) -> i32 {
        if self.value_size(key) >= 0 {
            return -13;
        }
        let code = self.write(key, 0, &[]);
        let mut written = 0;
        while code == 0 && written < size {
            let length = 2_048.min(size - written);
            self.write(key, written, &vec![0; length]);
            written += length;
        }
        code
    }

    /// The name that so many others are before, cut off to the room that there is.
    fn nth_key(&mut self, key: &[u8], index: usize, buffer: &mut [u8]) -> i32 {
        match self.has(key) {
            0 => return -10,
            code if code < 0 => return code,
            _ => {}
        }
        let names = names(self, key);
        let Some(name) = names.get(index) else {
            return -12;
        };
        let length = name.len().min(buffer.len());
        buffer[..length].copy_from_slice(&name.as_bytes()[..length]);
        i32::try_from(length).unwrap_or(i32::MAX)
    }

    /// What `reveal` gives, of a hash (tag 0) or of the metadata (tag 1).
    fn reveal(&mut self, request: &[u8], buffer: &mut [u8]) -> Option<i32> {
        match request {
            [0, hash @ ..] => self.reveal_preimage(hash, buffer),
            _ => self.reveal_metadata(buffer),
        }
    }

    /// Whether the hashes of two trees are equal, where there are hashes.
    fn equal_hashes(&mut self, _one: &[u8], _other: &[u8]) -> Option<bool> {
        None
    }
}

/// The names directly below, in the order of Irmin: the value's own is empty and stands where its `@` does.
fn names<H: Host + ?Sized>(host: &mut H, key: &[u8]) -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for name in NAMES.into_iter().chain(["readonly"]) {
        if host.has(&below(key, name)) > 0 {
            names.push(name);
        }
    }
    if host.value_size(key) >= 0 {
        names.push("");
    }
    names.sort_by_key(|name| if name.is_empty() { "@" } else { name });
    names
}

fn below(key: &[u8], name: &str) -> Vec<u8> {
    [key, b"/", name.as_bytes()].concat()
}

/// Whether the same is under two keys, or nothing where a key on the way would be too long to be looked at.
pub(super) fn is_same_tree(host: &mut impl Host, one: &[u8], other: &[u8]) -> Option<bool> {
    let (has, size) = (host.has(one), host.value_size(one));
    if one.len().max(other.len()) > 200 {
        return None;
    }
    if has != host.has(other) || size != host.value_size(other) {
        return Some(false);
    }
    if value(host, one, size) != value(host, other, size) {
        return Some(false);
    }
    let list = names(host, one);
    if list != names(host, other) {
        return Some(false);
    }
    for name in list.into_iter().filter(|name| !name.is_empty()) {
        let same = is_same_tree(host, &below(one, name), &below(other, name));
        if same != Some(true) {
            return same;
        }
    }
    Some(true)
}

fn value(host: &mut impl Host, key: &[u8], size: i32) -> Vec<u8> {
    let mut value = vec![0; usize::try_from(size).unwrap_or(0)];
    for (index, piece) in value.chunks_mut(2_048).enumerate() {
        host.read(key, index * 2_048, piece);
    }
    value
}
