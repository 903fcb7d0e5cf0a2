//! Sources as text, and as code without what stands in quotes and comments.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use crate::support::{files_below, root, shown};

/// A source file.
pub struct Source {
    pub path: PathBuf,
    pub text: String,
    /// The text with strings and characters blanked out, line by line the same.
    pub remarks: String,
    /// The same without its comments.
    pub code: String,
}

impl Source {
    fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(&path).expect("a source file is text");
        let (remarks, code) = (blanked(&text, false), blanked(&text, true));
        Self { path, text, remarks, code }
    }

    pub fn shown(&self) -> String {
        shown(&self.path)
    }

    /// The code that is not its tests, which stand at its end.
    pub fn shipped(&self) -> &str {
        self.code.split("#[cfg(test)]").next().unwrap_or_default()
    }

    /// The modules it lies in, from the root of the crate: `["read", "plan"]`.
    pub fn module(&self) -> Vec<String> {
        let inside = self.path.strip_prefix(root().join("src")).expect("it lies in src").with_extension("");
        let mut parts: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if parts.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
            parts.pop();
        }
        parts
    }
}

/// The sources below a folder, read once.
pub fn sources(folder: &'static str) -> &'static [Source] {
    static READ: Mutex<BTreeMap<&str, &[Source]>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().expect("reading does not fail");
    read.entry(folder).or_insert_with(|| {
        let sources: Vec<Source> = files_below(&root().join(folder), "rs").into_iter().map(Source::read).collect();
        assert!(!sources.is_empty(), "there are no sources in {folder}");
        sources.leak()
    })
}

/// Blanks out strings and characters, and comments too if asked to.
pub fn blanked(text: &str, comments: bool) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let end = literal_end(&letters, at);
        if end == at {
            code.push(letters[at]);
            at += 1;
        } else if letters[at] == '/' && !comments {
            code.extend(&letters[at..end]);
            at = end;
        } else {
            code.extend(letters[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    code
}

/// Where the comment, string or character that begins at `at` ends; `at` where none begins.
fn literal_end(letters: &[char], at: usize) -> usize {
    let starts = |at: usize, with: &str| with.chars().enumerate().all(|(i, c)| letters.get(at + i) == Some(&c));
    let until = |from: usize, end: &str| {
        (from..letters.len()).find(|at| starts(*at, end)).map_or(letters.len(), |at| at + end.len())
    };
    let word = |c: &char| c.is_alphanumeric() || *c == '_';
    if starts(at, "//") {
        return (at..letters.len()).find(|at| letters[*at] == '\n').unwrap_or(letters.len());
    }
    if starts(at, "/*") {
        return until(at + 2, "*/");
    }
    let after_word = at > 0 && word(&letters[at - 1]);
    if starts(at, "r\"") || starts(at, "r#") && !after_word {
        let hashes = letters[at + 1..].iter().take_while(|c| **c == '#').count();
        if letters.get(at + 1 + hashes) == Some(&'"') {
            return until(at + 2 + hashes, &format!("\"{}", "#".repeat(hashes)));
        }
    }
    if starts(at, "\"") {
        let mut end = at + 1;
        while end < letters.len() && letters[end] != '"' {
            end += if letters[end] == '\\' { 2 } else { 1 };
        }
        return (end + 1).min(letters.len());
    }
    // A lifetime has no quote at its end.
    if starts(at, "'\\") {
        return until(at + 3, "'");
    }
    if starts(at, "'") && letters.get(at + 2) == Some(&'\'') {
        return at + 3;
    }
    at
}
