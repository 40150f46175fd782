//! Running drivers, which whoever builds brings along.

use std::error::Error as StdError;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use data_driver::Decode;

/// What a [`Runner`] or a driver says when it fails.
pub type RunError = Box<dyn StdError + Send + Sync>;

/// What a driver is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Call<'a> {
    /// The text of its schema, empty where it has none.
    Schema,
    /// What its calls take, as text: `data_driver_cost::answer` gives it.
    Cost {
        /// Golden vectors, as the section has them.
        vectors: &'a str,
    },
    /// The bytes of a function's arguments.
    Encode {
        /// The function.
        function: &'a str,
        /// The arguments, JSON.
        json: &'a str,
    },
    /// The JSON text of a value.
    Decode {
        /// Which of the function's or event's values it is.
        what: Decode,
        /// The function or event.
        name: &'a str,
        /// The value's bytes.
        bytes: &'a [u8],
    },
}

/// A driver that is loaded.
pub(crate) type Loaded = Box<dyn FnMut(Call<'_>) -> Result<Vec<u8>, RunError>>;

type Load = dyn Fn(&Path) -> Result<Loaded, RunError> + Send + Sync;

/// Loads drivers and calls them.
///
/// Building does not run WebAssembly itself, since a runtime takes minutes to compile; whoever builds
/// brings one. The [crate's documentation](crate) has a runner for `data-driver-host`.
#[derive(Clone)]
pub struct Runner(Arc<Load>);

impl Runner {
    /// A runner that loads the driver in a file by this function, and calls it by the one that this
    /// gives. Texts are given as their bytes.
    pub fn new<D>(load: impl Fn(&Path) -> Result<D, RunError> + Send + Sync + 'static) -> Self
    where
        D: FnMut(Call<'_>) -> Result<Vec<u8>, RunError> + 'static,
    {
        Self(Arc::new(move |path| Ok(Box::new(load(path)?))))
    }

    pub(crate) fn load(&self, driver: &Path) -> Result<Loaded, RunError> {
        (self.0)(driver)
    }
}

impl fmt::Debug for Runner {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Runner").finish_non_exhaustive()
    }
}
