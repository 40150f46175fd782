//! What a driver's file says about itself, which is asked of the driver where only it knows.

use std::error::Error as StdError;
use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use data_driver::abi::sections;

use crate::meta::meta;
use crate::schema::Document;
use crate::{Error, Package, Progress, Result, types, vectors};

type Read = dyn Fn(&Path) -> Result<String, Box<dyn StdError + Send + Sync>> + Send + Sync;

/// Runs a driver and gives what its `get_schema` returns.
///
/// Building does not run WebAssembly itself, since a runtime takes minutes to compile; whoever builds
/// brings one.
#[derive(Clone)]
pub struct SchemaReader(Arc<Read>);

impl SchemaReader {
    /// A reader that calls this function with the path of the driver.
    pub fn new(
        read: impl Fn(&Path) -> Result<String, Box<dyn StdError + Send + Sync>> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(read))
    }
}

impl fmt::Debug for SchemaReader {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("SchemaReader").finish_non_exhaustive()
    }
}

/// What a driver's file says about itself.
#[derive(Debug)]
pub(crate) struct Description {
    /// The text of `get_schema`, where there is any.
    pub(crate) schema: Option<String>,
    /// TypeScript declarations, where the schema has types.
    pub(crate) types: Option<String>,
    meta: String,
    vectors: Option<String>,
}

impl Description {
    /// Describes the driver `wasm`; without a reader there is neither schema nor types.
    ///
    /// What the driver answered is kept in `directory` and not asked again of the same driver.
    pub(crate) fn new(
        package: &Package,
        wasm: &[u8],
        reader: Option<&SchemaReader>,
        directory: &Path,
        stem: &str,
        progress: Progress<'_>,
    ) -> Result<Self> {
        let schema = match reader {
            Some(reader) => ask(package, wasm, reader, directory, stem, progress)?,
            None => String::new(),
        };
        let unreadable = |source: serde_json::Error| Error::Schema {
            package: package.package.clone(),
            source: source.into(),
        };
        let document = Document::read(&schema).map_err(unreadable)?;
        let contract = document.as_ref().map(|document| document.name.as_str());
        Ok(Self {
            meta: meta(package, contract),
            types: types::types(&schema).map_err(unreadable)?,
            vectors: package.vectors.as_deref().map(vectors::read).transpose()?,
            schema: Some(schema).filter(|schema| !schema.is_empty()),
        })
    }

    /// The custom sections, names and contents.
    pub(crate) fn sections(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let optional = [
            (sections::SCHEMA, &self.schema),
            (sections::TYPES, &self.types),
            (sections::VECTORS, &self.vectors),
        ];
        let optional = optional
            .into_iter()
            .filter_map(|(name, text)| Some((name, text.as_ref()?.as_bytes())));
        std::iter::once((sections::META, self.meta.as_bytes())).chain(optional)
    }
}

/// What `get_schema` of the driver returns.
fn ask(
    package: &Package,
    wasm: &[u8],
    SchemaReader(read): &SchemaReader,
    directory: &Path,
    stem: &str,
    progress: Progress<'_>,
) -> Result<String> {
    let (asked, answer) = (
        directory.join(format!("{stem}.wasm")),
        directory.join(format!("{stem}.json")),
    );
    if fs::read(&asked).is_ok_and(|asked| asked == wasm)
        && let Ok(schema) = fs::read_to_string(&answer)
    {
        return Ok(schema);
    }
    progress("asking the driver for its schema");
    fs::create_dir_all(directory).map_err(Error::io(directory))?;
    // An answer must never lie beside another driver than the one that gave it.
    match fs::remove_file(&answer) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(Error::io(answer)(error));
        }
        _ => {}
    }
    fs::write(&asked, wasm).map_err(Error::io(&asked))?;
    let schema = read(&asked).map_err(|source| Error::Schema {
        package: package.package.clone(),
        source,
    })?;
    fs::write(&answer, &schema).map_err(Error::io(&answer))?;
    Ok(schema)
}
