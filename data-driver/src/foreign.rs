//! Types of other crates, which know nothing of this one.
//!
//! Neither serde's traits nor [`Describe`](crate::Describe) can be implemented by whoever knows a
//! chain's keys but owns neither the key type nor this crate. So a crate that knows them has a marker
//! type of its own, for which it implements [`ForeignTypes`] and, type by type, `Describe<Marker>`;
//! [`foreign_types!`](crate::foreign_types) does both. A declaration names the marker once:
//! `contract! { pub MyDriver("MyContract", types = path::to::Marker) { … } }`.
//!
//! A type that has serde's traits and only lacks a description gets one by a mirror, a type of the
//! author's that looks the same: `#[describe(remote = path::to::Type, types = Marker)]`. How to test that
//! it does is told at `data_driver::testing`.
//!
//! Which type a value has is decided when the driver is compiled, so that nothing is registered or
//! looked up while it runs.

use alloc::string::String;

use crate::describe::{Encoding, Prefix};
pub use crate::same_type::{as_type, into_type, same};

/// Types that are bytes in a string and belong to other crates.
///
/// The methods are asked for every type; they answer `None` for those that they do not know.
#[diagnostic::on_unimplemented(
    message = "`{Self}` knows no types of other crates",
    label = "this is named as the contract's `types`",
    note = "`data_driver::foreign_types! {{ pub Marker {{ … }} }}` makes a marker that does, and `#[describe(remote = path::to::Type, types = Marker)]` describes a type for it"
)]
pub trait ForeignTypes: 'static {
    /// How the bytes of a type stand in JSON. A type that has a form is read and written by the other
    /// two methods instead of its own serde.
    #[must_use]
    fn form<T>() -> Option<Form>;

    /// Appends a value as JSON.
    ///
    /// # Errors
    /// The value has no bytes; the words say why.
    fn write<T: ?Sized>(value: &T, out: &mut String) -> Option<Result<(), &'static str>>;

    /// The value that as many bytes stand for as its form says.
    ///
    /// # Errors
    /// They stand for none; the words say why.
    fn read<T>(bytes: &[u8]) -> Option<Result<T, &'static str>>;
}

/// How the bytes of a type stand in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// How a string stands for the bytes.
    pub encoding: Encoding,
    /// How many bytes there are.
    pub length: usize,
}

/// No types of other crates: the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plain {}

impl ForeignTypes for Plain {
    fn form<T>() -> Option<Form> {
        None
    }

    fn write<T: ?Sized>(_value: &T, _out: &mut String) -> Option<Result<(), &'static str>> {
        None
    }

    fn read<T>(_bytes: &[u8]) -> Option<Result<T, &'static str>> {
        None
    }
}

impl Form {
    /// Appends bytes as a JSON string.
    #[inline]
    pub fn write(self, bytes: &[u8], out: &mut String) {
        // The encoding is known where this is inlined, so that a driver holds the code of those alone
        // that it uses.
        match self.encoding {
            Encoding::Hex | Encoding::PrefixedHex => write_hex(self.encoding, bytes, out),
            Encoding::Base58 => write_base58(bytes, out),
            Encoding::Base58Check(prefix) => write_base58check(prefix, bytes, out),
        }
    }
}

fn write_hex(encoding: Encoding, bytes: &[u8], out: &mut String) {
    out.push('"');
    out.push_str(encoding.hex_prefix());
    crate::hex_digits::push(bytes, out);
    out.push('"');
}

fn write_base58(bytes: &[u8], out: &mut String) {
    out.push('"');
    crate::base58::encode(bytes, out);
    out.push('"');
}

fn write_base58check(prefix: Prefix, bytes: &[u8], out: &mut String) {
    out.push('"');
    crate::base58::check::encode(bytes, prefix, out);
    out.push('"');
}

/// Declares the types of other crates that a marker type knows: each with its bytes, its form in JSON
/// and its description.
///
/// After the type stand its name in schemas, how a string stands for its bytes ([`Encoding`] and the
/// number of bytes), a function that gives its bytes (`fn(&T) -> Result<[u8; N], &'static str>`) and
/// one that gives the value of bytes (`fn(&[u8; N]) -> Result<T, &'static str>`). Where there is a quicker
/// way to the text than by the bytes, a third one takes it:
/// `fn(&T, &mut String)` appends what [`Form::write`] would, for a type whose values all have bytes.
///
/// ```
/// use core::net::Ipv4Addr;
///
/// data_driver::foreign_types! {
///     /// The types of the network.
///     pub Network {
///         /// An address.
///         Ipv4Addr as "Address": Hex[4] = |address| Ok(address.octets()), |bytes| Ok((*bytes).into());
///     }
/// }
///
/// let address: Ipv4Addr = data_driver::json::from_str_with::<Network, _>("\"0x7f000001\"")?;
/// assert_eq!(address, Ipv4Addr::LOCALHOST);
/// # Ok::<_, data_driver::Error>(())
/// ```
#[macro_export]
macro_rules! foreign_types {
    (
        $(#[$attribute:meta])*
        $visibility:vis $marker:ident {
            $(
                $(#[doc = $doc:literal])*
                $ty:ty as $name:literal: $encoding:ident[$length:expr] = $bytes:expr, $value:expr
                $(, $write:expr)?;
            )*
        }
    ) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        $visibility enum $marker {}

        impl $crate::foreign::ForeignTypes for $marker {
            #[inline]
            fn form<T>() -> ::core::option::Option<$crate::foreign::Form> {
                $(if $crate::foreign::same::<T, $ty>() {
                    return ::core::option::Option::Some($crate::foreign::Form {
                        encoding: $crate::describe::Encoding::$encoding,
                        length: $length,
                    });
                })*
                ::core::option::Option::None
            }

            #[inline]
            fn write<T: ?Sized>(
                value: &T,
                out: &mut $crate::__private::String,
            ) -> ::core::option::Option<::core::result::Result<(), &'static str>> {
                $(if let ::core::option::Option::Some(value) = $crate::foreign::as_type::<T, $ty>(value) {
                    let bytes: fn(&$ty) -> ::core::result::Result<[u8; $length], &'static str> = $bytes;
                    let form = $crate::foreign::Form {
                        encoding: $crate::describe::Encoding::$encoding,
                        length: $length,
                    };
                    $(
                        let write: fn(&$ty, &mut $crate::__private::String) = $write;
                        write(value, out);
                        return ::core::option::Option::Some(::core::result::Result::Ok(()));
                    )?
                    #[allow(unreachable_code)]
                    return ::core::option::Option::Some(bytes(value).map(|bytes| form.write(&bytes, out)));
                })*
                ::core::option::Option::None
            }

            #[inline]
            fn read<T>(
                bytes: &[u8],
            ) -> ::core::option::Option<::core::result::Result<T, &'static str>> {
                $(if $crate::foreign::same::<T, $ty>() {
                    let value: fn(&[u8; $length]) -> ::core::result::Result<$ty, &'static str> = $value;
                    let bytes = <&[u8; $length]>::try_from(bytes).ok()?;
                    return match value(bytes) {
                        ::core::result::Result::Ok(value) => {
                            $crate::foreign::into_type(value).map(::core::result::Result::Ok)
                        }
                        ::core::result::Result::Err(wrong) => {
                            ::core::option::Option::Some(::core::result::Result::Err(wrong))
                        }
                    };
                })*
                ::core::option::Option::None
            }
        }

        $(impl $crate::describe::Describe<$marker> for $ty {
            const TYPE: &'static $crate::describe::Type =
                &$crate::describe::Type::Named(&$crate::describe::Named {
                    name: $name,
                    doc: ::core::concat!($($doc),*).trim_ascii(),
                    definition: $crate::describe::Definition::Alias(
                        &$crate::describe::Type::Bytes {
                            encoding: $crate::describe::Encoding::$encoding,
                            length: ::core::option::Option::Some($length),
                        },
                    ),
                });
            const LAYOUT: &'static $crate::layout::Layout = {
                #[allow(unused_imports, reason = "types without archives are known too")]
                use $crate::layout::Fallback as _;
                &$crate::layout::Layout::Type(&$crate::layout::Archived {
                    name: $name,
                    place: ::core::module_path!(),
                    measure: $crate::layout::Probe::<$ty>::MEASURE,
                    shape: $crate::layout::Shape::Opaque,
                    holds: &[],
                })
            };
        })*
    };
}
