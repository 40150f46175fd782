//! What runs ecalls, wherever the runtime is.

use pink_boundary::{Failure, Handler, NativeRuntime};

/// A runtime that can be called, natively or in WebAssembly.
pub trait Carrier: Send + Sync {
    /// The version of the interface that the runtime has, major and minor.
    fn version(&self) -> (u32, u32);

    /// Runs an ecall, whose ocalls the handler answers, and gives the bytes of its result.
    ///
    /// # Errors
    /// The ecall did not come back with a result.
    fn carry(
        &self,
        handler: Box<dyn Handler + Send>,
        id: u32,
        data: &[u8],
    ) -> Result<Vec<u8>, Failure>;
}

impl Carrier for NativeRuntime {
    fn version(&self) -> (u32, u32) {
        Self::version(self)
    }

    fn carry(
        &self,
        mut handler: Box<dyn Handler + Send>,
        id: u32,
        data: &[u8],
    ) -> Result<Vec<u8>, Failure> {
        self.ecall(&mut *handler, id, data)
    }
}

impl<C: Carrier + ?Sized> Carrier for Box<C> {
    fn version(&self) -> (u32, u32) {
        (**self).version()
    }

    fn carry(
        &self,
        handler: Box<dyn Handler + Send>,
        id: u32,
        data: &[u8],
    ) -> Result<Vec<u8>, Failure> {
        (**self).carry(handler, id, data)
    }
}
