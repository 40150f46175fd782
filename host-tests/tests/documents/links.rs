//! Links between the files of the repository.

use std::fs;
use std::path::{Path, PathBuf};

use host_tests::files;

/// The documents, in which links are looked for.
fn documents() -> Vec<PathBuf> {
    let root = files::root();
    let mut found = Vec::new();
    for folder in [
        "",
        "cli",
        "docs",
        "build",
        "data-driver",
        "host",
        "js",
        "trust",
    ] {
        let entries = fs::read_dir(root.join(folder)).expect("a folder");
        found.extend(
            entries
                .map(|entry| entry.expect("an entry").path())
                .filter(|path| path.extension().is_some_and(|extension| extension == "md")),
        );
    }
    found
}

/// Where the links in Markdown lead, but for those to other sites and within the page.
fn links(text: &str) -> Vec<&str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target.split('#').next().unwrap_or_default())
        .filter(|target| !target.is_empty() && !target.contains("://"))
        // Items of Rust, in the documentation of crates.
        .filter(|target| !target.contains("::") && (target.contains('/') || target.contains('.')))
        .collect()
}

#[test]
fn links_lead_to_files() {
    let mut checked = 0;
    for document in documents() {
        let text = fs::read_to_string(&document).expect("a text");
        for link in links(&text) {
            let target = document.parent().unwrap_or(Path::new("")).join(link);
            assert!(target.exists(), "{}: {link}", document.display());
            checked += 1;
        }
    }
    assert!(checked > 10, "{checked} links");
}
