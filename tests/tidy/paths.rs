//! The paths that code names, as paths from the root of the crate: those of `use`, and those that stand in the code.

use std::collections::{BTreeMap, BTreeSet};

/// A path from the root of the crate: `["read", "plan"]`.
pub type Path = Vec<String>;

/// Words, `::`, and single signs.
fn tokens(code: &str) -> Vec<&str> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let (mut tokens, mut rest) = (Vec::new(), code.trim_start());
    while let Some(first) = rest.chars().next() {
        let end = match rest.find(|c| !word(c)) {
            _ if rest.starts_with("::") => 2,
            Some(0) => first.len_utf8(),
            Some(end) => end,
            None => rest.len(),
        };
        if rest.starts_with("r#") {
            // A keyword as a name is that name.
            rest = &rest["r#".len()..];
            continue;
        }
        tokens.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    tokens
}

/// What a module's code names.
struct Reader<'c> {
    tokens: Vec<&'c str>,
    module: &'c [String],
    /// Names in scope that begin a path within the crate.
    known: BTreeMap<&'c str, Path>,
    paths: Vec<Path>,
}

impl<'c> Reader<'c> {
    fn token(&self, at: usize) -> &'c str {
        self.tokens.get(at).copied().unwrap_or_default()
    }

    /// The path that begins at a token and how many tokens it has; nothing where it leaves the crate.
    fn path(&self, begin: usize) -> (Option<Path>, usize) {
        let mut path = match self.token(begin) {
            "crate" => Some(Path::new()),
            "self" => Some(self.module.to_vec()),
            "super" => Some(self.module[..self.module.len().saturating_sub(1)].to_vec()),
            name => self.known.get(name).cloned(),
        };
        let mut at = begin + 1;
        while self.token(at) == "::" && self.token(at + 1).starts_with(|c: char| c.is_alphabetic() || c == '_') {
            match (self.token(at + 1), &mut path) {
                ("super", Some(path)) => drop(path.pop()),
                (name, Some(path)) => path.push(name.to_owned()),
                _ => {}
            }
            at += 2;
        }
        (path, at - begin)
    }

    /// Reads a tree of `use` from a token on; below `path`, which is nothing outside the crate; where it ends.
    fn tree(&mut self, mut path: Option<Path>, mut at: usize) -> usize {
        while !["{", "*", "as", ",", "}", ";", ""].contains(&self.token(at)) {
            match (self.token(at), &mut path) {
                ("::" | "self", _) | (_, None) => {}
                (name, Some(path)) => path.push(name.to_owned()),
            }
            at += 1;
        }
        if self.token(at) == "{" {
            while !["}", ""].contains(&self.token(at)) {
                at += 1;
                if self.token(at) != "}" {
                    at = self.tree(path.clone(), at);
                }
            }
            return at + 1;
        }
        let name = match self.token(at) {
            "as" => Some(self.token(at + 1)),
            "*" => None,
            _ if self.token(at - 1) == "self" => self.token_of(path.as_ref()),
            _ => Some(self.token(at - 1)),
        };
        if let (Some(path), Some(name)) = (&path, name) {
            self.known.insert(name, path.clone());
        }
        self.paths.extend(path);
        at + match self.token(at) {
            "as" => 2,
            "*" => 1,
            _ => 0,
        }
    }

    /// The last word of a path as it stands in the code.
    fn token_of(&self, path: Option<&Path>) -> Option<&'c str> {
        let last = path?.last()?;
        self.tokens.iter().copied().find(|token| token == last)
    }
}

/// Every path within the crate that the code of a module names.
pub fn paths(code: &str, module: &[String]) -> BTreeSet<Path> {
    let tokens = tokens(code);
    let mut reader = Reader { tokens, module, known: BTreeMap::new(), paths: Vec::new() };
    for at in 1..reader.tokens.len() {
        if reader.token(at - 1) == "mod" && [";", "{"].contains(&reader.token(at + 1)) {
            let child = module.iter().cloned().chain([reader.token(at).to_owned()]).collect();
            reader.known.insert(reader.tokens[at], child);
        }
    }
    let mut at = 0;
    while at < reader.tokens.len() {
        let before = at.checked_sub(1).map_or("", |before| reader.token(before));
        if reader.token(at) == "use" {
            let (path, length) = reader.path(at + 1);
            at = reader.tree(path, at + 1 + length);
        } else if reader.token(at + 1) == "::" && !["::", ".", "in"].contains(&before) {
            let (path, length) = reader.path(at);
            reader.paths.extend(path);
            at += length;
        } else {
            at += 1;
        }
    }
    reader.paths.into_iter().collect()
}

#[test]
fn paths_are_found_however_they_are_written() {
    let module = ["view".to_owned(), "why".to_owned()];
    let all = |code: &str| paths(code, &module).into_iter().map(|path| path.join("::")).collect::<Vec<_>>().join(" ");
    assert_eq!(
        all("use crate::{assess::{State, Flag as F}, model}; use std::{fs, io::{self, Read as _}};"),
        "assess::Flag assess::State model"
    );
    assert_eq!(
        all("use super::{self, board::{self, Row}}; use super::super::text;"),
        "text view view::board view::board::Row"
    );
    assert_eq!(
        all("mod child; pub(in crate::view) use child::{one, two};"),
        "view::why::child::one view::why::child::two"
    );
    assert_eq!(
        all("mod child; fn f(x: child::A) -> self::B { x.self_::<u8>(); super::c::<D>() }"),
        "view::c view::why::B view::why::child::A"
    );
    assert_eq!(
        all("use crate::page as sheet; use crate::read::*; fn f() { sheet::cell::g(std::read::x) }"),
        "page page::cell::g read"
    );
    assert_eq!(all("let other = a::crate_::b(Self::c, chrono::Weekday::Mon);"), "");
}
