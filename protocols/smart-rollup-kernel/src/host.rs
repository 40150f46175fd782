//! The host's functions, with what is easier to use built on them.

use alloc::vec;
use alloc::vec::Vec;

use crate::Error;

/// The most bytes of a message of the inbox or the outbox, and of what is revealed.
pub const MAX_MESSAGE: usize = 4_096;

/// The most bytes that the host reads or writes of a value at once.
pub const MAX_STORE_IO: usize = 2_048;

/// A value under this key makes the host run the kernel again before the level ends.
pub const REBOOT: &str = "/kernel/env/reboot";

/// A message of the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The level that it belongs to.
    pub level: i32,
    /// Which of the level's messages it is.
    pub id: i32,
    /// Its bytes.
    pub payload: Vec<u8>,
}

/// What is known of the rollup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metadata {
    /// The hash of its address.
    pub address: [u8; 20],
    /// The level at which it was originated.
    pub origination_level: i32,
}

/// What a host function returned: a number that is not negative, or the code of an error.
fn result(code: i32) -> Result<usize, Error> {
    usize::try_from(code).map_err(|_| error(code))
}

/// An error that has no name is one of accesses, as far as a kernel can tell.
fn error(code: i32) -> Error {
    Error::from_code(code).unwrap_or(Error::GenericInvalidAccess)
}

/// A host of a kernel.
///
/// The functions whose names begin with `raw_` are the host's own: they return what it returns. All others are built on them.
pub trait Host {
    /// `read_input`: the message into `buffer`, where it comes from into `info`.
    fn raw_read_input(&mut self, info: &mut [u8; 8], buffer: &mut [u8]) -> i32;
    /// `write_output`.
    fn raw_write_output(&mut self, message: &[u8]) -> i32;
    /// `write_debug`.
    fn write_debug(&mut self, bytes: &[u8]);
    /// `store_has`.
    fn raw_store_has(&self, key: &[u8]) -> i32;
    /// `store_exists`.
    fn raw_store_exists(&self, key: &[u8]) -> i32;
    /// `store_delete`.
    fn raw_store_delete(&mut self, key: &[u8]) -> i32;
    /// `store_delete_value`.
    fn raw_store_delete_value(&mut self, key: &[u8]) -> i32;
    /// `store_create`.
    fn raw_store_create(&mut self, key: &[u8], size: i32) -> i32;
    /// `store_value_size`.
    fn raw_store_value_size(&self, key: &[u8]) -> i32;
    /// `store_list_size`.
    fn raw_store_list_size(&self, key: &[u8]) -> i64;
    /// `store_get_nth_key`.
    fn raw_store_get_nth_key(&self, key: &[u8], index: i64, buffer: &mut [u8]) -> i32;
    /// `store_copy`.
    fn raw_store_copy(&mut self, from: &[u8], to: &[u8]) -> i32;
    /// `store_move`.
    fn raw_store_move(&mut self, from: &[u8], to: &[u8]) -> i32;
    /// `store_read`.
    fn raw_store_read(&self, key: &[u8], offset: i32, buffer: &mut [u8]) -> i32;
    /// `store_write`.
    fn raw_store_write(&mut self, key: &[u8], offset: i32, bytes: &[u8]) -> i32;
    /// `reveal_preimage`.
    fn raw_reveal_preimage(&self, hash: &[u8], buffer: &mut [u8]) -> i32;
    /// `reveal_metadata`.
    fn raw_reveal_metadata(&self, buffer: &mut [u8]) -> i32;
    /// `reveal`.
    fn raw_reveal(&self, request: &[u8], buffer: &mut [u8]) -> i32;

    /// The next message of the inbox, or nothing when all have been read.
    ///
    /// # Errors
    /// The host refuses the memory that the message is to go into.
    fn next_input(&mut self) -> Result<Option<Input>, Error> {
        let mut info = [0; 8];
        let mut payload = vec![0; MAX_MESSAGE];
        let size = result(self.raw_read_input(&mut info, &mut payload))?;
        if size == 0 {
            return Ok(None);
        }
        payload.truncate(size);
        let [a, b, c, d, e, f, g, h] = info;
        Ok(Some(Input {
            level: i32::from_le_bytes([a, b, c, d]),
            id: i32::from_le_bytes([e, f, g, h]),
            payload,
        }))
    }

    /// Appends a message to the outbox.
    ///
    /// # Errors
    /// It is longer than [`MAX_MESSAGE`], or the level's outbox is full.
    fn write_output(&mut self, message: &[u8]) -> Result<(), Error> {
        result(self.raw_write_output(message)).map(drop)
    }

    /// Asks to be run again before the level ends.
    ///
    /// # Errors
    /// The storage cannot be written.
    fn reboot(&mut self) -> Result<(), Error> {
        self.store_write(REBOOT, 0, &[])
    }

    /// Whether there is a value under the key, and whether there are keys below.
    ///
    /// # Errors
    /// The key is none.
    fn store_has(&self, key: &str) -> Result<(bool, bool), Error> {
        let has = result(self.raw_store_has(key.as_bytes()))?;
        Ok((has & 1 != 0, has & 2 != 0))
    }

    /// The whole value, or nothing where there is none.
    ///
    /// # Errors
    /// The key is none.
    fn store_value(&self, key: &str) -> Result<Option<Vec<u8>>, Error> {
        let size = match result(self.raw_store_value_size(key.as_bytes())) {
            Err(Error::StoreNotAValue) => return Ok(None),
            size => size?,
        };
        let mut value = vec![0; size];
        let read = self.store_read(key, 0, &mut value)?;
        value.truncate(read);
        Ok(Some(value))
    }

    /// How many bytes the value has.
    ///
    /// # Errors
    /// There is none.
    fn store_value_size(&self, key: &str) -> Result<usize, Error> {
        result(self.raw_store_value_size(key.as_bytes()))
    }

    /// Reads bytes of the value from `offset` on, as many as fit and as there are, and says how many.
    ///
    /// # Errors
    /// There is no value, or it ends before `offset`.
    fn store_read(&self, key: &str, offset: usize, buffer: &mut [u8]) -> Result<usize, Error> {
        let mut read = 0;
        let size = self.store_value_size(key)?;
        if offset > size {
            return Err(Error::StoreInvalidAccess);
        }
        // Of the end of a value the host reads nothing but an error.
        while read < buffer.len() && offset + read < size {
            let part = &mut buffer[read..];
            let most = part.len().min(MAX_STORE_IO);
            let at = place(offset + read)?;
            read += result(self.raw_store_read(key.as_bytes(), at, &mut part[..most]))?;
        }
        Ok(read)
    }

    /// Writes bytes into the value from `offset` on, which is its end at most. It is made if it is not there.
    ///
    /// # Errors
    /// The key is none or can only be read, or the value ends before `offset`. What was written before the error stays.
    fn store_write(&mut self, key: &str, offset: usize, bytes: &[u8]) -> Result<(), Error> {
        let mut at = offset;
        let mut left = bytes;
        // No bytes are written as well: it makes the value.
        loop {
            let (part, rest) = left.split_at(left.len().min(MAX_STORE_IO));
            result(self.raw_store_write(key.as_bytes(), place(at)?, part))?;
            at += part.len();
            left = rest;
            if left.is_empty() {
                return Ok(());
            }
        }
    }

    /// Puts bytes in place of the value.
    ///
    /// # Errors
    /// The key is none or can only be read.
    fn store_set(&mut self, key: &str, bytes: &[u8]) -> Result<(), Error> {
        self.store_delete_value(key)?;
        self.store_write(key, 0, bytes)
    }

    /// Makes a value of so many zeros.
    ///
    /// # Errors
    /// There is a value already.
    fn store_create(&mut self, key: &str, size: usize) -> Result<(), Error> {
        result(self.raw_store_create(key.as_bytes(), place(size)?)).map(drop)
    }

    /// Deletes the value and everything below.
    ///
    /// # Errors
    /// The key is none or can only be read.
    fn store_delete(&mut self, key: &str) -> Result<(), Error> {
        result(self.raw_store_delete(key.as_bytes())).map(drop)
    }

    /// Deletes the value and leaves what is below.
    ///
    /// # Errors
    /// The key is none or can only be read.
    fn store_delete_value(&mut self, key: &str) -> Result<(), Error> {
        result(self.raw_store_delete_value(key.as_bytes())).map(drop)
    }

    /// Copies the value and everything below.
    ///
    /// # Errors
    /// Nothing is there, or it cannot be written to.
    fn store_copy(&mut self, from: &str, to: &str) -> Result<(), Error> {
        result(self.raw_store_copy(from.as_bytes(), to.as_bytes())).map(drop)
    }

    /// Moves the value and everything below.
    ///
    /// # Errors
    /// Nothing is there, or it cannot be moved.
    fn store_move(&mut self, from: &str, to: &str) -> Result<(), Error> {
        result(self.raw_store_move(from.as_bytes(), to.as_bytes())).map(drop)
    }

    /// How many names are directly below the key, its value counting as one.
    ///
    /// # Errors
    /// The key is none.
    fn store_list_size(&self, key: &str) -> Result<usize, Error> {
        let size = self.raw_store_list_size(key.as_bytes());
        usize::try_from(size).map_err(|_| error(i32::try_from(size).unwrap_or(i32::MIN)))
    }

    /// The name that so many others are before; that of the value is empty.
    ///
    /// # Errors
    /// Nothing is there, or there are fewer names.
    fn store_nth_key(&self, key: &str, index: usize) -> Result<Vec<u8>, Error> {
        let mut name = vec![0; 256];
        let index = i64::try_from(index).map_err(|_| Error::StoreInvalidSubkeyIndex)?;
        let size = result(self.raw_store_get_nth_key(key.as_bytes(), index, &mut name))?;
        name.truncate(size);
        Ok(name)
    }

    /// The data of a hash of 33 bytes.
    ///
    /// # Errors
    /// The host refuses the memory; where it does not have the data, the kernel waits.
    fn reveal_preimage(&self, hash: &[u8; 33]) -> Result<Vec<u8>, Error> {
        let mut data = vec![0; MAX_MESSAGE];
        let size = result(self.raw_reveal_preimage(hash, &mut data))?;
        data.truncate(size);
        Ok(data)
    }

    /// What `reveal` answers to a request.
    ///
    /// # Errors
    /// The request is too long.
    fn reveal(&self, request: &[u8]) -> Result<Vec<u8>, Error> {
        let mut data = vec![0; MAX_MESSAGE];
        let size = result(self.raw_reveal(request, &mut data))?;
        data.truncate(size);
        Ok(data)
    }

    /// What is known of the rollup.
    ///
    /// # Errors
    /// The host refuses the memory.
    fn reveal_metadata(&self) -> Result<Metadata, Error> {
        let mut data = [0; 24];
        result(self.raw_reveal_metadata(&mut data))?;
        let mut address = [0; 20];
        address.copy_from_slice(&data[..20]);
        let mut level = [0; 4];
        level.copy_from_slice(&data[20..]);
        Ok(Metadata {
            address,
            origination_level: i32::from_be_bytes(level),
        })
    }
}

/// A place in a value, which the host counts in 31 bits.
fn place(at: usize) -> Result<i32, Error> {
    i32::try_from(at).map_err(|_| Error::StoreValueSizeExceeded)
}
