//! Rules of `.gitignore` as a commit has them, which need not be the one that is checked out: git itself only tells of the
//! files on disk.

use std::collections::HashSet;

use super::Repository;
use super::tree::{ObjectKind, Tree};
use crate::review::commits::GitTrouble;
use crate::snapshot::joined;

const GITIGNORE: &str = ".gitignore";
/// The longest file of rules that is read.
const MAX_BYTES: u64 = 1024 * 1024;
/// No path of a workspace is as long as what a longer rule could be about.
const LONGEST_RULE: usize = 1000;

/// The rules of all folders from the top of the repository down to the workspace's, in the order in which they win: the
/// last that fits.
#[derive(Debug, Default)]
pub(crate) struct IgnoreRules(Vec<IgnoreRule>);

#[derive(Debug)]
struct IgnoreRule {
    /// The folder that it holds in, empty or with a slash at its end.
    folder: String,
    /// As its file has it.
    written: String,
    pattern: Vec<char>,
    /// Whether it takes back what an earlier one says.
    again: bool,
    only_folders: bool,
    /// Whether it is about a path, and not about a name wherever that is.
    anchored: bool,
}

impl Repository {
    /// The rules that a commit with this tree has.
    pub(crate) fn ignore_rules(&self, tree: &Tree) -> Result<IgnoreRules, GitTrouble> {
        let mut objects = self.objects();
        let mut rules = IgnoreRules::default();
        // By the length of the way: what stands deeper wins.
        let mut files: Vec<_> = tree.rules.iter().filter(|(path, _)| path.ends_with(GITIGNORE)).collect();
        files.sort_by_key(|(path, _)| path.matches('/').count());
        for (path, entry) in files.into_iter().filter(|(_, entry)| entry.kind == ObjectKind::File) {
            let bytes = objects.blob(&entry.id, MAX_BYTES)?.bytes().unwrap_or_default();
            rules.add(path.strip_suffix(GITIGNORE).unwrap_or_default(), &String::from_utf8_lossy(&bytes));
        }
        Ok(rules)
    }

    /// For each of these files of the workspace that such rules leave out: the file, and by which rule.
    pub(crate) fn left_out(&self, rules: &IgnoreRules, files: &[String]) -> Vec<(String, String)> {
        let by = |file: &String| Some((file.clone(), rules.of(&joined(&self.prefix, file))?));
        files.iter().filter_map(by).collect()
    }
}

impl IgnoreRules {
    fn add(&mut self, folder: &str, text: &str) {
        self.0.extend(text.lines().filter_map(|line| IgnoreRule::parse(folder, line)));
    }

    /// The rule that leaves a file out; nothing where none does.
    fn of(&self, path: &str) -> Option<String> {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        // What is in a folder that is left out cannot be taken back.
        ends.into_iter().find_map(|end| {
            let is_folder = end < path.len();
            let last = self.0.iter().rev().find(|rule| rule.fits(&path[..end], is_folder))?;
            (!last.again).then(|| format!("{}{GITIGNORE} ({})", last.folder, last.written))
        })
    }
}

impl IgnoreRule {
    fn parse(folder: &str, line: &str) -> Option<Self> {
        let mut written = line.trim_end_matches('\r');
        while let Some(shorter) = written.strip_suffix(' ').filter(|rest| !rest.ends_with('\\')) {
            written = shorter;
        }
        if written.is_empty() || written.starts_with('#') || written.len() > LONGEST_RULE {
            return None;
        }
        let again = written.starts_with('!');
        let pattern = if again { &written[1..] } else { written };
        let only_folders = pattern.ends_with('/');
        let pattern = pattern.strip_suffix('/').unwrap_or(pattern);
        let anchored = pattern.contains('/');
        let pattern: Vec<char> = pattern.strip_prefix('/').unwrap_or(pattern).chars().collect();
        let (folder, written) = (folder.to_owned(), written.to_owned());
        (!pattern.is_empty()).then_some(Self { folder, written, pattern, again, only_folders, anchored })
    }

    fn fits(&self, path: &str, is_folder: bool) -> bool {
        if self.only_folders && !is_folder {
            return false;
        }
        let Some(below) = path.strip_prefix(&self.folder) else { return false };
        let text = if self.anchored { below } else { below.rsplit('/').next().unwrap_or(below) };
        !text.is_empty() && fits(&self.pattern, &text.chars().collect::<Vec<_>>())
    }
}

/// Whether a pattern fits a text: `*` and `?` within one name, `**` over any number of folders, `[…]` one of several.
fn fits(pattern: &[char], text: &[char]) -> bool {
    fits_from(pattern, text, &mut HashSet::new())
}

/// The same of what is left of both; `failed` holds what was found not to fit, by how much was left.
fn fits_from(pattern: &[char], text: &[char], failed: &mut HashSet<(usize, usize)>) -> bool {
    let left = (pattern.len(), text.len());
    if failed.contains(&left) {
        return false;
    }
    let mut go_on = |pattern: &[char], text: &[char]| fits_from(pattern, text, failed);
    let found = match pattern {
        [] => text.is_empty(),
        ['*', '*', '/', rest @ ..] => {
            let below = text.iter().enumerate().filter(|(_, c)| **c == '/').map(|(at, _)| &text[at + 1..]);
            std::iter::once(text).chain(below).any(|text| go_on(rest, text))
        }
        ['*', '*'] => !text.is_empty(),
        ['*', rest @ ..] => {
            let name = text.iter().take_while(|c| **c != '/').count();
            (0..=name).any(|taken| go_on(rest, &text[taken..]))
        }
        ['?', rest @ ..] => text.first().is_some_and(|c| *c != '/') && go_on(rest, &text[1..]),
        ['[', class @ ..] => {
            let not = matches!(class.first(), Some('!' | '^'));
            let class = if not { &class[1..] } else { class };
            // A bracket at the very beginning is one of the characters.
            let end = class.iter().skip(1).position(|c| *c == ']').map(|at| at + 1);
            end.zip(text.split_first().filter(|(first, _)| **first != '/')).is_some_and(|(end, (first, others))| {
                is_one_of(&class[..end], *first) != not && go_on(&class[end + 1..], others)
            })
        }
        ['\\', literal, rest @ ..] | [literal, rest @ ..] => text.first() == Some(literal) && go_on(rest, &text[1..]),
    };
    if !found {
        failed.insert(left);
    }
    found
}

fn is_one_of(class: &[char], is: char) -> bool {
    match class {
        [] => false,
        [from, '-', to, rest @ ..] => (*from..=*to).contains(&is) || is_one_of(rest, is),
        [one, rest @ ..] => *one == is || is_one_of(rest, is),
    }
}

#[cfg(test)]
mod tests {
    use super::IgnoreRules;

    #[test]
    fn rules_leave_out_what_git_leaves_out() {
        for (folder, text, path, by) in [
            ("", "units/b*", "units/b.toml", Some(".gitignore (units/b*)")),
            ("", "units/b*", "p/units/b.toml", None),
            ("", "b.toml", "p/units/b.toml", Some(".gitignore (b.toml)")),
            ("p/", "/units/", "p/units/b.toml", Some("p/.gitignore (/units/)")),
            ("p/", "/units/", "units/b.toml", None),
            ("", "units", "units/b.toml", Some(".gitignore (units)")),
            ("", "units/b.toml/", "units/b.toml", None),
            ("", "**/units/?.toml", "p/q/units/b.toml", Some(".gitignore (**/units/?.toml)")),
            ("", "p/**", "p/q/units/b.toml", Some(".gitignore (p/**)")),
            ("", "[a-c].toml", "units/b.toml", Some(".gitignore ([a-c].toml)")),
            ("", "[!b].toml", "units/b.toml", None),
            ("", "*.toml\n!b.toml", "units/b.toml", None),
            ("", "units/\n!units/b.toml", "units/b.toml", Some(".gitignore (units/)")),
            ("", "# b.toml\n\\#b.toml", "units/b.toml", None),
            ("", "b.toml  ", "units/b.toml", Some(".gitignore (b.toml)")),
            ("", "*.docx", "units/b.toml", None),
        ] {
            let mut rules = IgnoreRules::default();
            rules.add(folder, text);
            assert_eq!(rules.of(path).as_deref(), by, "{text:?} {path}");
        }
        // A rule of a deeper folder wins.
        let mut rules = IgnoreRules::default();
        rules.add("", "b.toml");
        rules.add("units/", "!b.toml");
        assert_eq!(rules.of("units/b.toml"), None);
    }
}
