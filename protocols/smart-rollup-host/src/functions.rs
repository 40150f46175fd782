//! The host functions, over a state and the memory of a kernel.
//!
//! `src/lib_scoru_wasm/host_funcs.ml`, in the order of its checks: which error comes first is part of what a kernel sees.

use smart_rollup::host::HostErrorName as Code;
use smart_rollup::inbox::MAX_MESSAGE;

use crate::durable::{Durable, Key, MAX_KEY, MAX_STORE_IO};
use crate::inbox::Inbox;
use crate::memory::{check, load, place};
use crate::outbox::Outbox;

/// What a kernel reads and writes, beside its own memory. A clone is a snapshot.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// What stays.
    pub durable: Durable,
    /// What there is to read.
    pub inbox: Inbox,
    /// What was said.
    pub outbox: Outbox,
}

/// A kernel's call of a host function: the state, the kernel's memory, and how many bytes the call has looked at.
///
/// The methods are the functions of the module `smart_rollup_core`, with their arguments. What they return is what the
/// kernel gets: a negative number is the code of an error.
#[derive(Debug)]
pub struct Call<'a> {
    /// The state, which the call may change.
    pub state: &'a mut State,
    /// The kernel's memory.
    pub memory: &'a mut [u8],
    /// How many bytes were copied or hashed: what the call costs.
    pub cost: usize,
}

/// Something that the virtual machine does not survive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stuck(pub(crate) &'static str);

/// What a kernel asks to have revealed, and where it is to be put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reveal {
    /// The request, in the bytes that `reveal` takes.
    pub(crate) request: Vec<u8>,
    pub(crate) destination: i32,
    pub(crate) most: i32,
}

fn code<T: Into<i64>>(result: Result<T, Code>) -> i64 {
    result.map_or_else(|code| i64::from(code.code()), Into::into)
}

/// Functions that return 32 bits.
fn narrow(result: Result<i32, Code>) -> i32 {
    result.unwrap_or_else(Code::code)
}

/// A number of bytes that is known to be small.
fn count(length: usize) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}

/// The key at an address.
fn read_key<'m>(
    memory: &'m [u8],
    (address, length): (i32, i32),
    cost: &mut usize,
) -> Result<Key<'m>, Code> {
    if length > count(MAX_KEY) {
        return Err(Code::StoreKeyTooLarge);
    }
    *cost += usize::try_from(length).unwrap_or(0);
    Key::from_bytes(load(memory, address, length)?)
}

impl<'a> Call<'a> {
    /// A call that has not cost anything yet.
    pub fn new(state: &'a mut State, memory: &'a mut [u8]) -> Self {
        Self {
            state,
            memory,
            cost: 0,
        }
    }

    /// Copies the next message of the inbox to `destination`, at most `most` bytes of it, and where it comes from, 8 bytes, to
    /// `info`. Returns the number of bytes, or 0 when there is no message. A longer message is cut off.
    ///
    /// Both places must end before the memory does; the virtual machine takes none that end with it (-6).
    pub fn read_input(&mut self, info: i32, destination: i32, most: i32) -> i32 {
        narrow(self.try_read_input(info, destination, most))
    }

    fn try_read_input(&mut self, info: i32, destination: i32, most: i32) -> Result<i32, Code> {
        check(self.memory, info, 8)?;
        let most = most.min(count(MAX_MESSAGE));
        check(self.memory, destination, most)?;
        let Some(input) = self.state.inbox.peek() else {
            return Ok(0);
        };
        let length = input.payload.len().min(usize::try_from(most).unwrap_or(0));
        place(self.memory, destination, length)?.copy_from_slice(&input.payload[..length]);
        let (level, id) = (input.level.to_le_bytes(), input.id.to_le_bytes());
        let place = place(self.memory, info, 8)?;
        place[..4].copy_from_slice(&level);
        place[4..].copy_from_slice(&id);
        self.state.inbox.advance();
        self.cost += length;
        Ok(count(length))
    }

    /// Appends a message to the outbox. Returns 0.
    ///
    /// More than 4,096 bytes are -7, a full outbox is -11.
    pub fn write_output(&mut self, source: i32, length: i32) -> i32 {
        let result = (|| {
            if length > count(MAX_MESSAGE) {
                return Err(Code::InputOutputTooLarge);
            }
            let message = load(self.memory, source, length)?;
            self.cost += message.len();
            self.state.outbox.push(message)
        })();
        narrow(result.map(|()| 0))
    }

    /// Runs something with a key and the storage.
    fn with_key<T>(
        &mut self,
        key: (i32, i32),
        run: impl FnOnce(&mut Durable, Key<'_>) -> Result<T, Code>,
    ) -> Result<T, Code> {
        let key = read_key(self.memory, key, &mut self.cost)?;
        run(&mut self.state.durable, key)
    }

    fn with_keys(
        &mut self,
        from: (i32, i32),
        to: (i32, i32),
        run: impl FnOnce(&mut Durable, Key<'_>, Key<'_>) -> Result<(), Code>,
    ) -> i32 {
        let result = (|| {
            let from = read_key(self.memory, from, &mut self.cost)?;
            let to = read_key(self.memory, to, &mut self.cost)?;
            run(&mut self.state.durable, from, to)
        })();
        narrow(result.map(|()| 0))
    }

    /// What is under the key: 0 nothing, 1 a value, 2 keys below, 3 both.
    pub fn store_has(&mut self, key: i32, length: i32) -> i32 {
        narrow(self.with_key((key, length), |durable, key| Ok(durable.has(key).code())))
    }

    /// Whether anything is under the key: 1, or 0.
    pub fn store_exists(&mut self, key: i32, length: i32) -> i32 {
        narrow(self.with_key((key, length), |durable, key| {
            Ok(durable.has(key).code().min(1))
        }))
    }

    /// Deletes the value and everything below. Returns 0.
    pub fn store_delete(&mut self, key: i32, length: i32) -> i32 {
        narrow(self.with_key((key, length), |durable, key| {
            durable.delete(key).map(|()| 0)
        }))
    }

    /// Deletes the value. Returns 0.
    pub fn store_delete_value(&mut self, key: i32, length: i32) -> i32 {
        narrow(self.with_key((key, length), |durable, key| {
            durable.delete_value(key).map(|()| 0)
        }))
    }

    /// How many names are directly below, a value counting as one.
    pub fn store_list_size(&mut self, key: i32, length: i32) -> i64 {
        code(self.with_key((key, length), |durable, key| {
            Ok(i64::try_from(durable.list_size(key)).unwrap_or(i64::MAX))
        }))
    }

    /// Copies the name of the `index`-th of them to `destination`, at most `most` bytes, and returns how many; the value's own is
    /// empty.
    pub(crate) fn store_get_nth_key(
        &mut self,
        (key, length): (i32, i32),
        index: i64,
        destination: i32,
        most: i32,
    ) -> Result<i32, Stuck> {
        let name = self.with_key((key, length), |durable, key| {
            // What Irmin does with a negative offset is an exception like any other.
            let index = usize::try_from(index).map_err(|_| Code::GenericInvalidAccess);
            Ok(durable.nth_key(key, index?)?.to_owned())
        });
        match name {
            Err(code) => Ok(code.code()),
            Ok(name) => self.put(name.as_bytes(), destination, most, NEGATIVE),
        }
    }

    /// A hash of the value and everything below, copied like the former. It is another than Octez'.
    pub(crate) fn store_get_hash(
        &mut self,
        (key, length): (i32, i32),
        destination: i32,
        most: i32,
    ) -> Result<i32, Stuck> {
        match self.with_key((key, length), |durable, key| durable.hash(key)) {
            Err(code) => Ok(code.code()),
            Ok((hash, cost)) => {
                self.cost += cost;
                self.put(&hash, destination, most, NEGATIVE)
            }
        }
    }

    /// Copies bytes into the memory, at most so many, and says how many.
    pub(crate) fn put(
        &mut self,
        bytes: &[u8],
        destination: i32,
        most: i32,
        negative: Stuck,
    ) -> Result<i32, Stuck> {
        let most = usize::try_from(most).map_err(|_| negative)?;
        let bytes = &bytes[..bytes.len().min(most)];
        self.cost += bytes.len();
        Ok(match place(self.memory, destination, bytes.len()) {
            Err(code) => code.code(),
            Ok(place) => {
                place.copy_from_slice(bytes);
                count(bytes.len())
            }
        })
    }

    /// Copies the value and everything below to another key. Returns 0.
    pub fn store_copy(&mut self, from: i32, from_length: i32, to: i32, to_length: i32) -> i32 {
        self.with_keys((from, from_length), (to, to_length), Durable::copy)
    }

    /// Moves them. Returns 0.
    pub fn store_move(&mut self, from: i32, from_length: i32, to: i32, to_length: i32) -> i32 {
        self.with_keys((from, from_length), (to, to_length), Durable::rename)
    }

    /// Makes a value of so many zeros. Returns 0.
    pub fn store_create(&mut self, key: i32, length: i32, size: i32) -> i32 {
        narrow(self.with_key((key, length), |durable, key| {
            let size = u32::try_from(size).map_err(|_| Code::StoreValueSizeExceeded)?;
            durable.create(key, size).map(|()| 0)
        }))
    }

    /// How many bytes the value has.
    pub fn store_value_size(&mut self, key: i32, length: i32) -> i32 {
        narrow(self.with_key((key, length), |durable, key| {
            durable.value_size(key).map(count)
        }))
    }

    /// Copies bytes of the value from `offset` on to `destination`, at most `most` of 2,048, and returns how many.
    pub fn store_read(
        &mut self,
        key: i32,
        length: i32,
        offset: i32,
        destination: i32,
        most: i32,
    ) -> i32 {
        let mut buffer = [0; MAX_STORE_IO];
        let read = self.with_key((key, length), |durable, key| {
            if most > count(MAX_STORE_IO) {
                return Err(Code::InputOutputTooLarge);
            }
            let size = durable.value_size(key)?;
            let offset = usize::try_from(offset).map_err(|_| Code::StoreInvalidAccess)?;
            if offset >= size {
                return Err(Code::StoreInvalidAccess);
            }
            let most = usize::try_from(most).map_err(|_| Code::GenericInvalidAccess)?;
            durable.read(key, offset, &mut buffer[..most])
        });
        narrow(read.and_then(|read| {
            self.cost += read;
            place(self.memory, destination, read)?.copy_from_slice(&buffer[..read]);
            Ok(count(read))
        }))
    }

    /// Writes at most 2,048 bytes into the value from `offset` on, which may be its end but not beyond. Returns 0.
    pub fn store_write(
        &mut self,
        key: i32,
        length: i32,
        offset: i32,
        source: i32,
        bytes: i32,
    ) -> i32 {
        narrow(self.try_store_write((key, length), offset, source, bytes))
    }

    fn try_store_write(
        &mut self,
        key: (i32, i32),
        offset: i32,
        source: i32,
        bytes: i32,
    ) -> Result<i32, Code> {
        let key = read_key(self.memory, key, &mut self.cost)?;
        let durable = &mut self.state.durable;
        let size = durable.value_size(key).map_or(0, count);
        // The sum, not where the bytes would end: a value that is nearly full cannot be written anywhere.
        if size.checked_add(bytes).is_none_or(|sum| sum < size) {
            return Err(Code::StoreValueSizeExceeded);
        }
        let bytes = load(self.memory, source, bytes)?;
        if key.is_readonly() {
            return Err(Code::StoreReadonlyValue);
        }
        if bytes.len() > MAX_STORE_IO {
            return Err(Code::InputOutputTooLarge);
        }
        let offset = usize::try_from(offset).map_err(|_| Code::GenericInvalidAccess)?;
        durable.write(key, offset, bytes)?;
        self.cost += bytes.len();
        Ok(0)
    }

    /// What `reveal_preimage` asks for: the tag of raw data, and the hash.
    pub(crate) fn preimage(
        &mut self,
        hash: i32,
        length: i32,
        destination: i32,
        most: i32,
    ) -> Result<Reveal, i32> {
        self.request(Some(0), hash, length, destination, most)
    }

    /// What `reveal` asks for.
    pub(crate) fn reveal(
        &mut self,
        request: i32,
        length: i32,
        destination: i32,
        most: i32,
    ) -> Result<Reveal, i32> {
        self.request(None, request, length, destination, most)
    }

    fn request(
        &mut self,
        tag: Option<u8>,
        address: i32,
        length: i32,
        destination: i32,
        most: i32,
    ) -> Result<Reveal, i32> {
        if length > count(MAX_MESSAGE) {
            return Err(Code::InputOutputTooLarge.code());
        }
        let bytes = load(self.memory, address, length).map_err(Code::code)?;
        self.cost += bytes.len();
        Ok(Reveal {
            request: tag.into_iter().chain(bytes.iter().copied()).collect(),
            destination,
            most,
        })
    }

    /// What `reveal_metadata` asks for.
    pub(crate) fn metadata(destination: i32, most: i32) -> Reveal {
        Reveal {
            request: vec![1],
            destination,
            most,
        }
    }
}

/// OCaml's exception leaves the virtual machine, which is stuck from then on.
pub(crate) const NEGATIVE: Stuck = Stuck("a host function was given a negative number of bytes");
