//! A comparison as a comment on a pull request: what it comes to, then what needs review, and the rest folded away.
//!
//! Every part has room of its own, so that none can push another out of sight; what had no room is counted.

use std::io::{self, Write};

use super::groups::{ChangeGroup, count};
use super::story::{Comparison, Story, cut, first_problem};
use crate::page::CellValue;
use crate::page::markdown::{escape, escape_inside};
use crate::review::Cause;
use crate::review::notices::{Notice, NoticeOf};
use crate::rules::Code;
use crate::words::{Label, Phrase, ReviewPhrase, Words};

/// A comment of GitHub holds 65,536 characters, and there must be room for what others add.
pub(super) const MOST: usize = 59_000;
/// As many marks stand in one table; more are put in a table of their codes.
const LISTED: usize = 20;
/// As many entries of a part are shown unfolded.
const UNFOLDED: usize = 3;
/// What stands around a part: its end, and what is said of what had no room.
const AROUND: usize = 80;
/// The room that all codes share, and that each of the other parts has for itself.
const ROOM_FOR_MARKS: usize = 30_000;
const ROOM: usize = 6_000;

/// A part of a comment: what stands above its lines, and its lines, each with how many entries it is.
struct CommentPart {
    above: String,
    lines: Vec<(String, usize)>,
    below: &'static str,
    room: usize,
}

/// Writes a comment. `links` is the address to which a commit and a path from the top of the repository are appended, where
/// there is one; `prefix` leads from there to the workspace.
pub(crate) fn write(
    out: &mut dyn Write,
    comparison: Comparison<'_>,
    links: Option<&str>,
    prefix: &str,
    words: &dyn Words,
) -> io::Result<()> {
    write_within(out, comparison, (links, prefix), MOST, words)
}

/// What a comparison comes to, as a comment begins.
pub(super) fn gist(story: &Story<'_>) -> String {
    format!("**{}**", text(&cut(&story.gist())))
}

/// Writes a comment of so many characters at the most, or little more where that is few.
pub(super) fn write_within(
    out: &mut dyn Write,
    comparison: Comparison<'_>,
    (links, prefix): (Option<&str>, &str),
    most: usize,
    words: &dyn Words,
) -> io::Result<()> {
    let story = Story::new(comparison, words);
    let comment = Comment { story, links, prefix };
    let head = comment.head();
    let parts = comment.parts();
    writeln!(out, "{head}")?;
    let above = parts.iter().map(|part| length(&part.above) + AROUND).sum::<usize>();
    let mut free = most.saturating_sub(head.chars().count() + above + AROUND);
    let needs: Vec<usize> = parts.iter().map(|part| part.lines.iter().map(|(line, _)| length(line)).sum()).collect();
    // Where there is not even the room that each has for itself, all have less.
    let own: usize = parts.iter().zip(&needs).map(|(part, need)| part.room.min(*need)).sum();
    let reserved = |room: usize| if own > free { room * free / own } else { room };
    let mut rooms: Vec<usize> = parts.iter().zip(&needs).map(|(part, need)| reserved(part.room.min(*need))).collect();
    free = free.saturating_sub(rooms.iter().sum::<usize>());
    for (room, need) in rooms.iter_mut().zip(&needs) {
        let more = free.min(need - *room);
        *room += more;
        free -= more;
    }
    let mut hidden = 0;
    for (part, room) in parts.iter().zip(rooms) {
        hidden += part.write(out, room, words)?;
    }
    if hidden > 0 {
        writeln!(out, "\n{}", text(&words.phrase(&Phrase::MoreChanges { hidden })))?;
    }
    Ok(())
}

fn length(line: &str) -> usize {
    line.chars().count() + 1
}

impl CommentPart {
    /// Writes as much as there is room for; gives how many entries had none.
    fn write(&self, out: &mut dyn Write, room: usize, words: &dyn Words) -> io::Result<usize> {
        writeln!(out, "\n{}", self.above)?;
        let (mut used, mut hidden) = (0, 0);
        for (line, entries) in &self.lines {
            used += length(line);
            if used > room {
                hidden += entries;
            } else {
                writeln!(out, "{line}")?;
            }
        }
        if hidden > 0 {
            let more = text(&words.phrase(&Phrase::MoreRows { hidden: hidden as u64 }));
            writeln!(out, "\n{more}")?;
        }
        if !self.below.is_empty() {
            writeln!(out, "\n{}", self.below)?;
        }
        Ok(hidden)
    }
}

struct Comment<'a> {
    story: Story<'a>,
    /// Where the host shows the files of commits, and what leads from there to the workspace.
    links: Option<&'a str>,
    prefix: &'a str,
}

impl Comment<'_> {
    /// What it comes to, what was compared, and what could not be read.
    fn head(&self) -> String {
        let (story, words) = (&self.story, self.story.words);
        let Comparison { sides, before, after, broken, .. } = story.comparison;
        let header = &sides.plan_after().header;
        let mut lines = vec![gist(story)];
        lines.extend(story.apart().map(|said| begin(&cut(&said))));
        lines.extend(story.line_notes().iter().take(UNFOLDED).map(|said| begin(&cut(said))));
        lines.extend(story.unread().iter().take(LISTED).map(|said| format!("**{}**", text(&cut(said)))));
        let problems = broken.iter().filter_map(|report| first_problem(report, words)).take(LISTED);
        let problems: Vec<String> = problems.map(|problem| format!("- {}", begin(&cut(&problem)))).collect();
        lines.extend((!problems.is_empty()).then(|| problems.join("\n")));
        if let Some(notice) = header.notice.as_deref() {
            lines.push(format!("> {}", begin(&cut(notice))));
        }
        let plan = words.phrase(&Phrase::PlanTitle { number: &header.number, title: &header.title });
        let (then, now) = (sides.day_before(), sides.day_after());
        let day = words.phrase(&Phrase::AsOf { day: now, issuer: header.issuer.as_deref() });
        let mut about = vec![plan, day, words.phrase(&Phrase::Compared { before: before.shown, after: after.shown })];
        if then != now {
            about.push(words.phrase(&Phrase::JudgedOnBoth { before: then, after: now }));
        }
        let about: Vec<String> = about.iter().map(|line| begin(&cut(line))).collect();
        lines.push(about.join("  \n"));
        lines.join("\n\n")
    }

    fn parts(&self) -> Vec<CommentPart> {
        let (story, outcome) = (&self.story, self.story.comparison.outcome);
        let sides = story.comparison.sides;
        let mut parts = self.marks();
        if !story.seen.is_empty() {
            let heading = story.say(&Phrase::Review(ReviewPhrase::SeenHeading { count: story.seen.len() }));
            let entry = |it: &Notice<'_>| (format!("- {} {}", code(it.code), text(&story.notice(it))), 1);
            parts.push(folded(&heading, story.seen.iter().map(entry).collect(), ROOM));
        }
        let documents = story.documents();
        if !documents.is_empty() {
            let heading = story.documents_heading(documents.len());
            parts.push(folded(&heading, documents.iter().map(|said| (format!("- {}", text(said)), 1)).collect(), ROOM));
        }
        if !outcome.plan.is_empty() {
            let heading = story.say(&Phrase::PlanHeading { count: outcome.plan.len() });
            let told = outcome.plan.iter().map(|change| (format!("- {}", begin(&cut(&story.plan.told(change)))), 1));
            parts.push(folded(&heading, told.collect(), ROOM));
        }
        let (from, to) = (sides.day_before(), sides.day_after());
        for cause in [Cause::Plan, Cause::Others, Cause::Record, Cause::Time] {
            let by_owed = matches!(cause, Cause::Plan | Cause::Others);
            let groups = if by_owed { story.by_owed(cause) } else { story.by_unit(cause) };
            let count = count(&groups);
            let heading = story.say(&match cause {
                Cause::Plan => Phrase::ByPlanHeading { count },
                Cause::Others => Phrase::ByOthersHeading { count },
                Cause::Record => Phrase::RecordsHeading { count },
                Cause::Time => Phrase::ByTimeHeading { count, from, to },
            });
            if count > 0 {
                parts.push(folded(&heading, self.changes(&groups), ROOM));
            }
        }
        parts
    }

    /// A table of what needs review; of many, a table of their codes, and a folded part for each code.
    fn marks(&self) -> Vec<CommentPart> {
        let story = &self.story;
        if story.notices.is_empty() {
            return Vec::new();
        }
        let heading = format!("### {}", text(&story.say(&Phrase::MarksHeading { count: story.notices.len() })));
        let label = |label| text(story.words.label(label));
        let table =
            |columns: &[String]| format!("{heading}\n\n| {} |\n|{}", columns.join(" | "), "---|".repeat(columns.len()));
        let (rule, what) = (label(Label::Rule), label(Label::Finding));
        if story.notices.len() <= LISTED {
            let row = |notice: &Notice<'_>| {
                let place = self.linked(&self.place(notice), notice);
                (format!("| {} | {place} | {} |", code(notice.code), text(&story.said(notice))), 1)
            };
            let lines = story.notices.iter().map(row).collect();
            let above = table(&[rule, label(Label::Task), what]);
            return vec![CommentPart { above, lines, below: "", room: ROOM_FOR_MARKS }];
        }
        let mut codes: Vec<Code> = story.notices.iter().map(|notice| notice.code).collect();
        codes.sort_unstable();
        codes.dedup();
        let of = |code: Code| story.notices.iter().filter(move |notice| notice.code == code);
        let counted = |it: &Code| {
            let line = format!("| {} | {} | {} |", code(*it), text(story.words.rule_title(*it)), of(*it).count());
            (line, 0)
        };
        let above = table(&[rule, what, label(Label::Total)]);
        let lines = codes.iter().map(counted).collect();
        let mut parts = vec![CommentPart { above, lines, below: "", room: ROOM }];
        for code in &codes {
            let entry = |notice: &Notice<'_>| {
                (format!("- {} — {}", self.linked(&self.place(notice), notice), text(&story.said(notice))), 1)
            };
            let heading = format!("{} {} ({})", code.as_str(), story.words.rule_title(*code), of(*code).count());
            parts.push(folded(&heading, of(*code).map(entry).collect(), ROOM_FOR_MARKS / codes.len()));
        }
        parts
    }

    /// What a notice is about: what is owed and by whom, or a file or commit.
    fn place(&self, notice: &Notice<'_>) -> String {
        match notice.about {
            NoticeOf::Commit(mixed) => mixed.commit.short().to_owned(),
            NoticeOf::Odd(odd) => odd.commit.short().to_owned(),
            _ => self.story.owed_by(notice).unwrap_or_else(|| notice.file.clone()),
        }
    }

    /// A text that leads to where it stands, if the host has a place for it.
    fn linked(&self, shown: &str, notice: &Notice<'_>) -> String {
        // What is gone is shown where it was.
        let Comparison { before, after, .. } = self.story.comparison;
        let side = if self.story.places.is_gone(notice) { before } else { after };
        let Some((links, commit)) = self.links.zip(side.commit) else { return begin(&cut(shown)) };
        let line = self.story.places.line(notice).map(|line| format!("#L{line}")).unwrap_or_default();
        let path = encoded(&format!("{}{}", self.prefix, notice.file));
        format!("[{}]({links}{commit}/{path}{line})", text(&cut(shown)))
    }

    /// The changes of each group below what it is called.
    fn changes(&self, groups: &[ChangeGroup]) -> Vec<(String, usize)> {
        let words = self.story.words;
        let mut lines = Vec::new();
        for ChangeGroup { heading, entries } in groups {
            let begins = if lines.is_empty() { "" } else { "\n" };
            lines.push((format!("{begins}**{}**\n", text(&cut(heading))), 0));
            for [title, before, after, detail, codes] in entries {
                let shown = |cell: &CellValue| text(&cut(&cell.shown(words)));
                let mut line = format!("- {} —", begin(&cut(&title.shown(words))));
                if *before != CellValue::Nothing {
                    line.push_str(&format!(" {} →", shown(before)));
                }
                line.push_str(&format!(" **{}**", shown(after)));
                if *detail != CellValue::Nothing {
                    line.push_str(&format!("; {}", shown(detail)));
                }
                if let CellValue::Codes(codes) = codes {
                    for code in codes {
                        line.push_str(&format!(" `{}`", code.as_str()));
                    }
                }
                lines.push((line, 1));
            }
        }
        lines
    }
}

/// A part that is folded away if it is long. Its heading is the program's own: no text of a file is in it.
fn folded(heading: &str, lines: Vec<(String, usize)>, room: usize) -> CommentPart {
    let open = if lines.iter().map(|(_, entries)| entries).sum::<usize>() <= UNFOLDED { " open" } else { "" };
    let above = format!("<details{open}><summary>{heading}</summary>\n");
    CommentPart { above, lines, below: "</details>", room }
}

fn code(code: Code) -> String {
    format!("**{}** `{}`", code.as_str(), code.name())
}

/// A text in which nothing is markup, and nobody is called.
fn text(text: &str) -> String {
    unlinked(&escape_inside(text))
}

/// The same at the beginning of a line or entry, where more signs are markup.
fn begin(text: &str) -> String {
    unlinked(&escape(text))
}

/// A path as a part of an address.
fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
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
