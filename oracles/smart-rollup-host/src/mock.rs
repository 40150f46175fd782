//! The functions of the mock, which takes addresses as a kernel gives them.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};

use tezos_data_encoding::enc::{BinResult, BinWriter};
use tezos_smart_rollup_core::smart_rollup_core::{ReadInputMessageInfo, SmartRollupCore};
use tezos_smart_rollup_mock::MockHost;

use crate::draw::Host;

pub(crate) struct Mock<'a>(pub(crate) &'a mut MockHost);

/// The bytes of an external message, behind the one that says so.
pub(crate) struct External(pub(crate) Vec<u8>);

impl BinWriter for External {
    fn bin_write(&self, output: &mut Vec<u8>) -> BinResult {
        output.extend_from_slice(&self.0);
        Ok(())
    }
}

/// What the mock does not reveal it panics over, which is an answer here and not to be told each time.
pub(crate) fn hide_panics() {
    let tell = take_hook();
    set_hook(Box::new(move |panic| {
        let place = panic.location().map_or("", |place| place.file());
        if !place.contains("tezos-smart-rollup-mock") {
            tell(panic);
        }
    }));
}

/// Calls a function of the mock. Addresses come with the lengths of the slices that they are of.
macro_rules! call {
    ($host:expr, $name:ident($($argument:expr),*)) => {
        // SAFETY: as said above.
        unsafe { SmartRollupCore::$name(&*$host.0, $($argument),*) }
    };
}

impl Host for Mock<'_> {
    const IS_MOCK: bool = true;

    fn level(&self) -> (i32, Vec<u8>) {
        let mut message = vec![0, 3];
        let info = self.0.info_per_level();
        info.bin_write(&mut message)
            .expect("it is written as it is in the inbox");
        let level = i32::try_from(self.0.level()).expect("it is the first or the second");
        (level, message)
    }

    fn read_input(&mut self, info: &mut [u8; 8], buffer: &mut [u8]) -> i32 {
        let mut read = ReadInputMessageInfo { level: 0, id: 0 };
        let size = call!(
            self,
            read_input(&mut read, buffer.as_mut_ptr(), buffer.len())
        );
        info[..4].copy_from_slice(&read.level.to_le_bytes());
        info[4..].copy_from_slice(&read.id.to_le_bytes());
        size
    }

    fn write_output(&mut self, message: &[u8]) -> i32 {
        call!(self, write_output(message.as_ptr(), message.len()))
    }

    fn has(&mut self, key: &[u8]) -> i32 {
        call!(self, store_has(key.as_ptr(), key.len()))
    }

    fn value_size(&mut self, key: &[u8]) -> i32 {
        call!(self, store_value_size(key.as_ptr(), key.len()))
    }

    fn list_size(&mut self, key: &[u8]) -> i64 {
        call!(self, store_list_size(key.as_ptr(), key.len()))
    }

    fn read(&mut self, key: &[u8], offset: usize, buffer: &mut [u8]) -> i32 {
        call!(
            self,
            store_read(
                key.as_ptr(),
                key.len(),
                offset,
                buffer.as_mut_ptr(),
                buffer.len()
            )
        )
    }

    fn write(&mut self, key: &[u8], offset: usize, bytes: &[u8]) -> i32 {
        call!(
            self,
            store_write(key.as_ptr(), key.len(), offset, bytes.as_ptr(), bytes.len())
        )
    }

    fn delete(&mut self, key: &[u8]) -> i32 {
        call!(self, store_delete(key.as_ptr(), key.len()))
    }

    fn delete_value(&mut self, key: &[u8]) -> i32 {
        call!(self, store_delete_value(key.as_ptr(), key.len()))
    }

    fn copy(&mut self, from: &[u8], to: &[u8]) -> i32 {
        call!(
            self,
            store_copy(from.as_ptr(), from.len(), to.as_ptr(), to.len())
        )
    }

    fn rename(&mut self, from: &[u8], to: &[u8]) -> i32 {
        call!(
            self,
            store_move(from.as_ptr(), from.len(), to.as_ptr(), to.len())
        )
    }

    fn reveal_preimage(&mut self, hash: &[u8], buffer: &mut [u8]) -> Option<i32> {
        let reveal = || {
            call!(
                self,
                reveal_preimage(hash.as_ptr(), hash.len(), buffer.as_mut_ptr(), buffer.len())
            )
        };
        catch_unwind(AssertUnwindSafe(reveal)).ok()
    }

    fn reveal_metadata(&mut self, buffer: &mut [u8]) -> Option<i32> {
        let reveal = || call!(self, reveal_metadata(buffer.as_mut_ptr(), buffer.len()));
        catch_unwind(AssertUnwindSafe(reveal)).ok()
    }
}
