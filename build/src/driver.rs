//! From a package to a driver file: every step in order.

use std::fs;
use std::path::{Path, PathBuf};

use data_driver::abi::sections::LAYOUT;

use crate::compile::compile;
use crate::describe::Description;
use crate::files::{remove, write_if_changed};
use crate::lock::Lock;
use crate::optimize::Optimizer;
use crate::paths::{self, Remap};
use crate::{
    Error, Package, Progress, Result, Runner, Toolchain, Workspace, exports, layout, schema,
    sections, served,
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
    /// Put between the driver's name and `.wasm`: with `wide`, the file is `token.wide.wasm`.
    pub variant: Option<String>,
    /// Runs the driver: for its schema, from which its TypeScript declarations come, and to see whether
    /// its golden vectors are so. Without it the file has none of these.
    pub runner: Option<Runner>,
    /// Custom sections to write, names and contents, beside those that describe the driver.
    pub sections: Vec<(String, Vec<u8>)>,
    /// Write the [lock file](crate::layout) of the layout anew where it says something else.
    pub accept_layout: bool,
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
    /// The golden vectors for which the file has no room, `<file>.vectors.json`, where there are any.
    pub vectors: Option<PathBuf>,
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
    paths: Vec<Remap>,
}

impl<'a> Builder<'a> {
    /// Finds the tools, and sets up those that are missing.
    ///
    /// # Errors
    /// [`Error::NoToolchain`] when nothing here compiles for WebAssembly. A missing optimiser is
    /// no error; `progress` hears of it.
    pub fn new(workspace: &'a Workspace, progress: Progress<'_>) -> Result<Self> {
        let toolchain = Toolchain::find_or_install(progress)?;
        Ok(Self {
            workspace,
            optimizer: Optimizer::find_or_install(&workspace.tools, progress),
            paths: paths::remaps(workspace, &toolchain)?,
            toolchain,
        })
    }

    /// Compiles a package that is no driver but a WebAssembly module of its own into `directory`, as the compiler makes it: the
    /// names of functions stay, and what it imports and exports is its own affair.
    ///
    /// # Errors
    /// [`Error::Failed`] when the package does not compile.
    pub fn module(
        &self,
        package: &Package,
        directory: &Path,
        progress: Progress<'_>,
    ) -> Result<PathBuf> {
        let _alone = Lock::take(&self.workspace.target.join("wasm"), "build", progress)?;
        let options = Options::default();
        let compiled = compile(
            self.workspace,
            package,
            &self.toolchain,
            &self.paths,
            &options,
        )?;
        let wasm = fs::read(&compiled).map_err(Error::io(&compiled))?;
        // What the compiler was allowed to use is of no use to whoever runs it.
        let wasm = sections::remove(&wasm, &["target_features"])?;
        let path = directory.join(format!("{}.wasm", package.name));
        write_if_changed(&path, &wasm)?;
        Ok(path)
    }

    /// The toolchain in use.
    #[must_use]
    pub fn toolchain(&self) -> &Toolchain {
        &self.toolchain
    }

    /// Compiles a package that is no driver as drivers are compiled, and gives the path of its module.
    ///
    /// # Errors
    /// [`Error::Failed`] when the package does not compile.
    pub fn compile(
        &self,
        package: &Package,
        options: &Options,
        progress: Progress<'_>,
    ) -> Result<PathBuf> {
        let _alone = Lock::take(&self.workspace.target.join("wasm"), "build", progress)?;
        compile(
            self.workspace,
            package,
            &self.toolchain,
            &self.paths,
            options,
        )
    }

    /// Builds the package's driver into `directory`.
    ///
    /// Nothing is compiled, optimised or written when nothing has changed. Two builds of one workspace
    /// compile one after the other, and can do the rest at the same time.
    ///
    /// # Errors
    /// [`Error::Failed`] when the package does not compile, [`Error::NotADriver`] when it does but
    /// lacks what a driver must export, [`Error::Disagrees`] when its golden vectors are wrong,
    /// [`Error::Layout`] when bytes have moved.
    pub fn build(
        &self,
        package: &Package,
        options: &Options,
        directory: &Path,
        progress: Progress<'_>,
    ) -> Result<Built> {
        let stem = match &options.variant {
            Some(variant) => format!("{}.{variant}", package.name),
            None => package.name.clone(),
        };
        let made = self.workspace.target.join("wasm");
        let _alone = Lock::take(&made.join("optimized"), &stem, progress)?;
        let compiled = {
            // While this driver is optimised, cargo can compile another.
            let _alone = Lock::take(&made, "build", progress)?;
            let compiled = compile(
                self.workspace,
                package,
                &self.toolchain,
                &self.paths,
                options,
            )?;
            fs::read(&compiled).map_err(Error::io(&compiled))?
        };
        check(package, &compiled, options)?;

        // Which features the compiler was allowed to use is of no use to a host, and older versions of
        // the optimiser stumble over names they do not know.
        let lean = sections::remove(
            &exports::keep_interface(&compiled)?,
            &["target_features", LAYOUT],
        )?;

        let wasm = match &self.optimizer {
            Some(optimizer) if !options.unoptimized && !package.unoptimized => {
                let optimized = made.join("optimized");
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

        let asked = made.join("described");
        let runner = options.runner.as_ref();
        let archives = sections::read(&compiled, LAYOUT)?.map(String::from_utf8_lossy);
        let archives = archives.as_deref();
        let description =
            Description::new(package, (&wasm, archives), runner, &asked, &stem, progress)?;
        if let Some(layout) = &description.layout
            && !package.test_only
        {
            layout::hold(package, layout, options.accept_layout, progress)?;
        }
        let more = options.sections.iter();
        let more = more.map(|(name, data)| (name.as_str(), data.as_slice()));
        let described: Vec<_> = description.sections().chain(more).collect();
        let code_size = wasm.len();
        let wasm = sections::write(&wasm, &described)?;
        if description.vectors.is_none() {
            check_served(package, &wasm)?;
        }

        let beside = |name: String, text: Option<&str>| -> Result<Option<PathBuf>> {
            let path = directory.join(name);
            let Some(text) = text else {
                // One of an earlier build would pass for this driver's. Without a runner nobody asked.
                if options.runner.is_some() {
                    remove(&path)?;
                }
                return Ok(None);
            };
            write_if_changed(&path, text.as_bytes())?;
            Ok(Some(path))
        };
        let name = &package.name;
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
            vectors: beside(
                format!("{stem}.vectors.json"),
                description.beside.as_deref(),
            )?,
            schema: beside(format!("{name}.schema.json"), schema.as_deref())?,
            types: beside(format!("{name}.d.ts"), description.types.as_deref())?,
            path,
        })
    }
}

/// Golden vectors are left out until the file is as small as its manifest says; what cannot be left out has to fit.
fn check_served(package: &Package, wasm: &[u8]) -> Result<()> {
    let Some(most) = package.served else {
        return Ok(());
    };
    let size = served::size(wasm);
    if size <= most {
        return Ok(());
    }
    Err(Error::Large {
        package: package.package.clone(),
        size,
        most,
    })
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
