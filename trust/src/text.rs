//! Bytes in base64, in the one way in which they are written.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// So many bytes; with padding, and without bits behind the last of them, as two texts could else be one signature.
pub(crate) fn from_base64<const N: usize>(text: &str) -> Option<[u8; N]> {
    STANDARD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_in_one_way() {
        assert_eq!(base64(&[1, 2]), "AQI=");
        assert_eq!(from_base64("AQI="), Some([1, 2]));
        for text in [
            "AQI", "AQJ=", "AQI==", "AQI=\n", " AQI=", "AQI=AQI=", "AQID", "A-I=",
        ] {
            assert_eq!(from_base64::<2>(text), None, "{text}");
        }
    }
}
