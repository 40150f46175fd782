//! The contract that a driver is for.

use std::fmt;
use std::str::FromStr;

/// The most bytes of a contract's id.
pub const MAX_CONTRACT_ID: usize = 64;

/// The id of a contract, as its chain has it: 1 to [`MAX_CONTRACT_ID`] bytes, 32 of Dusk's. Written in lower-case hex; read in any
/// case, with or without `0x`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContractId(String);

/// A text is no contract's id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected the id of a contract, 1 to {MAX_CONTRACT_ID} bytes in hex, found {0:?}")]
pub struct InvalidContractId(String);

impl ContractId {
    /// The id of these bytes.
    ///
    /// # Errors
    /// [`InvalidContractId`] where there are none, or more than [`MAX_CONTRACT_ID`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, InvalidContractId> {
        bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
            .parse()
    }

    /// The id as it is written: in lower case, without `0x`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id that is written in the one way in which a signature has it.
    pub(crate) fn canonical(text: &str) -> Option<Self> {
        text.parse().ok().filter(|id: &Self| id.0 == text)
    }
}

impl FromStr for ContractId {
    type Err = InvalidContractId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix("0x").unwrap_or(text);
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_hex
            || digits.is_empty()
            || !digits.len().is_multiple_of(2)
            || digits.len() > 2 * MAX_CONTRACT_ID
        {
            return Err(InvalidContractId(
                text.chars().take(2 * MAX_CONTRACT_ID).collect(),
            ));
        }
        Ok(Self(digits.to_ascii_lowercase()))
    }
}

impl fmt::Display for ContractId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ContractId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContractId({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_id_is_written_in_one_way() {
        let id: ContractId = "0x02AB".parse().unwrap();
        assert_eq!(id.to_string(), "02ab");
        assert_eq!(ContractId::from_bytes(&[2, 0xab]), Ok(id.clone()));
        assert_eq!(ContractId::canonical("02ab"), Some(id));
        assert_eq!(ContractId::canonical("0x02ab"), None);
        assert_eq!(ContractId::canonical("02AB"), None);
    }

    #[test]
    fn what_is_none_is_refused() {
        for text in ["", "0x", "0", "0g", " 02", "02\n", "0X02", "é0"] {
            assert!(text.parse::<ContractId>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_id_has_at_most_so_many_bytes() {
        assert!(ContractId::from_bytes(&[7; MAX_CONTRACT_ID]).is_ok());
        assert!(ContractId::from_bytes(&[7; MAX_CONTRACT_ID + 1]).is_err());
        assert!(ContractId::from_bytes(&[]).is_err());
    }
}
