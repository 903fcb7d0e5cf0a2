//! What the documents for those who change the program name is there: files, modules, types and functions.

use std::fs;

use crate::support::{files_below, none_wrong, root, shown};

/// The documents that name files and code.
fn documents() -> Vec<(String, String)> {
    let mut pages = vec![root().join("CONTRIBUTING.md"), root().join("docs/architecture.md")];
    pages.extend(files_below(&root().join("docs/decisions"), "md"));
    pages.extend(["docs/glossary.md", "docs/trust.md", "docs/tricks.md"].map(|page| root().join(page)));
    pages.iter().map(|page| (shown(page), fs::read_to_string(page).expect("a page can be read"))).collect()
}

/// What a text has between single backticks, outside of its blocks of code.
fn code_spans(text: &str) -> impl Iterator<Item = &str> {
    text.split("```").step_by(2).flat_map(|prose| prose.split('`').skip(1).step_by(2))
}

#[test]
fn every_file_that_the_documents_name_is_there() {
    let mut wrong = Vec::new();
    for (page, text) in documents() {
        let path = |span: &&str| {
            ["src/", "tests/", "docs/", "benches/", "scripts/", "fuzz/"].iter().any(|top| span.starts_with(top))
                && !span.contains(['<', '*', ' ', '…', '{'])
        };
        wrong.extend(
            code_spans(&text)
                .filter(path)
                .filter(|path| !root().join(path).exists())
                .map(|path| format!("{page}: there is no {path}")),
        );
    }
    none_wrong(&wrong);
}

/// Whether a text has a word.
fn has_word(text: &str, word: &str) -> bool {
    text.split(|sign: char| !sign.is_alphanumeric() && sign != '_').any(|found| found == word)
}

#[test]
fn every_name_of_code_that_the_documents_use_is_there() {
    let sources: Vec<(String, String)> = files_below(&root().join("src"), "rs")
        .iter()
        .map(|path| {
            let module = shown(path).trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::");
            (module, fs::read_to_string(path).expect("a source can be read"))
        })
        .collect();
    // `plan::Plan`, `Plan::starts`: the module by the end of its path, the rest by words of its text.
    let known = |name: &str| {
        let parts: Vec<&str> = name.split("::").collect();
        let modules = parts.iter().take_while(|part| part.starts_with(char::is_lowercase)).count();
        (modules.min(1)..=modules).rev().any(|cut| {
            let (module, words) = (parts[..cut].join("::"), &parts[cut..]);
            let inside = |path: &str| module.is_empty() || format!("::{path}").ends_with(&format!("::{module}"));
            sources.iter().any(|(path, text)| inside(path) && words.iter().all(|word| has_word(text, word)))
        })
    };
    let mut wrong = Vec::new();
    for (page, text) in documents() {
        let is_name =
            |span: &&str| span.contains("::") && span.chars().all(|sign| sign.is_alphanumeric() || "_:".contains(sign));
        wrong.extend(
            code_spans(&text)
                .filter(is_name)
                .filter(|name| !known(name))
                .map(|name| format!("{page}: the code has no {name}")),
        );
    }
    none_wrong(&wrong);
}

/// The list of what can slip is as good as the tests that it names.
#[test]
fn every_test_that_the_list_of_tricks_names_is_there() {
    let list = fs::read_to_string(root().join("docs/tricks.md")).expect("it can be read");
    let texts: Vec<String> = ["src", "tests"]
        .iter()
        .flat_map(|folder| files_below(&root().join(folder), "rs"))
        .map(|path| fs::read_to_string(path).expect("a source can be read"))
        .collect();
    let is_test =
        |span: &&str| span.matches('_').count() > 1 && span.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let named = |name: &str| texts.iter().any(|text| text.contains(&format!("fn {name}(")));
    let missing = code_spans(&list).filter(is_test).filter(|name| !named(name));
    none_wrong(&missing.map(|name| format!("there is no test {name}")).collect::<Vec<_>>());
}
