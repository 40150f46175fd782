//! What a module can export.

use crate::ConvertibleContract;

/// A driver that a module makes for itself. It is never implemented by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be exported",
    label = "is no driver, or the module cannot make one",
    note = "a driver that a module exports implements `data_driver::ConvertibleContract`, which `contract!` does for it, and `Default`: put `#[derive(Default)]` on it"
)]
pub trait Exportable: ConvertibleContract {
    /// The module's driver.
    fn new() -> Self;
}

#[diagnostic::do_not_recommend]
impl<D: ConvertibleContract + Default> Exportable for D {
    fn new() -> Self {
        Self::default()
    }
}
