//! Keys as OpenSSL and others write them: DER between two lines (RFC 7468).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Bytes of base64 in a line.
const LINE: usize = 64;

pub(crate) fn write(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines = text.as_bytes().chunks(LINE);
    let body: String = lines
        .flat_map(|line| line.iter().map(|byte| char::from(*byte)).chain(['\n']))
        .collect();
    format!("-----BEGIN {label}-----\n{body}-----END {label}-----\n")
}

/// The label and the bytes of the only block of a text.
pub(crate) fn read(text: &str) -> Option<(&str, Vec<u8>)> {
    let rest = text.trim().strip_prefix("-----BEGIN ")?;
    let (label, rest) = rest.split_once("-----")?;
    let body = rest.strip_suffix(&format!("-----END {label}-----"))?;
    let body: String = body.split_ascii_whitespace().collect();
    Some((label, STANDARD.decode(body).ok()?))
}
