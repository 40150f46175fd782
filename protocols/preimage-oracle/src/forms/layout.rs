//! The bytes of hints' data: parts one behind the other.

use alloc::string::String;
use alloc::vec::Vec;

use data_driver::{PrefixedHexBytes, PrefixedHexVec};

use super::members::{Members, Missing, Read, Take, forms};
use super::payload::{
    AccountProof, Blob, BlockData, ByHash, ByHashOnChain, PayloadWitness, Precompile, PrecompileV2,
    StorageProof,
};

/// What has a layout in bytes.
pub(super) trait Layout: Sized {
    fn data(&self) -> Vec<u8>;

    /// Reads the data, where it is as long as one of the layouts.
    fn of(data: &[u8]) -> Option<Self>;
}

/// What stands in a layout.
trait Part {
    fn push(&self, data: &mut Vec<u8>);
}

impl<const N: usize> Part for PrefixedHexBytes<N> {
    fn push(&self, data: &mut Vec<u8>) {
        data.extend_from_slice(&self[..]);
    }
}

impl Part for PrefixedHexVec {
    fn push(&self, data: &mut Vec<u8>) {
        data.extend_from_slice(self);
    }
}

impl Part for String {
    fn push(&self, data: &mut Vec<u8>) {
        data.extend_from_slice(self.as_bytes());
    }
}

/// 8 bytes, big-endian.
impl Part for u64 {
    fn push(&self, data: &mut Vec<u8>) {
        data.extend_from_slice(&self.to_be_bytes());
    }
}

/// Nothing, where it is not there.
impl Part for Option<u64> {
    fn push(&self, data: &mut Vec<u8>) {
        if let Some(number) = self {
            number.push(data);
        }
    }
}

/// Forms whose members stand in the data in this order, and how the data is read.
macro_rules! layouts {
    ($($form:ident { $($variant:ident if $sign:ident { $($member:ident),* })* } $of:item)*) => {
        forms! { $($form { $($variant if $sign { $($member),* })* })* }

        $(impl Layout for $form {
            fn data(&self) -> Vec<u8> {
                let mut data = Vec::new();
                match self {
                    $(Self::$variant { $($member),* } => { $($member.push(&mut data);)* })*
                }
                data
            }

            $of
        })*
    };
}

layouts! {
    Blob {
        Data if data { data }
        Blob if hash { hash, index, timestamp }
    }
    fn of(mut data: &[u8]) -> Option<Self> {
        let hash = take_bytes(&mut data)?;
        let index = match data.len() {
            16 => Some(take_number(&mut data)?),
            _ => None,
        };
        Some(Self::Blob {
            hash,
            index,
            timestamp: only_number(data)?,
        })
    }

    Precompile {
        Data if data { data }
        Kona if required_gas { address, required_gas, input }
        Call if address { address, input }
    }
    fn of(mut data: &[u8]) -> Option<Self> {
        Some(Self::Call {
            address: take_bytes(&mut data)?,
            input: data.to_vec().into(),
        })
    }

    PrecompileV2 {
        Data if data { data }
        Call if address { address, required_gas, input }
    }
    fn of(mut data: &[u8]) -> Option<Self> {
        Some(Self::Call {
            address: take_bytes(&mut data)?,
            required_gas: take_number(&mut data)?,
            input: data.to_vec().into(),
        })
    }

    BlockData {
        Data if data { data }
        Block if block_hash { agreed_block_hash, block_hash, chain_id }
    }
    fn of(mut data: &[u8]) -> Option<Self> {
        Some(Self::Block {
            agreed_block_hash: take_bytes(&mut data)?,
            block_hash: take_bytes(&mut data)?,
            chain_id: only_number(data)?,
        })
    }

    AccountProof {
        Data if data { data }
        OpProgram if block_hash { block_hash, address, chain_id }
        Kona if block_number { block_number, address, chain_id }
    }
    fn of(mut data: &[u8]) -> Option<Self> {
        if data.len() == 60 {
            return Some(Self::OpProgram {
                block_hash: take_bytes(&mut data)?,
                address: take_bytes(&mut data)?,
                chain_id: only_number(data)?,
            });
        }
        Some(Self::Kona {
            block_number: take_number(&mut data)?,
            address: take_bytes(&mut data)?,
            chain_id: last_number(data)?,
        })
    }

    StorageProof {
        Data if data { data }
        Kona if block_number { block_number, address, slot, chain_id }
    }
    fn of(mut data: &[u8]) -> Option<Self> {
        Some(Self::Kona {
            block_number: take_number(&mut data)?,
            address: take_bytes(&mut data)?,
            slot: take_bytes(&mut data)?,
            chain_id: last_number(data)?,
        })
    }

    PayloadWitness {
        Data if data { data }
        Kona if parent_block_hash { parent_block_hash, json }
        OpProgram if json { json }
    }
    /// A hash in front of the text would hardly ever be text itself.
    fn of(mut data: &[u8]) -> Option<Self> {
        if let Ok(json) = core::str::from_utf8(data) {
            return Some(Self::OpProgram { json: json.into() });
        }
        Some(Self::Kona {
            parent_block_hash: take_bytes(&mut data)?,
            json: core::str::from_utf8(data).ok()?.into(),
        })
    }
}

impl Read for ByHash {
    fn read(members: Members) -> Result<Self, Missing> {
        Ok(Self {
            data: Take::take(members.data, "data")?,
        })
    }
}

impl Layout for ByHash {
    fn data(&self) -> Vec<u8> {
        let mut data = Vec::new();
        self.data.push(&mut data);
        data
    }

    fn of(data: &[u8]) -> Option<Self> {
        let data = PrefixedHexBytes(data.try_into().ok()?);
        Some(Self { data })
    }
}

impl Read for ByHashOnChain {
    fn read(members: Members) -> Result<Self, Missing> {
        Ok(Self {
            data: Take::take(members.data, "data")?,
            chain_id: Take::take(members.chain_id, "chain_id")?,
        })
    }
}

impl Layout for ByHashOnChain {
    fn data(&self) -> Vec<u8> {
        let mut data = Vec::new();
        self.data.push(&mut data);
        self.chain_id.push(&mut data);
        data
    }

    fn of(mut data: &[u8]) -> Option<Self> {
        Some(Self {
            data: take_bytes(&mut data)?,
            chain_id: last_number(data)?,
        })
    }
}

/// The first bytes, taken away from the others.
fn take<const N: usize>(data: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = data.split_first_chunk()?;
    *data = rest;
    Some(*first)
}

fn take_bytes<const N: usize>(data: &mut &[u8]) -> Option<PrefixedHexBytes<N>> {
    take(data).map(PrefixedHexBytes)
}

fn take_number(data: &mut &[u8]) -> Option<u64> {
    take(data).map(u64::from_be_bytes)
}

/// A number at the end, or nothing more.
fn last_number(data: &[u8]) -> Option<Option<u64>> {
    match data {
        [] => Some(None),
        number => Some(Some(only_number(number)?)),
    }
}

fn only_number(data: &[u8]) -> Option<u64> {
    data.try_into().ok().map(u64::from_be_bytes)
}
