//! The names of functions, as people write them.

/// The most characters of a name that are shown: names are the kernel's, and may have a hundred thousand.
pub const MAX_NAME: usize = 200;

/// What a compiler made of a Rust name, undone and without its hash: `_ZN7counter3run17h0123456789abcdefE` is
/// `counter::run`. Other names are left as they are, but for what goes beyond [`MAX_NAME`].
#[must_use]
pub fn readable(name: &str) -> String {
    let name = name
        .get(..name.floor_char_boundary(8 * MAX_NAME))
        .unwrap_or(name);
    let mut name = format!("{:#}", rustc_demangle::demangle(name));
    if let Some((end, _)) = name.char_indices().nth(MAX_NAME) {
        name.truncate(end);
        name.push('…');
    }
    name
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
        let long = readable(&"é".repeat(100_000));
        assert_eq!(long.chars().count(), super::MAX_NAME + 1);
    }
}
