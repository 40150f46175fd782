//! Michelson's primitives.

use core::fmt;

use data_driver::describe::{Content, Definition, Describe, Named, Tag, Type, Variant};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A primitive, by its number in the protocol's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Prim(u8);

/// How many there are.
const COUNT: usize = 161;

/// Their names, in the order of their numbers. Those from 158 on are of protocol Alpha.
#[rustfmt::skip]
pub const NAMES: [&str; COUNT] = [
    "parameter", "storage", "code", "False", "Elt", "Left", "None", "Pair", "Right", "Some", "True", "Unit", "PACK",
    "UNPACK", "BLAKE2B", "SHA256", "SHA512", "ABS", "ADD", "AMOUNT", "AND", "BALANCE", "CAR", "CDR",
    "CHECK_SIGNATURE", "COMPARE", "CONCAT", "CONS", "CREATE_ACCOUNT", "CREATE_CONTRACT", "IMPLICIT_ACCOUNT", "DIP",
    "DROP", "DUP", "EDIV", "EMPTY_MAP", "EMPTY_SET", "EQ", "EXEC", "FAILWITH", "GE", "GET", "GT", "HASH_KEY", "IF",
    "IF_CONS", "IF_LEFT", "IF_NONE", "INT", "LAMBDA", "LE", "LEFT", "LOOP", "LSL", "LSR", "LT", "MAP", "MEM", "MUL",
    "NEG", "NEQ", "NIL", "NONE", "NOT", "NOW", "OR", "PAIR", "PUSH", "RIGHT", "SIZE", "SOME", "SOURCE", "SENDER",
    "SELF", "STEPS_TO_QUOTA", "SUB", "SWAP", "TRANSFER_TOKENS", "SET_DELEGATE", "UNIT", "UPDATE", "XOR", "ITER",
    "LOOP_LEFT", "ADDRESS", "CONTRACT", "ISNAT", "CAST", "RENAME", "bool", "contract", "int", "key", "key_hash",
    "lambda", "list", "map", "big_map", "nat", "option", "or", "pair", "set", "signature", "string", "bytes", "mutez",
    "timestamp", "unit", "operation", "address", "SLICE", "DIG", "DUG", "EMPTY_BIG_MAP", "APPLY", "chain_id",
    "CHAIN_ID", "LEVEL", "SELF_ADDRESS", "never", "NEVER", "UNPAIR", "VOTING_POWER", "TOTAL_VOTING_POWER", "KECCAK",
    "SHA3", "PAIRING_CHECK", "bls12_381_g1", "bls12_381_g2", "bls12_381_fr", "sapling_state",
    "sapling_transaction_deprecated", "SAPLING_EMPTY_STATE", "SAPLING_VERIFY_UPDATE", "ticket", "TICKET_DEPRECATED",
    "READ_TICKET", "SPLIT_TICKET", "JOIN_TICKETS", "GET_AND_UPDATE", "chest", "chest_key", "OPEN_CHEST", "VIEW",
    "view", "constant", "SUB_MUTEZ", "tx_rollup_l2_address", "MIN_BLOCK_TIME", "sapling_transaction", "EMIT",
    "Lambda_rec", "LAMBDA_REC", "TICKET", "BYTES", "NAT", "Ticket", "IS_IMPLICIT_ACCOUNT", "INDEX_ADDRESS",
    "GET_ADDRESS_INDEX",
];

/// The numbers in the order of the names, to find one by halves.
const BY_NAME: [u8; COUNT] = sorted();

#[expect(clippy::cast_possible_truncation, reason = "there are fewer than 256")]
const fn sorted() -> [u8; COUNT] {
    let mut order = [0; COUNT];
    let mut i = 0;
    while i < COUNT {
        let mut place = i;
        while place > 0 && is_before(NAMES[i], NAMES[order[place - 1] as usize]) {
            order[place] = order[place - 1];
            place -= 1;
        }
        order[place] = i as u8;
        i += 1;
    }
    order
}

const fn is_before(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut i = 0;
    while i < one.len() && i < other.len() {
        if one[i] != other[i] {
            return one[i] < other[i];
        }
        i += 1;
    }
    one.len() < other.len()
}

impl Prim {
    /// The primitive of that number, if there is one.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        if (number as usize) < COUNT {
            Some(Self(number))
        } else {
            None
        }
    }

    /// The primitive of that name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let place = BY_NAME.binary_search_by(|number| NAMES[usize::from(*number)].cmp(name));
        place.ok().map(|place| Self(BY_NAME[place]))
    }

    /// Its number.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        NAMES[self.0 as usize]
    }
}

const VARIANTS: [Variant; COUNT] = {
    const UNIT: Variant = Variant {
        name: "",
        doc: "",
        content: Content::Unit,
        input_only: false,
    };
    let mut variants = [UNIT; COUNT];
    let mut i = 0;
    while i < COUNT {
        variants[i] = Variant {
            name: NAMES[i],
            ..UNIT
        };
        i += 1;
    }
    variants
};

impl<C> Describe<C> for Prim {
    const TYPE: &'static Type = &Type::Named(&Named {
        name: "Prim",
        doc: "A primitive of Michelson.",
        definition: Definition::Enum(Tag::External, &VARIANTS),
    });
}

impl Serialize for Prim {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Prim {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// Without a copy of the name.
        struct Read;

        impl Visitor<'_> for Read {
            type Value = Prim;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a primitive")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Prim, E> {
                Prim::from_name(name).ok_or_else(|| E::unknown_variant(name, &NAMES))
            }
        }

        deserializer.deserialize_str(Read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_primitive_is_found_by_its_name() {
        for number in 0..=u8::MAX {
            match Prim::from_number(number) {
                Some(prim) => assert_eq!(Prim::from_name(prim.name()), Some(prim)),
                None => assert!(usize::from(number) >= COUNT),
            }
        }
        assert_eq!(Prim::from_name("Pare"), None);
        assert_eq!(Prim::from_name("Pair").map(Prim::number), Some(7));
        assert_eq!(Prim::from_name("Ticket").map(Prim::number), Some(157));
    }
}
