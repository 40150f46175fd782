//! One of a contract's events, where it is known which: the bytes and the JSON are those of `PinkEvent`.

use alloc::format;
use alloc::string::String;
#[cfg(not(target_family = "wasm"))]
use alloc::vec::Vec;

use cross_call::Scale;
use data_driver::codec::Value;
use data_driver::describe::{Definition, Describe, Named, Tag, Type, Variant};
use data_driver::foreign::Plain;
use data_driver::{Error, Kind};
use pink_protocol::PinkEvent;

/// The index of the first event.
const FIRST: u8 = 2;

/// The names of the events in schemas, in the order of their indices.
const NAMES: [&str; 11] = [
    "SetHookEvent",
    "DeploySidevmToEvent",
    "SidevmMessageEvent",
    "CacheOpEvent",
    "StopSidevmEvent",
    "ForceStopSidevmEvent",
    "SetLogHandlerEvent",
    "SetContractWeightEvent",
    "UpgradeRuntimeToEvent",
    "SidevmOperationEvent",
    "SetJsRuntimeEvent",
];

/// The event of this index.
pub(crate) struct OneEvent<const INDEX: u8>;

impl<const INDEX: u8> OneEvent<INDEX> {
    /// As [`data_driver::codec::Encode`]; in a module only inputs are encoded.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn encode(json: &str) -> Result<Vec<u8>, Error> {
        let bytes = <PinkEvent as Value<Scale, Plain>>::ENCODE(json)?;
        match bytes.first() {
            Some(index) if *index != INDEX => {
                let (expected, found) = (name(INDEX), name(*index));
                let message = format!("expected {expected}, found {found}");
                Err(Error::new(Kind::InvalidValue, message))
            }
            _ => Ok(bytes),
        }
    }

    /// As [`data_driver::codec::Decode`].
    pub(crate) fn decode(bytes: &[u8], out: &mut String) -> Result<(), Error> {
        decode(INDEX, bytes, out)
    }
}

/// Once for all events.
fn decode(expected: u8, bytes: &[u8], out: &mut String) -> Result<(), Error> {
    if let Some(found) = bytes.first()
        && *found != expected
    {
        let (expected, found) = (told(expected), told(*found));
        return Err(Error::bytes(Kind::InvalidBytes, 0, expected, found));
    }
    <PinkEvent as Value<Scale, Plain>>::DECODE(bytes, out)
}

fn name(index: u8) -> &'static str {
    let place = usize::from(index.wrapping_sub(FIRST));
    let name = NAMES.get(place).and_then(|name| name.strip_suffix("Event"));
    name.unwrap_or("no event")
}

fn told(index: u8) -> String {
    format!("the index {index} ({})", name(index))
}

impl<const INDEX: u8> OneEvent<INDEX> {
    /// Which of the variants this is.
    const PLACE: usize = (INDEX - FIRST) as usize;

    const VARIANTS: &'static [Variant] = {
        let Type::Named(Named {
            definition: Definition::Enum(Tag::External, variants),
            ..
        }) = <PinkEvent as Describe>::TYPE
        else {
            panic!("`PinkEvent` is an enum")
        };
        variants.split_at(Self::PLACE).1.split_at(1).0
    };
}

impl<C, const INDEX: u8> Describe<C> for OneEvent<INDEX> {
    const TYPE: &'static Type = &Type::Named(&Named {
        name: NAMES[Self::PLACE],
        doc: Self::VARIANTS[0].doc,
        definition: Definition::Enum(Tag::External, Self::VARIANTS),
    });
}

#[cfg(test)]
mod tests {
    use data_driver::describe::Content;

    use super::*;

    /// The indices are those of the variants in their order, and so are the names.
    #[test]
    fn each_index_is_that_of_its_variant() {
        let Type::Named(Named {
            definition: Definition::Enum(_, variants),
            ..
        }) = <PinkEvent as Describe>::TYPE
        else {
            panic!("an enum")
        };
        assert_eq!(variants.len(), NAMES.len());
        for (variant, name) in variants.iter().zip(NAMES) {
            assert_eq!(name.strip_suffix("Event"), Some(variant.name));
            if let Content::Unit = variant.content {
                let json = format!("{:?}", variant.name);
                let bytes = <PinkEvent as Value<Scale, Plain>>::ENCODE(&json).unwrap();
                assert_eq!(super::name(bytes[0]), variant.name);
            }
        }
    }
}
