//! The names of functions, as people write them.

/// What a compiler made of a Rust name, undone and without its hash: `_ZN7counter3run17h0123456789abcdefE` is
/// `counter::run`. Other names are left as they are.
#[must_use]
pub fn readable(name: &str) -> String {
    format!("{:#}", rustc_demangle::demangle(name))
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn rust_names() {
        for (name, expected) in [
            ("_ZN7counter3run17h0123456789abcdefE", "counter::run"),
            ("_RNvCs1234_7mycrate3foo", "mycrate::foo"),
            ("kernel_run", "kernel_run"),
            ("_ZN", "_ZN"),
        ] {
            assert_eq!(readable(name), expected);
        }
    }
}
