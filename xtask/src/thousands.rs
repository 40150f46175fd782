//! Large numbers.

use std::fmt::Display;

/// A whole number with its thousands apart: `4014086097495` -> `4,014,086,097,495`
pub(crate) fn thousands(number: impl Display) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::thousands;

    #[test]
    fn thousands_are_grouped() {
        let grouped = [0, 999, 1_000, 12_345_678].map(thousands);
        assert_eq!(grouped, ["0", "999", "1,000", "12,345,678"]);
    }
}
