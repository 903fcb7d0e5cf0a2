//! A comparison as Markdown, fit for a comment on a pull request.

use std::fmt::Write as _;
use std::io::{self, Write};

use chrono::NaiveDate;

use super::{Line, Section, Story};
use crate::model::plan::Plan;
use crate::page::markdown::{escape, escape_inside, title};
use crate::words::{Phrase, Words};

/// A comment of GitHub holds 65,536 characters; there must be room for what is said at the end.
const MOST: usize = 59_500;

/// Writes the story under the title of the plan. What a comment has no room for is counted.
pub fn story(out: &mut dyn Write, plan: &Plan, as_of: NaiveDate, story: &Story, words: &dyn Words) -> io::Result<()> {
    let say = |said: Phrase<'_>| words.phrase(&said);
    let mut page = Page::default();
    let mut head = Vec::new();
    title(&mut head, plan, as_of, words)?;
    page.put(&String::from_utf8_lossy(&head));
    let head: Vec<String> = story.head.iter().map(|line| escape(line)).collect();
    page.block(&head.join("  \n"));
    page.block(&format!("**{}**", escape_inside(&story.summary)));
    for unit in &story.unread {
        page.block(&format!("**{}**", escape_inside(&say(Phrase::NotComparable { name: unit }))));
    }
    for problem in &story.problems {
        page.line(&format!("- {}", escape(problem)));
    }
    if !story.problems.is_empty() {
        page.end();
    }
    if !story.flagged.is_empty() {
        page.heading(&say(Phrase::MarksHeading { count: story.flagged.len() }));
        for flagged in &story.flagged {
            let place = flagged.of.as_ref().map(|of| format!("{} — ", escape_inside(of))).unwrap_or_default();
            page.line(&format!(
                "- **{}** `{}` {place}{}",
                flagged.code.as_str(),
                flagged.code.name(),
                escape_inside(&flagged.said)
            ));
        }
        page.end();
    }
    if !story.records.is_empty() {
        page.heading(&say(Phrase::RecordsHeading { count: Story::count(&story.records) }));
        page.sections(&story.records);
    }
    if !story.plan.is_empty() {
        page.heading(&say(Phrase::PlanHeading { count: story.plan.len() }));
        for change in &story.plan {
            page.line(&format!("- {}", escape(change)));
        }
        page.end();
    }
    if !story.by_plan.is_empty() {
        page.heading(&say(Phrase::ByPlanHeading { count: Story::count(&story.by_plan) }));
        page.sections(&story.by_plan);
    }
    if !story.by_time.is_empty() {
        let (from, to) = story.days;
        page.heading(&say(Phrase::ByTimeHeading { count: Story::count(&story.by_time), from, to }));
        page.sections(&story.by_time);
    }
    if page.left_out > 0 {
        // A paragraph of its own, for which there is always room.
        let hidden = escape(&say(Phrase::MoreChanges { hidden: page.left_out }));
        page.text = format!("{}\n\n{hidden}", page.text.trim_end());
    }
    out.write_all(page.text.trim_end().as_bytes())?;
    out.write_all(b"\n")
}

/// The page as it grows, up to what a comment holds.
#[derive(Default)]
struct Page {
    text: String,
    characters: usize,
    /// Whether nothing more has room.
    full: bool,
    /// How many lines had no room.
    left_out: usize,
}

impl Page {
    fn put(&mut self, text: &str) -> bool {
        let text = unlinked(text);
        let characters = text.chars().count();
        self.full |= self.characters + characters > MOST;
        if !self.full {
            self.text.push_str(&text);
            self.characters += characters;
        }
        !self.full
    }

    fn block(&mut self, text: &str) {
        self.put(&format!("{text}\n\n"));
    }

    fn heading(&mut self, text: &str) {
        self.block(&format!("### {}", escape_inside(text)));
    }

    fn line(&mut self, text: &str) {
        if !self.put(&format!("{text}\n")) {
            self.left_out += 1;
        }
    }

    fn end(&mut self) {
        self.put("\n");
    }

    fn sections(&mut self, sections: &[Section]) {
        for section in sections {
            self.block(&format!("**{}**", escape_inside(&section.heading)));
            for line in &section.lines {
                self.line(&entry(line));
            }
            self.end();
        }
    }
}

/// Escaped text in which no person is called and no issue is referred to. Hosts look for these in what Markdown has
/// become, where a backslash or an entity holds off neither: something invisible must stand between.
fn unlinked(text: &str) -> String {
    const BETWEEN: &str = "&#8203;";
    let mut unlinked = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + character.len_utf8()..]);
        let refers = after.starts_with(char::is_alphanumeric);
        unlinked.push(character);
        match character {
            '@' => unlinked.push_str(BETWEEN),
            // The sign of an entity is none of an issue.
            '#' if refers && !before.ends_with('&') => unlinked.push_str(BETWEEN),
            '-' if refers && (before.ends_with("GH") || before.ends_with("gh")) => unlinked.push_str(BETWEEN),
            _ => {}
        }
    }
    unlinked
}

fn entry(line: &Line) -> String {
    let mut text = format!("- {} — ", escape(&line.title));
    if let Some((said, _)) = &line.before {
        let _ = write!(text, "{} → ", escape_inside(said));
    }
    let _ = write!(text, "**{}**", escape_inside(&line.after.0));
    for detail in &line.details {
        let _ = write!(text, "; {}", escape_inside(detail));
    }
    for code in &line.codes {
        let _ = write!(text, " `{}`", code.as_str());
    }
    text
}
