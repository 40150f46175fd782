//! Where two values differ.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::pointer::child;

/// Calls `found` with the deepest places where two values differ; what has other members or another
/// number of elements than before differs itself.
pub(crate) fn differences(
    one: &Value,
    other: &Value,
    pointer: &str,
    found: &mut impl FnMut(String),
) {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (index, (one, other)) in one.iter().zip(other).enumerate() {
                differences(one, other, &child(pointer, &index.to_string()), found);
            }
        }
        (Value::Object(one), Value::Object(other)) if one.keys().eq(other.keys()) => {
            let others: BTreeMap<_, _> = other.iter().collect();
            for (name, one) in one {
                differences(one, others[name], &child(pointer, name), found);
            }
        }
        _ if one == other => {}
        _ => found(pointer.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn all(one: &Value, other: &Value) -> Vec<String> {
        let mut all = Vec::new();
        differences(one, other, "", &mut |place| all.push(place));
        all
    }

    #[test]
    fn the_deepest_places_are_found() {
        let one = json!({"a": [1, {"b": "x"}], "c": null});
        assert!(all(&one, &one).is_empty());
        let other = json!({"a": [2, {"b": "y"}], "c": null});
        assert_eq!(all(&one, &other), ["/a/0", "/a/1/b"]);
        assert_eq!(all(&one, &json!({"a": [1], "c": null})), ["/a"]);
        assert_eq!(all(&one, &json!({"a": [1], "d": null})), [""]);
        assert_eq!(all(&json!(1), &json!("1")), [""]);
    }
}
