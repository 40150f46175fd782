//! Values whose type is known by its id.
//!
//! serde's traits are generic without `'static`, so `Any` cannot tell that a value is of a certain
//! type. `typeid` can; what is left to do by hand is the cast.
#![allow(unsafe_code, reason = "casts between types that are the same")]

use core::mem::ManuallyDrop;

/// Whether two types are the same, but for lifetimes.
#[must_use]
pub fn same<T: ?Sized, U: ?Sized>() -> bool {
    typeid::of::<T>() == typeid::of::<U>()
}

/// The value, if it is a `U`. `U` is `'static`, so it has no lifetimes that could differ.
#[must_use]
pub fn as_type<T: ?Sized, U: 'static>(value: &T) -> Option<&U> {
    if !same::<T, U>() {
        return None;
    }
    // SAFETY: `T` is `U`, so the reference points to a `U` that lives as long.
    Some(unsafe { &*core::ptr::from_ref(value).cast::<U>() })
}

/// The value, if `T` is a `U`.
pub fn into_type<U: 'static, T>(value: U) -> Option<T> {
    if !same::<T, U>() {
        return None;
    }
    let value = ManuallyDrop::new(value);
    // SAFETY: `T` is `U`, and the original is not dropped, so the value is moved.
    Some(unsafe { core::ptr::from_ref(&*value).cast::<T>().read() })
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    #[test]
    fn a_value_is_seen_as_its_own_type_only() {
        let text = String::from("text");
        assert_eq!(as_type::<String, String>(&text), Some(&text));
        assert_eq!(as_type::<String, u64>(&text), None);
        assert_eq!(as_type::<str, String>(&text), None);
        assert_eq!(as_type::<[u8; 4], u32>(&[0; 4]), None);
        assert_eq!(as_type::<Option<u64>, u64>(&Some(1)), None);
    }

    #[test]
    fn a_value_is_moved_once() {
        let text = String::from("a text that is on the heap");
        assert_eq!(
            into_type::<String, String>(text.clone()),
            Some(text.clone())
        );
        assert_eq!(into_type::<String, u64>(text), None);
    }
}
