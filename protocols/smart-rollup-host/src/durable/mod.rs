//! The durable storage of a rollup.
//!
//! `src/lib_scoru_wasm/durable.ml`.

mod changes;
mod folder;
mod key;
mod map;
mod meter;
mod node;
mod value;
mod walk;

use std::sync::Arc;

use smart_rollup::host::HostErrorName as Code;

pub use changes::{Change, Changes, MAX_COMPARED};
pub use folder::{FolderError, MAX_FOLDER_BYTES, MAX_FOLDER_ENTRIES};
pub use key::{Key, MAX_KEY};
pub use value::Value;
pub use walk::Entry;

use meter::Meter;
use node::Node;

/// The most bytes that a kernel reads or writes at once.
pub const MAX_STORE_IO: usize = 2_048;

/// The most bytes of a value: 2³¹ - 1.
pub const MAX_VALUE: u32 = i32::MAX.cast_unsigned();

/// The most names on the way from the root to a value. A key has 120 at most; copies into copies go beyond, and Octez
/// knows no end to that.
pub const MAX_HEIGHT: usize = 256;

/// A tree of values: a key may have a value, and keys below it, or both. A clone is a snapshot, which takes a moment and
/// shares what stays as it is.
///
/// What a kernel does is checked as the kernel's ([`Code`] says what is wrong); [`Durable::set`] and
/// [`Durable::remove`] are the virtual machine's own, which writes under `/readonly` as well.
#[derive(Debug, Clone, Default)]
pub struct Durable {
    root: Arc<Node>,
    meter: Meter,
}

/// What is under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Has {
    /// Nothing: 0.
    Nothing,
    /// A value: 1.
    Value,
    /// Keys below: 2.
    Subtree,
    /// Both: 3.
    Both,
}

impl Has {
    /// What `store_has` returns.
    #[must_use]
    pub const fn code(self) -> i32 {
        match self {
            Self::Nothing => 0,
            Self::Value => 1,
            Self::Subtree => 2,
            Self::Both => 3,
        }
    }
}

impl Durable {
    /// How many bytes of memory this storage takes, together with all snapshots of it that live.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.meter.used()
    }

    /// Whether something nests deeper than [`MAX_HEIGHT`].
    #[must_use]
    pub fn is_too_high(&self) -> bool {
        self.root.height > MAX_HEIGHT
    }

    /// What is under a key.
    #[must_use]
    pub fn has(&self, key: Key<'_>) -> Has {
        let node = self.root.find(key);
        match node.map_or((false, false), |node| {
            (node.value.is_some(), !node.children.is_empty())
        }) {
            (false, false) => Has::Nothing,
            (true, false) => Has::Value,
            (false, true) => Has::Subtree,
            (true, true) => Has::Both,
        }
    }

    /// The value of a key.
    #[must_use]
    pub fn value(&self, key: Key<'_>) -> Option<&Value> {
        self.root.find(key)?.value.as_ref()
    }

    /// How many names are directly below, where a value counts as one.
    #[must_use]
    pub fn list_size(&self, key: Key<'_>) -> usize {
        self.root.find(key).map_or(0, |node| node.count())
    }

    /// The name that so many others are before, in the order of their bytes. The value's own is empty and stands where `@` would.
    ///
    /// # Errors
    /// [`Code::StoreNotANode`] where nothing is, [`Code::StoreInvalidSubkeyIndex`] where there are fewer.
    pub fn nth_key(&self, key: Key<'_>, index: usize) -> Result<&str, Code> {
        let node = self.root.find(key).ok_or(Code::StoreNotANode)?;
        node.nth(index).ok_or(Code::StoreInvalidSubkeyIndex)
    }

    /// How many bytes the value has.
    ///
    /// # Errors
    /// [`Code::StoreNotAValue`] where there is none.
    pub fn value_size(&self, key: Key<'_>) -> Result<usize, Code> {
        Ok(self.value(key).ok_or(Code::StoreNotAValue)?.len())
    }

    /// Reads bytes of a value, as many as fit and as there are, and says how many.
    ///
    /// # Errors
    /// [`Code::InputOutputTooLarge`] for more than [`MAX_STORE_IO`] bytes, [`Code::StoreNotAValue`] where no value is,
    /// [`Code::StoreInvalidAccess`] from its end on: of an empty value nothing can be read.
    pub fn read(&self, key: Key<'_>, offset: usize, buffer: &mut [u8]) -> Result<usize, Code> {
        if buffer.len() > MAX_STORE_IO {
            return Err(Code::InputOutputTooLarge);
        }
        let value = self.value(key).ok_or(Code::StoreNotAValue)?;
        if offset >= value.len() {
            return Err(Code::StoreInvalidAccess);
        }
        value.read(offset, buffer);
        Ok(buffer.len().min(value.len() - offset))
    }

    /// Writes bytes into a value, which is made if there is none and grows as needed.
    ///
    /// # Errors
    /// [`Code::StoreReadonlyValue`]; [`Code::InputOutputTooLarge`] for more than [`MAX_STORE_IO`] bytes;
    /// [`Code::StoreInvalidAccess`] beyond the end; [`Code::StoreValueSizeExceeded`] beyond [`MAX_VALUE`].
    pub fn write(&mut self, key: Key<'_>, offset: usize, bytes: &[u8]) -> Result<(), Code> {
        let size = self.value(key).map_or(0, Value::len);
        if size + bytes.len() > MAX_VALUE as usize {
            return Err(Code::StoreValueSizeExceeded);
        }
        writable(key)?;
        if bytes.len() > MAX_STORE_IO {
            return Err(Code::InputOutputTooLarge);
        }
        if offset > size {
            return Err(Code::StoreInvalidAccess);
        }
        // A value is at most that long, as has been checked.
        let offset = u32::try_from(offset).unwrap_or(MAX_VALUE);
        let node = self.root.make(key, 0, &self.meter);
        let value = node.value.get_or_insert_default();
        value.write(offset, bytes, &self.meter);
        Ok(())
    }

    /// Makes a value of so many zeros.
    ///
    /// # Errors
    /// [`Code::StoreValueSizeExceeded`] beyond [`MAX_VALUE`], [`Code::StoreReadonlyValue`],
    /// [`Code::StoreValueAlreadyExists`].
    pub fn create(&mut self, key: Key<'_>, size: u32) -> Result<(), Code> {
        if size > MAX_VALUE {
            return Err(Code::StoreValueSizeExceeded);
        }
        writable(key)?;
        if self.value(key).is_some() {
            return Err(Code::StoreValueAlreadyExists);
        }
        self.root.make(key, 0, &self.meter).value = Some(Value::zeros(size));
        Ok(())
    }

    /// Deletes the value and everything below. Where nothing is, nothing happens.
    ///
    /// # Errors
    /// [`Code::StoreReadonlyValue`].
    pub fn delete(&mut self, key: Key<'_>) -> Result<(), Code> {
        writable(key)?;
        self.remove(key);
        Ok(())
    }

    /// Deletes the value and leaves what is below.
    ///
    /// # Errors
    /// [`Code::StoreReadonlyValue`].
    pub fn delete_value(&mut self, key: Key<'_>) -> Result<(), Code> {
        writable(key)?;
        if self.value(key).is_some() {
            self.root.change(key.steps(), |node| node.value = None);
        }
        Ok(())
    }

    /// Puts a copy of the value and everything below it in place of what is at another key.
    ///
    /// # Errors
    /// [`Code::StoreReadonlyValue`] if that cannot be written, [`Code::StoreNotANode`] where nothing is to be copied.
    pub fn copy(&mut self, from: Key<'_>, to: Key<'_>) -> Result<(), Code> {
        writable(to)?;
        let node = self.root.find(from).ok_or(Code::StoreNotANode)?;
        self.put(to, Arc::clone(node));
        Ok(())
    }

    /// Puts the value and everything below it in place of what is at another key.
    ///
    /// # Errors
    /// [`Code::StoreReadonlyValue`] if one of the two cannot be written, [`Code::StoreNotANode`] where nothing is to be
    /// moved.
    pub fn rename(&mut self, from: Key<'_>, to: Key<'_>) -> Result<(), Code> {
        writable(from)?;
        writable(to)?;
        let node = Arc::clone(self.root.find(from).ok_or(Code::StoreNotANode)?);
        self.remove(from);
        self.put(to, node);
        Ok(())
    }

    /// A hash of the value and everything below, and how many bytes had to be looked at. It tells whether two are equal; it
    /// is not the hash that Octez makes.
    ///
    /// # Errors
    /// [`Code::StoreNotANode`] where nothing is.
    pub fn hash(&self, key: Key<'_>) -> Result<([u8; 32], usize), Code> {
        Ok(self.root.find(key).ok_or(Code::StoreNotANode)?.hash())
    }

    /// Puts a value in place of another, under `/readonly` too. It may be longer than what a kernel writes at once; what
    /// goes beyond [`MAX_VALUE`] is cut off.
    pub fn set(&mut self, key: Key<'_>, bytes: &[u8]) {
        let mut value = Value::default();
        let most = bytes.len().min(MAX_VALUE as usize);
        value.write(0, &bytes[..most], &self.meter);
        self.root.make(key, 0, &self.meter).value = Some(value);
    }

    /// Deletes a value and everything below, under `/readonly` too.
    pub fn remove(&mut self, key: Key<'_>) {
        if self.root.find(key).is_some() {
            self.root
                .change(key.steps(), |node| *node = Node::default());
        }
    }

    /// Copies under `/readonly` too. Where nothing is to be copied, nothing happens.
    pub fn install(&mut self, from: Key<'_>, to: Key<'_>) {
        if let Some(node) = self.root.find(from) {
            self.put(to, Arc::clone(node));
        }
    }

    fn put(&mut self, to: Key<'_>, node: Arc<Node>) {
        *self.root.make(to, node.height, &self.meter) = Node::clone(&node);
    }
}

fn writable(key: Key<'_>) -> Result<(), Code> {
    if key.is_readonly() {
        return Err(Code::StoreReadonlyValue);
    }
    Ok(())
}
