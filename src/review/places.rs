//! Where a mark stands in its file: on a changed line, since code hosts show a finding only beside what changed.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use similar::{DiffTag, TextDiff};

use super::ReportChange;
use super::notices::{Notice, NoticeOf, fields};
use super::oddities::Oddity;
use super::plan_change::PlanChange;
use crate::snapshot::Snapshot;

/// Places in the files of two sides; each file is compared when it is first asked for.
pub(crate) struct Places<'a> {
    before: &'a Snapshot,
    after: &'a Snapshot,
    files: RefCell<HashMap<String, Rc<ChangedText>>>,
}

/// A file as it is, and what changed in it.
struct ChangedText {
    lines: Vec<String>,
    /// Lines that came, then lines that went, each with the line on which it stands, or after which it stood.
    changed: Vec<(usize, String)>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(before: &'a Snapshot, after: &'a Snapshot) -> Self {
        Self { before, after, files: RefCell::default() }
    }

    /// The line, from 1, on which a notice stands best: the changed one of what it is about, if there is one. Nothing where
    /// a whole file is meant.
    pub(crate) fn line(&self, notice: &Notice<'_>) -> Option<usize> {
        // A commit has no place in a file, and reports have no lines of the workspace.
        if let NoticeOf::Commit(_) | NoticeOf::Odd(_) | NoticeOf::Report(_) = notice.about {
            return None;
        }
        let text = self.text(&notice.file)?;
        let keys: Vec<&str> = match notice.about {
            NoticeOf::Record(_, _, mark) => fields(mark).iter().map(|field| field.as_str()).collect(),
            _ => Vec::new(),
        };
        text.best(notice.line, &keys, &needles(notice))
    }

    /// Whether the side after has no such file any more, so that only the side before can show it.
    pub(crate) fn is_gone(&self, notice: &Notice<'_>) -> bool {
        if let NoticeOf::Report(report) = notice.about {
            return report.how == ReportChange::Gone;
        }
        self.before.text_of(&notice.file).is_some() && self.after.text_of(&notice.file).is_none()
    }

    fn text(&self, file: &str) -> Option<Rc<ChangedText>> {
        if let Some(known) = self.files.borrow().get(file) {
            return Some(Rc::clone(known));
        }
        let is = self.after.text_of(file)?;
        let text = Rc::new(ChangedText::new(&self.before.text_of(file).unwrap_or_default(), &is));
        self.files.borrow_mut().insert(file.to_owned(), Rc::clone(&text));
        Some(text)
    }
}

/// What a changed line has in it that is about the same thing, the nearest first.
fn needles(notice: &Notice<'_>) -> Vec<String> {
    // Groups list their members in quotes.
    let members = match notice.about {
        NoticeOf::Plan(PlanChange::Reassigned { .. }, _) => notice.change.split(" → ").next().unwrap_or_default(),
        _ => "",
    };
    let members = members.split(", ").filter(|id| !id.is_empty()).map(|id| format!("\"{id}\""));
    let odd = match notice.about {
        NoticeOf::Oddity(
            Oddity::LookAlike { name, .. } | Oddity::NameTaken { name, .. } | Oddity::SameName { name, .. },
        ) => Some(name.clone()),
        _ => None,
    };
    let subject = &notice.subject;
    let ids = [&subject.milestone, &subject.task, &subject.unit, &subject.key];
    odd.into_iter().chain(members).chain(ids.into_iter().flatten().cloned()).collect()
}

impl ChangedText {
    fn new(was: &str, is: &str) -> Self {
        let diff = TextDiff::from_lines(was, is);
        let (mut came, mut went) = (Vec::new(), Vec::new());
        for op in diff.ops().iter().filter(|op| op.tag() != DiffTag::Equal) {
            let (_, old, new) = op.as_tag_tuple();
            let text = |line: Option<&str>| line.unwrap_or_default().trim_end().to_owned();
            came.extend(new.clone().map(|at| (at + 1, text(diff.new_slice(at)))));
            // What went stood where something else stands, or after the line before it.
            let place = |nth: usize| if new.is_empty() { new.start.max(1) } else { new.end.min(new.start + nth + 1) };
            went.extend(old.enumerate().map(|(nth, at)| (place(nth), text(diff.old_slice(at)))));
        }
        let lines = is.lines().map(str::to_owned).collect();
        // What came shows better where it is than what went.
        came.append(&mut went);
        Self { lines, changed: came }
    }

    /// Of the table around a line the changed line of one of the keys, else its first changed line; else a line that
    /// names the thing, else the first that changed; else the line itself.
    fn best(&self, line: Option<usize>, keys: &[&str], needles: &[String]) -> Option<usize> {
        let in_table = line.and_then(|line| {
            let table = self.table(line);
            let own: Vec<_> = self.changed.iter().filter(|(at, _)| table.contains(at)).collect();
            let of_key = |(at, text): &&&(usize, String)| {
                let key = key_of(text).or_else(|| self.key(*at, table.start));
                key.is_some_and(|key| keys.contains(&key))
            };
            let itself = own.iter().find(|(at, _)| *at == line);
            own.iter().find(of_key).or(itself).or(own.first()).map(|(at, _)| *at)
        });
        let named = || {
            let has = |needle: &String| self.changed.iter().find(|(_, text)| has_word(text, needle)).map(|(at, _)| *at);
            needles.iter().find_map(has)
        };
        in_table.or_else(named).or_else(|| self.changed.first().map(|(at, _)| *at)).or(line)
    }

    /// The lines of the table in which a line stands, with its header.
    fn table(&self, line: usize) -> std::ops::Range<usize> {
        let is_header = |at: usize| self.lines.get(at - 1).is_some_and(|text| text.starts_with('['));
        let start = (1..=line).rev().find(|at| is_header(*at)).unwrap_or(1);
        let end = (line + 1..=self.lines.len()).find(|at| is_header(*at)).unwrap_or(self.lines.len() + 1);
        start..end
    }

    /// The key whose value a line is a part of.
    fn key(&self, line: usize, start: usize) -> Option<&str> {
        (start..=line).rev().find_map(|at| key_of(self.lines.get(at - 1)?))
    }
}

/// The key that a line begins with.
fn key_of(line: &str) -> Option<&str> {
    let key = line.split_once('=')?.0.trim().trim_matches('"');
    (!key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_')).then_some(key)
}

/// Whether a text has a name in it, not as a part of a longer one.
fn has_word(text: &str, name: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    text.match_indices(name)
        .any(|(at, _)| !text[..at].ends_with(part) && !text[at + name.len()..].starts_with(part) && !name.is_empty())
}
