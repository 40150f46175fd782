//! Integers of any size, as data-encoding has them.
//!
//! Groups of 7 bits, the lowest first, each in a byte whose highest bit says that another follows. The first byte of a signed
//! one (`z`) has its sign in bit 6 and only 6 bits of the value; one that is never negative (`n`) has no sign. The last
//! byte is not zero, unless it is the first.
//!
//! Octez' reader: `Trailing zero in Z`, `data-encoding/src/binary_reader.ml`.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use data_driver::{Error, Kind};

use crate::wire::Reader;

/// The most bytes of an integer: as many as an operation of Tezos may have. Text of longer ones would take too
/// long, as its time grows with the square.
pub const MAX_INTEGER: usize = 32 << 10;

/// The most decimal digits that so many bytes can stand for, or a few more.
const MAX_DIGITS: usize = MAX_INTEGER * 7 * 302 / 1000;

/// One decimal group: 9 digits.
const GROUP: u32 = 1_000_000_000;
const GROUP_DIGITS: usize = 9;

/// Reads the bytes of an integer and checks them.
pub(crate) fn read<'a>(reader: &mut Reader<'a>) -> Result<&'a [u8], Error> {
    let start = reader.offset();
    let mut ahead = reader.clone_at();
    let mut length = 0;
    loop {
        let byte = ahead.byte("an integer")?;
        length += 1;
        if byte & 0x80 == 0 {
            if byte == 0 && length > 1 {
                let at = ahead.offset() - 1;
                let expected = "no zero at the end of an integer";
                return Err(Error::bytes(Kind::InvalidBytes, at, expected, "00"));
            }
            return reader.take(length, "an integer");
        }
        if length == MAX_INTEGER {
            let expected = format!("an integer of at most {MAX_INTEGER} bytes");
            return Err(Error::bytes(
                Kind::LimitExceeded,
                start,
                expected,
                "a longer one",
            ));
        }
    }
}

/// Appends the bytes of an integer in decimal form.
///
/// # Errors
/// The text is none, or one that is too long; the words say what was expected.
pub(crate) fn encode(decimal: &str, signed: bool, out: &mut Vec<u8>) -> Result<(), String> {
    let digits = if signed {
        decimal.strip_prefix('-').unwrap_or(decimal)
    } else {
        decimal
    };
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        let sign = if signed { "" } else { " that is not negative" };
        return Err(format!("an integer in decimal form{sign}"));
    }
    if digits.len() > MAX_DIGITS {
        return Err(format!("an integer of at most {MAX_DIGITS} digits"));
    }
    // 18 digits fit into a word, which most integers do.
    let words = if digits.len() <= 18 {
        let value = digits
            .bytes()
            .fold(0_u64, |value, digit| value * 10 + u64::from(digit - b'0'));
        words_of(value)
    } else {
        words_of_digits(digits.as_bytes())
    };
    let is_negative = digits.len() < decimal.len() && words.iter().any(|word| *word != 0);
    let mut bits = Bits {
        words: &words,
        taken: 0,
    };
    let mut byte = if signed {
        bits.take(6) | if is_negative { 0x40 } else { 0 }
    } else {
        bits.take(7)
    };
    let start = out.len();
    while !bits.is_empty() {
        out.push(byte | 0x80);
        byte = bits.take(7);
    }
    out.push(byte);
    if out.len() - start > MAX_INTEGER {
        return Err(format!("an integer of at most {MAX_INTEGER} bytes"));
    }
    Ok(())
}

/// Appends the integer of these bytes in decimal form.
pub(crate) fn decode(bytes: &[u8], signed: bool, out: &mut String) {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let (first_bits, is_negative) = if signed {
        (6, first & 0x40 != 0)
    } else {
        (7, false)
    };
    let mut words = Vec::with_capacity(bytes.len() * 7 / 32 + 1);
    let mut held = u64::from(first & ((1 << first_bits) - 1));
    let mut bits = first_bits;
    for byte in rest {
        held |= u64::from(byte & 0x7f) << bits;
        bits += 7;
        if bits >= 32 {
            words.push(low(held));
            held >>= 32;
            bits -= 32;
        }
    }
    words.push(low(held));
    if is_negative && words.iter().any(|word| *word != 0) {
        out.push('-');
    }
    push_decimal(words, out);
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
const fn low(value: u64) -> u32 {
    value as u32
}

fn words_of(value: u64) -> Vec<u32> {
    Vec::from([low(value), low(value >> 32)])
}

/// The words of a number in decimal digits, the lowest first.
fn words_of_digits(digits: &[u8]) -> Vec<u32> {
    let mut words: Vec<u32> = Vec::with_capacity(digits.len() / GROUP_DIGITS + 1);
    for group in digits.chunks(GROUP_DIGITS) {
        let (mut factor, mut carry) = (1_u64, 0_u64);
        for digit in group {
            factor *= 10;
            carry = carry * 10 + u64::from(digit - b'0');
        }
        for word in &mut words {
            let product = u64::from(*word) * factor + carry;
            *word = low(product);
            carry = product >> 32;
        }
        if carry > 0 {
            words.push(low(carry));
        }
    }
    words
}

/// Appends a number in decimal form.
fn push_decimal(mut words: Vec<u32>, out: &mut String) {
    let mut groups = Vec::new();
    loop {
        while words.last() == Some(&0) {
            words.pop();
        }
        if words.is_empty() {
            break;
        }
        let mut rest = 0_u64;
        for word in words.iter_mut().rev() {
            let dividend = rest << 32 | u64::from(*word);
            *word = low(dividend / u64::from(GROUP));
            rest = dividend % u64::from(GROUP);
        }
        groups.push(low(rest));
    }
    let mut groups = groups.iter().rev();
    match groups.next() {
        None => out.push('0'),
        Some(first) => push_group(*first, 1, out),
    }
    groups.for_each(|group| push_group(*group, GROUP_DIGITS, out));
}

/// Appends digits, at least so many.
fn push_group(mut group: u32, least: usize, out: &mut String) {
    let mut digits = [b'0'; GROUP_DIGITS + 1];
    let mut start = digits.len();
    while group > 0 || start > digits.len() - least {
        start -= 1;
        digits[start] = b'0' + u8::try_from(group % 10).unwrap_or_default();
        group /= 10;
    }
    out.extend(digits[start..].iter().map(|digit| char::from(*digit)));
}

/// The bits of a number, from the lowest on.
struct Bits<'a> {
    words: &'a [u32],
    taken: usize,
}

impl Bits<'_> {
    fn word(&self, at: usize) -> u64 {
        self.words.get(at).copied().unwrap_or_default().into()
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "at most seven bits are meant"
    )]
    fn take(&mut self, count: usize) -> u8 {
        let (at, shift) = (self.taken / 32, self.taken % 32);
        self.taken += count;
        let value = (self.word(at) | self.word(at + 1) << 32) >> shift;
        (value & ((1 << count) - 1)) as u8
    }

    /// Whether all that is left is zero.
    fn is_empty(&self) -> bool {
        let (at, shift) = (self.taken / 32, self.taken % 32);
        let rest = self.words.get(at + 1..).unwrap_or_default();
        self.word(at) >> shift == 0 && rest.iter().all(|word| *word == 0)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;
    use alloc::vec;

    use super::*;

    fn both(decimal: &str, signed: bool, hex: &str) {
        let mut bytes = Vec::new();
        encode(decimal, signed, &mut bytes).unwrap();
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digits, hex, "{decimal}");
        let mut text = String::new();
        decode(&bytes, signed, &mut text);
        assert_eq!(text, decimal);
    }

    /// Those of Octez' own tests, and the borders of bytes.
    #[test]
    fn integers_have_their_bytes() {
        for (decimal, hex) in [
            ("0", "00"),
            ("1", "01"),
            ("-1", "41"),
            ("63", "3f"),
            ("-63", "7f"),
            ("64", "8001"),
            ("-64", "c001"),
            ("127", "bf01"),
            ("65537", "818008"),
            ("-123654", "c68c0f"),
            ("12345678901234567890", "92abf8b19de3d4d4d602"),
            ("-12345678901234567890", "d2abf8b19de3d4d4d602"),
        ] {
            both(decimal, true, hex);
        }
        for (decimal, hex) in [
            ("0", "00"),
            ("127", "7f"),
            ("128", "8001"),
            ("16384", "808001"),
        ] {
            both(decimal, false, hex);
        }
    }

    /// Powers of two and their neighbours, by which carries go.
    #[test]
    fn long_integers_come_back() {
        let mut power = vec![1_u32];
        for shift in 0..600 {
            let mut text = String::new();
            push_decimal(power.clone(), &mut text);
            for text in [text.clone(), format!("-{text}")] {
                let mut bytes = Vec::new();
                encode(&text, true, &mut bytes).unwrap();
                assert_eq!(
                    bytes.len(),
                    (shift + 1_usize).saturating_sub(6).div_ceil(7) + 1
                );
                let mut again = String::new();
                decode(&bytes, true, &mut again);
                assert_eq!(again, text);
            }
            let mut carry = 0;
            for word in &mut power {
                let doubled = u64::from(*word) << 1 | carry;
                *word = low(doubled);
                carry = doubled >> 32;
            }
            if carry > 0 {
                power.push(1);
            }
        }
    }

    #[test]
    fn zeros_in_front_and_minus_zero_are_zero() {
        for text in ["-0", "000", "-000000000000000000000000"] {
            let mut bytes = Vec::new();
            encode(text, true, &mut bytes).unwrap();
            assert_eq!(bytes, [0]);
        }
    }

    #[test]
    fn the_longest_integer_is_taken_and_no_longer_one() {
        let mut longest = vec![0xff; MAX_INTEGER];
        longest[MAX_INTEGER - 1] = 0x7f;
        assert_eq!(read(&mut Reader::new(&longest)).unwrap().len(), MAX_INTEGER);
        longest.insert(0, 0xff);
        let error = read(&mut Reader::new(&longest)).unwrap_err();
        assert_eq!(error.kind(), Kind::LimitExceeded);
        assert_eq!(
            error.to_string(),
            "at byte 0: expected an integer of at most 32768 bytes, found a longer one"
        );
        let mut text = String::new();
        decode(&longest[1..], true, &mut text);
        encode(&text, true, &mut Vec::new()).unwrap();
        encode(&(text + "0"), true, &mut Vec::new()).unwrap_err();
        encode(&"9".repeat(MAX_DIGITS + 1), true, &mut Vec::new()).unwrap_err();
    }

    #[test]
    fn what_is_no_integer_is_refused() {
        for (bytes, message) in [
            (
                &[0x80, 0][..],
                "at byte 1: expected no zero at the end of an integer, found 00",
            ),
            (&[0x80], "at byte 1: expected 1 byte of an integer, found 0"),
            (&[], "at byte 0: expected 1 byte of an integer, found 0"),
        ] {
            let error = read(&mut Reader::new(bytes)).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
        for text in ["", "-", "+1", "1.0", "0x1", "１"] {
            encode(text, true, &mut Vec::new()).unwrap_err();
        }
        encode("-1", false, &mut Vec::new()).unwrap_err();
    }
}
