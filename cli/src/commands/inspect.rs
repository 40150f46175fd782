//! `inspect`: what a driver's file says about itself.

use std::fmt::Write as _;

use data_driver_build::schema::brief;
use data_driver_build::{sections, served};
use serde_json::{Value, json};

use crate::arguments::Inspect;
use crate::escape::line;
use crate::failure::Result;
use crate::output::Output;
use crate::signature::first_paragraph;
use crate::subject::Subject;

pub(crate) fn run(arguments: &Inspect, output: &Output) -> Result<()> {
    let subject = Subject::open(&arguments.driver.driver)?;
    let mut found = Found::new(&subject)?;
    found.served = arguments.served.then(|| served::size(&subject.wasm));
    match output.json {
        true => output.object(&found.object()),
        false => output.text(found.text()),
    }
}

struct Found {
    name: String,
    file: Option<String>,
    integrity: String,
    size: usize,
    code: usize,
    served: Option<usize>,
    /// Names and sizes, in the order of the file.
    sections: Vec<(String, usize)>,
    meta: Value,
    schema: Value,
    /// Why there is no schema.
    fault: Option<String>,
    vectors: usize,
    beside: Option<String>,
}

impl Found {
    fn new(subject: &Subject) -> Result<Self> {
        let wasm = &subject.wasm;
        let own = subject.sections()?;
        let names = sections::names(wasm)?;
        // A driver that fails when it is asked can still be inspected.
        let (schema, fault) = match subject.schema() {
            Ok(schema) => (schema.unwrap_or_default(), None),
            Err(failure) => {
                let fault = failure.report().map(|report| report.message.clone());
                (Value::Null, fault)
            }
        };
        let meta = own.meta.and_then(|meta| serde_json::from_str(meta).ok());
        let vectors = own
            .vectors
            .and_then(|text| serde_json::from_str::<Value>(text).ok());
        Ok(Self {
            name: subject.name.clone(),
            file: subject.path.as_ref().map(|path| path.display().to_string()),
            integrity: subject.integrity().to_string(),
            size: wasm.len(),
            code: sections::remove(wasm, &names)?.len(),
            served: None,
            sections: sections::sizes(wasm)?,
            meta: meta.unwrap_or_default(),
            schema,
            fault,
            vectors: vectors
                .as_ref()
                .and_then(Value::as_array)
                .map_or(0, Vec::len),
            beside: own.vectors_beside()?.map(|hash| hash.to_string()),
        })
    }

    fn object(&self) -> Value {
        let sections: Vec<_> = self
            .sections
            .iter()
            .map(|(name, size)| json!({ "name": name, "size": size }))
            .collect();
        let mut object = json!({
            "name": self.name,
            "integrity": self.integrity,
            "size": { "file": self.size, "code": self.code },
            "sections": sections,
            "meta": self.meta,
            "functions": brief::functions(&self.schema),
            "events": brief::events(&self.schema),
            "vectors": { "inside": self.vectors, "beside": self.beside },
        });
        if let Some(served) = self.served {
            object["size"]["served"] = served.into();
        }
        if let Some(file) = &self.file {
            object["file"] = file.as_str().into();
        }
        if let Some(fault) = &self.fault {
            object["fault"] = fault.as_str().into();
        }
        object
    }

    fn text(&self) -> String {
        let mut text = String::new();
        let said = |name: &str| {
            self.meta[name]
                .as_str()
                .or_else(|| self.schema[name].as_str())
        };
        let _ = writeln!(
            text,
            "{} {}",
            line(&self.name),
            line(said("version").unwrap_or("(it does not say which version)"))
        );
        let mut row = |name: &str, value: &str| {
            if !value.is_empty() {
                let _ = writeln!(text, "  {name:<10}{}", line(value));
            }
        };
        let contract = said("contract").or_else(|| self.schema["name"].as_str());
        row("contract", contract.unwrap_or_default());
        row("codec", said("codec").unwrap_or_default());
        row(
            "interface",
            &self.meta["abi"]
                .as_u64()
                .map(|abi| abi.to_string())
                .unwrap_or_default(),
        );
        row(
            "file",
            self.file.as_deref().unwrap_or("built into this command"),
        );
        let served = self
            .served
            .map(|served| format!(", {served} as brotli serves them"));
        row(
            "size",
            &format!(
                "{} bytes, {} of them code{}",
                self.size,
                self.code,
                served.unwrap_or_default()
            ),
        );
        row("hash", &self.integrity);
        for (index, (name, size)) in self.sections.iter().enumerate() {
            row(
                if index == 0 { "sections" } else { "" },
                &format!("{name}, {size} bytes"),
            );
        }
        let beside = match &self.beside {
            Some(hash) => format!(", and a file beside it: {hash}"),
            None => String::new(),
        };
        row("vectors", &format!("{} in the file{beside}", self.vectors));
        row("schema", self.fault.as_deref().unwrap_or_default());
        self.list(&mut text);
        text
    }

    fn list(&self, text: &mut String) {
        let entries = |name: &str| self.schema[name].as_array().into_iter().flatten();
        let word =
            |entry: &Value, name: &str| line(entry[name].as_str().unwrap_or_default()).into_owned();
        let about = |text: &mut String, head: String, doc: &str| {
            let _ = writeln!(text, "  {}", head.trim_end());
            let doc = first_paragraph(doc);
            if !doc.is_empty() {
                let _ = writeln!(text, "      {}", line(&doc));
            }
        };
        for (index, entry) in entries("functions").enumerate() {
            if index == 0 {
                text.push_str("\n  functions\n");
            }
            let params: Vec<String> = entry["params"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|param| format!("{}: {}", word(param, "name"), word(param, "type")))
                .collect();
            let params = match entry["params"].is_array() {
                true => params.join(", "),
                false => word(entry, "input"),
            };
            let kind = word(entry, "kind");
            let space = if kind.is_empty() { "" } else { " " };
            let head = format!(
                "  {kind}{space}{}({params}) -> {}",
                word(entry, "name"),
                word(entry, "output")
            );
            about(text, head, entry["doc"].as_str().unwrap_or_default());
        }
        for (index, entry) in entries("events").enumerate() {
            if index == 0 {
                text.push_str("\n  events\n");
            }
            let topics: Vec<String> = entry["topics"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|topic| Some(line(topic.as_str()?).into_owned()))
                .collect();
            let topic = match entry["topic"].as_str() {
                Some(topic) => line(topic).into_owned(),
                None => topics.join(" | "),
            };
            about(
                text,
                format!("  {topic}: {}", word(entry, "data")),
                entry["doc"].as_str().unwrap_or_default(),
            );
        }
    }
}
