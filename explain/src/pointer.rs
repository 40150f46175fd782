//! JSON Pointers (RFC 6901).

/// The pointer to a member or element of what `parent` points to.
#[must_use]
pub fn child(parent: &str, key: &str) -> String {
    format!("{parent}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// The keys that a pointer consists of.
pub fn keys(pointer: &str) -> impl Iterator<Item = String> {
    pointer
        .split('/')
        .skip(1)
        .map(|key| key.replace("~1", "/").replace("~0", "~"))
}

/// Whether `pointer` is `ancestor` or points to something inside of it.
#[must_use]
pub fn is_within(pointer: &str, ancestor: &str) -> bool {
    let rest = pointer.strip_prefix(ancestor);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The longest pointer that both are within.
#[must_use]
pub fn common_ancestor<'a>(one: &'a str, other: &str) -> &'a str {
    let mut common = one;
    while !is_within(other, common) {
        common = &common[..common.rfind('/').unwrap_or(0)];
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back() {
        let pointer = child(&child("", "a/b"), "~1");
        assert_eq!(pointer, "/a~1b/~01");
        assert_eq!(keys(&pointer).collect::<Vec<_>>(), ["a/b", "~1"]);
        assert_eq!(keys("").count(), 0);
    }

    #[test]
    fn ancestors_end_at_a_key() {
        assert!(is_within("/a/b", "/a") && is_within("/a", "") && is_within("/a", "/a"));
        assert!(!is_within("/ab", "/a"));
        assert_eq!(common_ancestor("/a/b/c", "/a/bc"), "/a");
        assert_eq!(common_ancestor("/a", "/b"), "");
        assert_eq!(common_ancestor("/a/b", "/a/b/c"), "/a/b");
    }
}
