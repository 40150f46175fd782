//! Hints: what a program says that it will ask for.
//!
//! A hint is UTF-8 text, `<type> <data>`, with the data in hex: `l1-block-header 0x1111…`. `op-program` wants
//! `0x` in front of the digits, kona takes both and once wrote none. What other text means only the program
//! and its host know; hosts acknowledge it all the same.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// Declares the types with their names.
macro_rules! hint_types {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// What a hint is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum HintType {
            $($(#[$doc])* $variant,)*
        }

        impl HintType {
            /// Every type.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The type of that name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

hint_types! {
    /// An L1 block's header.
    L1BlockHeader = "l1-block-header",
    /// An L1 block's transactions.
    L1Transactions = "l1-transactions",
    /// An L1 block's receipts.
    L1Receipts = "l1-receipts",
    /// A blob.
    L1Blob = "l1-blob",
    /// A precompile's result, in the first layout; in kona's, with the gas.
    L1Precompile = "l1-precompile",
    /// A precompile's result, in the live layout.
    L1PrecompileV2 = "l1-precompile-v2",
    /// An L2 block's header.
    L2BlockHeader = "l2-block-header",
    /// An L2 block's transactions.
    L2Transactions = "l2-transactions",
    /// An L2 block's receipts.
    L2Receipts = "l2-receipts",
    /// A contract's code.
    L2Code = "l2-code",
    /// A node of the state's trie.
    L2StateNode = "l2-state-node",
    /// An output, by its root.
    L2Output = "l2-output",
    /// The same, as kona's interop program calls it.
    L2OutputRoot = "l2-output-root",
    /// The output that a run starts with, as kona calls it.
    StartingL2Output = "starting-l2-output",
    /// The state that both sides agree on.
    AgreedPreState = "agreed-pre-state",
    /// A block that must be executed again.
    L2BlockData = "l2-block-data",
    /// A proof of an account.
    L2AccountProof = "l2-account-proof",
    /// A proof of an account's storage.
    L2AccountStorageProof = "l2-account-storage-proof",
    /// All that the execution of a payload needs.
    L2PayloadWitness = "l2-payload-witness",
}

impl HintType {
    /// The text of a hint of this type about the parts, one behind the other.
    #[must_use]
    pub fn encode_with(self, parts: &[&[u8]]) -> String {
        format!("{} 0x{}", self.name(), hex::encode(parts.concat()))
    }
}

/// A hint of a known type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What it is about.
    pub hint_type: HintType,
    /// Which one.
    pub data: Vec<u8>,
}

impl Hint {
    /// The hint that a text is, if its type is known and its data is hex.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (name, digits) = text.split_once(' ')?;
        Some(Self {
            hint_type: HintType::from_name(name)?,
            data: hex::decode(digits.strip_prefix("0x").unwrap_or(digits)).ok()?,
        })
    }

    /// The text, with `0x`.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.hint_type.encode_with(&[&self.data])
    }
}
