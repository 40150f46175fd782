//! Local keys: the values that a program starts with.
//!
//! Both programs have the first five in common; beyond, the same number means different values. What a
//! value holds follows from its key: a hash of 32 bytes, a number in 8 bytes, big-endian, or JSON text.

/// Declares the keys of a program.
macro_rules! keys {
    ($(#[$doc:meta])* $program:ident { $($(#[$key_doc:meta])* $name:ident = $index:literal => $text:literal,)* }) => {
        $(#[$doc])*
        #[cfg_attr(feature = "driver", data_driver::data(codec()))]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $program {
            $(
                $(#[$key_doc])*
                #[cfg_attr(feature = "driver", serde(rename = $text))]
                $name = $index,
            )*
        }

        impl $program {
            /// Every key, in the order of the numbers.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The number.
            #[must_use]
            pub const fn index(self) -> u64 {
                self as u64
            }

            /// What the program calls it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The key of that number, if the program has one.
            #[must_use]
            pub fn from_index(index: u64) -> Option<Self> {
                Self::ALL.iter().copied().find(|key| key.index() == index)
            }
        }
    };
}

keys! {
    /// The keys of `op-program` (`op-program/client/boot`), without the `LocalIndex` behind their names.
    OpProgram {
        /// The hash of the L1 block that bounds what the program may look at.
        L1Head = 1 => "L1Head",
        /// The output root that both sides agree on.
        L2OutputRoot = 2 => "L2OutputRoot",
        /// The output root that is claimed.
        L2Claim = 3 => "L2Claim",
        /// The number of the block whose output is claimed; with interop, its timestamp.
        L2ClaimBlockNumber = 4 => "L2ClaimBlockNumber",
        /// The L2 chain's id; the largest number says that the chain is a custom one.
        L2ChainId = 5 => "L2ChainID",
        /// Of a custom chain: the L2 chain's configuration.
        L2ChainConfig = 6 => "L2ChainConfig",
        /// Of a custom chain: the rollup's configuration.
        RollupConfig = 7 => "RollupConfig",
        /// Of a custom chain: which chains depend on each other.
        DependencySet = 8 => "DependencySet",
        /// Of a custom chain: the L1 chain's configuration.
        L1ChainConfig = 9 => "L1ChainConfig",
    }
}

keys! {
    /// The keys of kona (`kona-proof/src/boot.rs`), by the names of its constants.
    Kona {
        /// The hash of the L1 block that bounds what the program may look at.
        L1Head = 1 => "L1_HEAD_KEY",
        /// The output root that both sides agree on; with interop, the pre-state.
        L2OutputRoot = 2 => "L2_OUTPUT_ROOT_KEY",
        /// The output root that is claimed; with interop, the post-state.
        L2Claim = 3 => "L2_CLAIM_KEY",
        /// The number of the block whose output is claimed; with interop, its timestamp.
        L2ClaimBlockNumber = 4 => "L2_CLAIM_BLOCK_NUMBER_KEY",
        /// The L2 chain's id.
        L2ChainId = 5 => "L2_CHAIN_ID_KEY",
        /// The rollup's configuration, where the program does not know the chain.
        L2RollupConfig = 6 => "L2_ROLLUP_CONFIG_KEY",
        /// The L1 chain's configuration, where the program does not know the chain.
        L1Config = 7 => "L1_CONFIG_KEY",
    }
}
