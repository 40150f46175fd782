//! What a host answers with.

/// Answers the calls of a runtime while an ecall runs.
pub trait Handler {
    /// Runs an ocall and gives the bytes of its result.
    ///
    /// # Errors
    /// Why there is no answer; the ecall is over then, and nothing of it is kept.
    fn ocall(&mut self, id: u32, data: &[u8]) -> Result<Vec<u8>, String>;
}
