//! How large a file is as servers send it.

use brotli::enc::BrotliEncoderParams;

/// The size in bytes when brotli compresses the file as well as it can, which is what servers do with
/// files that they send often.
#[must_use]
pub fn size(file: &[u8]) -> usize {
    let params = BrotliEncoderParams {
        quality: 11,
        // What every browser takes.
        lgwin: 22,
        size_hint: file.len(),
        ..BrotliEncoderParams::default()
    };
    let mut counted = Counted(0);
    // Neither side of it is a device that could fail.
    match brotli::BrotliCompress(&mut &*file, &mut counted, &params) {
        Ok(_) => counted.0,
        Err(_) => file.len(),
    }
}

/// Counts what is written to it.
struct Counted(usize);

impl std::io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_takes_little() {
        assert!(size(&[7; 100_000]) < 50);
        assert!(size(b"") <= 2);
    }

    #[test]
    fn what_does_not_repeat_takes_all() {
        // A linear congruential generator's high bytes.
        let mut state = 1_u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        })
        .take(10_000)
        .collect();
        let size = size(&noise);
        assert!((9_900..10_100).contains(&size), "{size}");
    }
}
