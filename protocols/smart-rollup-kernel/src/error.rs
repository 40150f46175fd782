//! What goes wrong in host functions.
//!
//! `src/lib_scoru_wasm/host_funcs.ml`.

/// Gives the errors to a macro: what each means, its name, its name in C, and its code.
///
/// This is the one place where they stand; the crate of the messages makes its own type of them.
#[doc(hidden)]
#[macro_export]
macro_rules! for_errors {
    ($declare:ident) => {
        $declare! {
            /// -1: The input is too long to be a key of the durable storage.
            StoreKeyTooLarge "STORE_KEY_TOO_LARGE" = -1,
            /// -2: The input cannot be read as a key of the durable storage.
            StoreInvalidKey "STORE_INVALID_KEY" = -2,
            /// -3: There is no value under the key.
            StoreNotAValue "STORE_NOT_A_VALUE" = -3,
            /// -4: Offset and length are not inside of the value under the key.
            StoreInvalidAccess "STORE_INVALID_ACCESS" = -4,
            /// -5: The value would have more than 2³¹ - 1 bytes.
            StoreValueSizeExceeded "STORE_VALUE_SIZE_EXCEEDED" = -5,
            /// -6: The address is outside of the memory.
            MemoryInvalidAccess "MEMORY_INVALID_ACCESS" = -6,
            /// -7: More bytes than can be read from the inbox, written to the outbox, or read and written in the storage at once.
            InputOutputTooLarge "INPUT_OUTPUT_TOO_LARGE" = -7,
            /// -8: Another invalid access.
            GenericInvalidAccess "GENERIC_INVALID_ACCESS" = -8,
            /// -9: The value can only be read.
            StoreReadonlyValue "STORE_READONLY_VALUE" = -9,
            /// -10: There is no subtree under the key.
            StoreNotANode "STORE_NOT_A_NODE" = -10,
            /// -11: The outbox is full.
            FullOutbox "FULL_OUTBOX" = -11,
            /// -12: The key has no subkey of that index.
            StoreInvalidSubkeyIndex "STORE_INVALID_SUBKEY_INDEX" = -12,
            /// -13: There is a value under the key already.
            StoreValueAlreadyExists "STORE_VALUE_ALREADY_EXISTS" = -13,
        }
    };
}

macro_rules! declare {
    ($($(#[doc = $doc:literal])* $name:ident $text:literal = $code:literal,)*) => {
        /// What went wrong in a host function.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Error {
            $($(#[doc = $doc])* $name,)*
        }

        impl Error {
            /// The number that the function returns.
            #[must_use]
            pub const fn code(self) -> i32 {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// The error of that number, if there is one.
            #[must_use]
            pub const fn from_code(code: i32) -> Option<Self> {
                Some(match code {
                    $($code => Self::$name,)*
                    _ => return None,
                })
            }
        }
    };
}

for_errors!(declare);
