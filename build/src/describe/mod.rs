//! What a driver's file says about itself, which is asked of the driver where only it knows.

mod memory;

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use data_driver::abi::sections;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::budget::Budget;
use crate::layout::Layout;
use crate::meta::meta;
use crate::runner::Loaded;
use crate::schema::{Document, Summary};
use crate::vectors::{self, Vector};
use crate::{Error, Package, Progress, Result, Runner, types};
use memory::Memory;

/// What a driver's file says about itself.
#[derive(Debug)]
pub(crate) struct Description {
    /// The text of `get_schema`, where there is any.
    pub(crate) schema: Option<String>,
    /// TypeScript declarations, where the schema has types.
    pub(crate) types: Option<String>,
    /// The golden vectors for which the file has no room, where there are any.
    pub(crate) beside: Option<String>,
    /// How values are laid out, where the schema has types.
    pub(crate) layout: Option<Layout>,
    meta: String,
    pub(crate) vectors: Option<String>,
}

impl Description {
    /// Describes the driver `wasm`; without a runner only by what its manifest says, since nothing
    /// goes into the file that the driver was not asked about.
    ///
    /// What the driver answered is kept in `directory` and not asked again of the same driver. `archives` is what
    /// the compiler says of the layout of archives.
    pub(crate) fn new(
        package: &Package,
        (wasm, archives): (&[u8], Option<&str>),
        runner: Option<&Runner>,
        directory: &Path,
        stem: &str,
        progress: Progress<'_>,
    ) -> Result<Self> {
        let Some(runner) = runner else {
            return Ok(Self {
                meta: meta(
                    package,
                    &Summary::default(),
                    (None, Budget::default()),
                    None,
                )?,
                layout: None,
                schema: None,
                types: None,
                vectors: None,
                beside: None,
            });
        };
        let mut driver = Asked {
            package,
            runner,
            memory: Memory::new(directory, stem, wasm)?,
            loaded: None,
        };
        let schema = driver.schema(progress)?;
        let unreadable = |source: serde_json::Error| Error::Schema {
            package: package.package.clone(),
            source: source.into(),
        };
        let summary = Summary::read(&schema).map_err(unreadable)?;
        let document = Document::read(&schema).map_err(unreadable)?;
        let layout = document.as_ref().map(|document| {
            Layout::new(archives, document).map_err(|source| Error::LayoutSection {
                package: package.package.clone(),
                source,
            })
        });
        let layout = layout.transpose()?;
        let vectors = match &package.vectors {
            Some(folder) => {
                let names = document.as_ref().map(Document::names).unwrap_or_default();
                vectors::read(folder, &names)?
            }
            None => Vec::new(),
        };
        driver.replay(&vectors, progress)?;
        // What the memory of a driver that was written by hand grows with, nobody here knows.
        let budget = match archives {
            Some(_) => driver.budget(&vectors, progress)?,
            None => Budget::default(),
        };
        let said = (layout.as_ref(), budget);
        let mut description = Self {
            meta: meta(package, &summary, said, None)?,
            types: document.as_ref().map(types::of),
            schema: Some(schema).filter(|schema| !schema.is_empty()),
            vectors: None,
            beside: None,
            layout: None,
        };
        if !vectors.is_empty() {
            let split = (&vectors[..], package.served);
            let chosen = description.split(split, wasm, &driver.memory, progress)?;
            let text_of = |inside| {
                let some = vectors::only(&vectors, &chosen, inside);
                (!some.is_empty()).then(|| vectors::text(&some))
            };
            description.vectors = text_of(true);
            description.beside = text_of(false);
            let hash = description.beside.as_deref().map(integrity);
            description.meta = meta(package, &summary, said, hash.as_deref())?;
        }
        description.layout = layout;
        Ok(description)
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

    /// Which vectors the file has room for.
    fn split(
        &self,
        (vectors, served): (&[Vector], Option<usize>),
        wasm: &[u8],
        memory: &Memory,
        progress: Progress<'_>,
    ) -> Result<Vec<bool>> {
        // The hash of the others takes room as well.
        let mut meta: Value = serde_json::from_str(&self.meta).unwrap_or_default();
        meta["vectors"] = json!({ "integrity": integrity(&self.meta) });
        let meta = meta.to_string();
        let mut always: Vec<_> = self.sections().collect();
        always[0].1 = meta.as_bytes();

        // The rules may change.
        let mut of = Sha256::new_with_prefix(include_str!("../vectors/split.rs"));
        // How much room there is depends on the code; the file must not depend on what was built before.
        of.update(Sha256::digest(wasm));
        for (name, text) in &always {
            of.update(format!("{name} {}\n", text.len()));
            of.update(text);
        }
        of.update(format!("{served:?}"));
        of.update(vectors::text(vectors));
        let of = STANDARD.encode(of.finalize());
        if let Some(chosen) = memory.recall("split", &of) {
            let chosen: Vec<bool> = chosen.bytes().map(|one| one == b'1').collect();
            if chosen.len() == vectors.len() {
                return Ok(chosen);
            }
        }
        progress("compressing, to see how many golden vectors the file has room for");
        let chosen = vectors::split(vectors, wasm, &always, served)?;
        let digits: String = chosen
            .iter()
            .map(|one| if *one { '1' } else { '0' })
            .collect();
        memory.keep("split", &of, &digits)?;
        Ok(chosen)
    }
}

/// The hash of a text as W3C's Subresource Integrity writes it.
fn integrity(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

/// A driver that is loaded when there is something to ask.
struct Asked<'a> {
    package: &'a Package,
    runner: &'a Runner,
    memory: Memory,
    loaded: Option<Loaded>,
}

impl Asked<'_> {
    fn driver(&mut self) -> Result<&mut Loaded> {
        let loaded = match self.loaded.take() {
            Some(loaded) => loaded,
            None => {
                let load = self.runner.load(self.memory.driver());
                load.map_err(|source| Error::Load {
                    package: self.package.package.clone(),
                    source,
                })?
            }
        };
        Ok(self.loaded.insert(loaded))
    }

    /// What `get_schema` of the driver returns.
    fn schema(&mut self, progress: Progress<'_>) -> Result<String> {
        if let Some(schema) = self.memory.recall("schema", "") {
            return Ok(schema);
        }
        progress("asking the driver for its schema");
        let package = self.package.package.clone();
        let answer = self.driver()?(crate::Call::Schema);
        let schema = answer.and_then(|text| Ok(String::from_utf8(text)?));
        let schema = schema.map_err(|source| Error::Schema { package, source })?;
        self.memory.keep("schema", "", &schema)?;
        Ok(schema)
    }

    /// What to state of what calls take, which the runner measures.
    fn budget(&mut self, vectors: &[Vector], progress: Progress<'_>) -> Result<Budget> {
        let text = vectors::text(vectors);
        let of = integrity(&text);
        let answer = match self.memory.recall("cost", &of) {
            Some(answer) => answer,
            None => {
                progress("measuring what calls take");
                let package = self.package.package.clone();
                let answer = self.driver()?(crate::Call::Cost { vectors: &text });
                let answer = answer.and_then(|text| Ok(String::from_utf8(text)?));
                let answer = answer.map_err(|source| Error::Cost { package, source })?;
                self.memory.keep("cost", &of, &answer)?;
                answer
            }
        };
        let measured = Budget::measured(&answer).ok_or_else(|| Error::Cost {
            package: self.package.package.clone(),
            source: format!("the runner answers {answer:?}").into(),
        })?;
        Ok(Budget::of(measured, vectors.len()))
    }

    /// Asks the driver whether the vectors are so.
    fn replay(&mut self, vectors: &[Vector], progress: Progress<'_>) -> Result<()> {
        if vectors.is_empty() {
            return Ok(());
        }
        let text = vectors::text(vectors);
        if self.memory.recall("replayed", &text).is_some() {
            return Ok(());
        }
        progress(&format!("replaying {} golden vectors", vectors.len()));
        let disagreements = vectors::replay(vectors, self.driver()?);
        if disagreements.is_empty() {
            return self.memory.keep("replayed", &text, "");
        }
        Err(Error::Disagrees {
            package: self.package.package.clone(),
            disagreements,
        })
    }
}
