//! The driver that a command is about.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};

use data_driver_build::schema::Document;
use data_driver_build::vectors::{self, Vector};
use data_driver_build::{Package, Workspace, layout};
use data_driver_host::{Driver, Integrity, Limits, LoadError, Sections, inspect, read_file};
use serde_json::Value;

use crate::failure::{Failure, Result};
use crate::{known, loading, pins};

/// The driver that a command is about. It is compiled when it is first asked.
pub(crate) struct Subject {
    /// What to call it: its file's name without the ending.
    pub(crate) name: String,
    /// Where the file is, unless it is a part of the command.
    pub(crate) path: Option<PathBuf>,
    /// The file.
    pub(crate) wasm: Cow<'static, [u8]>,
    /// The file beside it, of a driver that is a part of the command.
    beside: Option<&'static str>,
    /// Whether inputs are decoded only from the very bytes that their values give.
    pub(crate) strict: bool,
    /// The lock file of its layout, where the argument is a crate.
    pub(crate) lock: Option<String>,
    driver: OnceCell<Driver>,
}

impl Subject {
    /// The driver that an argument names: a `.wasm`, the folder of a driver's crate, or a driver that
    /// is part of the command.
    pub(crate) fn open(argument: &str) -> Result<Self> {
        let path = Path::new(argument);
        let found = fs::metadata(path);
        if found.as_ref().is_ok_and(fs::Metadata::is_dir) {
            let (file, lock) = built_file(path)?;
            let lock = fs::read_to_string(lock).ok();
            return Ok(Self {
                lock,
                ..Self::read(&file)?
            });
        }
        // Also a pipe: the shell's `<(…)` is one, and so may be /dev/stdin.
        if found.is_ok() {
            return Self::read(path);
        }
        if let Some((_, wasm, beside)) = known::find(argument) {
            pins::check(wasm).map_err(|failure| failure.of(argument))?;
            return Ok(Self {
                name: argument.to_owned(),
                path: None,
                beside: *beside,
                strict: false,
                lock: None,
                wasm: Cow::Borrowed(wasm),
                driver: OnceCell::new(),
            });
        }
        let known: Vec<_> = known::names().collect();
        let known = match known.as_slice() {
            [] => "this command was built without known drivers".to_owned(),
            known => format!("the known drivers are {}", known.join(", ")),
        };
        let error = std::io::Error::other(format!("there is no such file or folder, and {known}"));
        Err(Failure::io(argument, &error))
    }

    fn read(path: &Path) -> Result<Self> {
        let wasm = read_driver(path)?;
        pins::check(&wasm).map_err(|failure| failure.of(&path.display().to_string()))?;
        let stem = path.file_stem().unwrap_or(path.as_os_str());
        Ok(Self {
            name: stem.to_string_lossy().into_owned(),
            path: Some(path.to_owned()),
            beside: None,
            strict: false,
            lock: None,
            wasm: Cow::Owned(wasm),
            driver: OnceCell::new(),
        })
    }

    /// The driver, ready to be asked.
    pub(crate) fn driver(&self) -> Result<&Driver> {
        if let Some(driver) = self.driver.get() {
            return Ok(driver);
        }
        let driver = self.named(loading::load(&self.wasm, self.strict))?;
        Ok(self.driver.get_or_init(|| driver))
    }

    /// What the file says of itself.
    pub(crate) fn sections(&self) -> Result<Sections<'_>> {
        self.named(inspect(&self.wasm))
    }

    /// What was found in the file, where a fault of it is said with its name.
    pub(crate) fn named<T>(&self, found: Result<T, impl Into<Failure>>) -> Result<T> {
        found.map_err(|error| match &self.path {
            Some(path) => error.into().of(&path.display().to_string()),
            None => error.into().of(&self.name),
        })
    }

    /// The hash of the file.
    pub(crate) fn integrity(&self) -> Integrity {
        Integrity::of(&self.wasm)
    }

    /// The document that describes the contract. The driver is run only where its file has none.
    pub(crate) fn schema_text(&self) -> Result<Option<&str>> {
        match self.sections()?.schema {
            Some(schema) => Ok(Some(schema)),
            None => Ok(self.driver()?.schema_text()?),
        }
    }

    /// The same document, read.
    pub(crate) fn schema(&self) -> Result<Option<Value>> {
        let text = self.schema_text()?;
        let read = |text| {
            serde_json::from_str(text).map_err(|error| {
                Failure::driver(format!("{}: the schema is not JSON: {error}", self.name))
            })
        };
        text.map(read).transpose()
    }

    /// The document where it describes types, as those of other frameworks do not.
    pub(crate) fn document(&self) -> Result<Option<Document>> {
        let text = self.schema_text()?.unwrap_or_default();
        Document::read(text).map_err(|error| {
            Failure::driver(format!("{}: the schema cannot be read: {error}", self.name))
        })
    }

    /// The document where it can be had: a driver that fails to give one may do all else.
    pub(crate) fn document_if_any(&self) -> Result<Option<Document>> {
        // One that does not start does nothing else, and would be given the time to start once more.
        if !self.sections().is_ok_and(|found| found.schema.is_some()) {
            self.driver()?;
        }
        Ok(self.document().ok().flatten())
    }

    /// The document, for what cannot be done without.
    pub(crate) fn needed_document(&self) -> Result<Document> {
        let document = self.document()?;
        document.ok_or_else(|| {
            Failure::driver(format!(
                "{}: the driver has no schema that describes types",
                self.name
            ))
        })
    }

    /// The file beside the driver's that has the golden vectors for which there is no room in it: its
    /// path and its text.
    pub(crate) fn beside(&self) -> Option<(PathBuf, Cow<'static, str>)> {
        match &self.path {
            None => Some((PathBuf::from(&self.name), Cow::Borrowed(self.beside?))),
            Some(path) => {
                let path = path.with_extension("vectors.json");
                let text = fs::read_to_string(&path).ok()?;
                Some((path, Cow::Owned(text)))
            }
        }
    }

    /// The golden vectors, of the file and of the one beside it, which has to be the right one.
    pub(crate) fn vectors(&self) -> Result<Vec<Vector>> {
        let sections = self.sections()?;
        let own = self
            .path
            .clone()
            .unwrap_or_else(|| self.name.clone().into());
        let read = |text: &str, path: &Path| {
            vectors::parse(text, path)
                .map_err(|error| Failure::driver(format!("{}: {error}", path.display())))
        };
        let mut all = match sections.vectors {
            Some(text) => read(text, &own)?,
            None => Vec::new(),
        };
        let (Some(hash), Some((path, text))) = (sections.vectors_beside()?, self.beside()) else {
            return Ok(all);
        };
        let found = Integrity::of(text.as_bytes());
        if found != hash {
            return Err(Failure::driver(format!(
                "{}: it is not the one that the driver names: expected {hash}, found {found}",
                path.display()
            )));
        }
        all.extend(read(&text, &path)?);
        Ok(all)
    }
}

/// A driver's file, of which no more is read than a driver may have.
pub(crate) fn read_driver(path: &Path) -> Result<Vec<u8>> {
    read_file(path, Limits::default().module).map_err(|error| match error {
        LoadError::File { path, error } => {
            Failure::io(&format!("cannot read {}", path.display()), &error)
        }
        error => error.into(),
    })
}

/// The file that a driver's crate was built into, and the lock file of its layout.
fn built_file(folder: &Path) -> Result<(PathBuf, PathBuf)> {
    let workspace = Workspace::load(folder)?;
    let package = package_in(&workspace, folder)?;
    let file = workspace
        .target
        .join("drivers")
        .join(format!("{}.wasm", package.name));
    if file.is_file() {
        return Ok((file, package.directory.join(layout::FILE)));
    }
    let error =
        std::io::Error::other("the driver is not built; run `data-driver build` there first");
    Err(Failure::io(&folder.display().to_string(), &error))
}

/// The driver's package in a folder, or the only one of the workspace whose root that is.
pub(crate) fn package_in<'a>(workspace: &'a Workspace, folder: &Path) -> Result<&'a Package> {
    let cannot = |error| Failure::io(&folder.display().to_string(), &error);
    let folder = folder.canonicalize().map_err(cannot)?;
    let drivers = workspace.drivers();
    let is_here = |package: &&&Package| {
        package
            .directory
            .canonicalize()
            .is_ok_and(|directory| directory == folder)
    };
    if let Some(package) = drivers.iter().find(is_here) {
        return Ok(package);
    }
    match drivers.as_slice() {
        [only]
            if workspace
                .root
                .canonicalize()
                .is_ok_and(|root| root == folder) =>
        {
            Ok(only)
        }
        [] => Err(Failure::usage(format!(
            "{}: no package here makes a driver; its manifest would have a table [package.metadata.data-driver]",
            folder.display()
        ))),
        [only] => Err(Failure::usage(format!(
            "{}: the only package here that makes a driver, {}, is in another folder: {}",
            folder.display(),
            only.package,
            only.directory.display()
        ))),
        several => {
            let names: Vec<_> = several
                .iter()
                .map(|package| package.name.as_str())
                .collect();
            Err(Failure::usage(format!(
                "{}: several packages make drivers ({}); name the folder of one",
                folder.display(),
                names.join(", ")
            )))
        }
    }
}
