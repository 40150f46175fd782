//! From a package to a driver file: every step in order.

use std::fs;
use std::path::{Path, PathBuf};

use crate::compile::compile;
use crate::describe::Description;
use crate::optimize::Optimizer;
use crate::{
    Error, Package, Progress, Result, SchemaReader, Toolchain, Workspace, exports, schema, sections,
};

/// How to build a driver.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// cargo features of the package to turn on, beside its default ones.
    pub features: Vec<String>,
    /// Features of WebAssembly to use beyond what every host runs, such as `wide-arithmetic`.
    ///
    /// A driver built with any gets a name of its own, see [`Options::variant`].
    pub target_features: Vec<String>,
    /// Put between the driver's name and `.wasm`: with `wide`, the file is `stake.wide.wasm`.
    pub variant: Option<String>,
    /// Runs the driver for its schema, from which its TypeScript declarations come. Without it the
    /// file has neither.
    pub schema_reader: Option<SchemaReader>,
    /// Custom sections to write, names and contents, beside those that describe the driver.
    pub sections: Vec<(String, Vec<u8>)>,
    /// Leave the module as the compiler made it.
    pub unoptimized: bool,
}

impl Options {
    /// The build for hosts that have 128-bit arithmetic: `<name>.wide.wasm`.
    ///
    /// wasmtime runs it, browsers and Node do not yet.
    #[must_use]
    pub fn wide() -> Self {
        Self {
            target_features: vec!["wide-arithmetic".to_owned()],
            variant: Some("wide".to_owned()),
            ..Self::default()
        }
    }
}

/// A driver that has been built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Built {
    /// The file.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: usize,
    /// Its size without the custom sections: what a host compiles.
    pub code_size: usize,
    /// The schema for people to read, `<name>.schema.json`, where there is one.
    pub schema: Option<PathBuf>,
    /// The TypeScript declarations, `<name>.d.ts`, where there are any.
    pub types: Option<PathBuf>,
    /// What the compiler made, in bytes, before anything was taken out.
    pub compiled_size: usize,
    /// Whether the file changed; `false` when it was up to date.
    pub changed: bool,
}

/// Builds drivers of one workspace.
///
/// The toolchain and the optimiser are found, or set up, once.
#[derive(Debug)]
pub struct Builder<'a> {
    workspace: &'a Workspace,
    toolchain: Toolchain,
    optimizer: Option<Optimizer>,
}

impl<'a> Builder<'a> {
    /// Finds the tools, and sets up those that are missing.
    ///
    /// # Errors
    /// [`Error::NoToolchain`] when nothing here compiles for WebAssembly. A missing optimiser is
    /// no error; `progress` hears of it.
    pub fn new(workspace: &'a Workspace, progress: Progress<'_>) -> Result<Self> {
        Ok(Self {
            workspace,
            toolchain: Toolchain::find_or_install(progress)?,
            optimizer: Optimizer::find_or_install(&workspace.tools, progress),
        })
    }

    /// The toolchain in use.
    #[must_use]
    pub fn toolchain(&self) -> &Toolchain {
        &self.toolchain
    }

    /// Builds the package's driver into `directory`.
    ///
    /// Nothing is compiled, optimised or written when nothing has changed.
    ///
    /// # Errors
    /// [`Error::Failed`] when the package does not compile, [`Error::NotADriver`] when it does but
    /// lacks what a driver must export.
    pub fn build(
        &self,
        package: &Package,
        options: &Options,
        directory: &Path,
        progress: Progress<'_>,
    ) -> Result<Built> {
        let compiled = compile(self.workspace, package, &self.toolchain, options)?;
        let compiled = fs::read(&compiled).map_err(Error::io(&compiled))?;
        check(package, &compiled, options)?;

        // Which features the compiler was allowed to use is of no use to a host, and older versions of
        // the optimiser stumble over names they do not know.
        let lean = sections::remove(&exports::keep_interface(&compiled)?, &["target_features"])?;

        let stem = match &options.variant {
            Some(variant) => format!("{}.{variant}", package.name),
            None => package.name.clone(),
        };
        let wasm = match &self.optimizer {
            Some(optimizer) if !options.unoptimized => {
                let optimized = self.workspace.target.join("wasm/optimized");
                let path = optimizer.optimize(
                    &lean,
                    &options.target_features,
                    &optimized,
                    &stem,
                    progress,
                )?;
                let wasm = fs::read(&path).map_err(Error::io(&path))?;
                check(package, &wasm, options)?;
                wasm
            }
            _ => lean,
        };

        let asked = self.workspace.target.join("wasm/described");
        let reader = options.schema_reader.as_ref();
        let description = Description::new(package, &wasm, reader, &asked, &stem, progress)?;
        let more = options.sections.iter();
        let more = more.map(|(name, data)| (name.as_str(), data.as_slice()));
        let described: Vec<_> = description.sections().chain(more).collect();
        let code_size = wasm.len();
        let wasm = sections::write(&wasm, &described)?;

        let beside = |suffix: &str, text: Option<String>| -> Result<Option<PathBuf>> {
            let Some(text) = text else {
                return Ok(None);
            };
            let path = directory.join(format!("{}.{suffix}", package.name));
            write_if_changed(&path, text.as_bytes())?;
            Ok(Some(path))
        };
        let schema = description.schema.as_deref().map(schema::pretty);
        let schema = schema.transpose().map_err(|error| Error::Schema {
            package: package.package.clone(),
            source: error.into(),
        })?;
        let path = directory.join(format!("{stem}.wasm"));
        Ok(Built {
            size: wasm.len(),
            code_size,
            compiled_size: compiled.len(),
            changed: write_if_changed(&path, &wasm)?,
            schema: beside("schema.json", schema)?,
            types: beside("d.ts", description.types)?,
            path,
        })
    }
}

fn check(package: &Package, wasm: &[u8], options: &Options) -> Result<()> {
    let problems = exports::check(wasm, !options.target_features.is_empty())?;
    if problems.is_empty() {
        return Ok(());
    }
    Err(Error::NotADriver {
        package: package.package.clone(),
        problems,
    })
}

/// Keeps the file's time of change where nothing changed, for whoever watches it.
fn write_if_changed(path: &Path, contents: &[u8]) -> Result<bool> {
    if fs::read(path).is_ok_and(|old| old == contents) {
        return Ok(false);
    }
    let directory = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(directory).map_err(Error::io(directory))?;
    // A reader sees the old file or the new one, never a part.
    let partial = path.with_extension("partial");
    fs::write(&partial, contents).map_err(Error::io(&partial))?;
    fs::rename(&partial, path).map_err(Error::io(path))?;
    Ok(true)
}
