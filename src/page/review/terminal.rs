//! A comparison for people in a terminal.

use std::io::{self, Write};

use super::{Line, Section, Story};
use crate::page::Tone;
use crate::page::terminal::Screen;
use crate::page::terminal::wrap;
use crate::text::width;
use crate::words::{Phrase, Words};

pub fn story(out: &mut dyn Write, story: &Story, words: &dyn Words, screen: Screen) -> io::Result<()> {
    let say = |said: Phrase<'_>| words.phrase(&said);
    writeln!(out)?;
    for line in story.head.iter().flat_map(|line| wrap(line, screen.width)) {
        writeln!(out, "{line}")?;
    }
    let heading = |out: &mut dyn Write, text: &str| -> io::Result<()> {
        writeln!(out)?;
        wrap(text, screen.width).iter().try_for_each(|line| writeln!(out, "{}", screen.paint(Tone::Heading, line)))
    };
    if !story.flagged.is_empty() {
        heading(out, &say(Phrase::MarksHeading { count: story.flagged.len() }))?;
        for flagged in &story.flagged {
            let code = screen.paint(Tone::Bad, flagged.code.as_str());
            let place = flagged.of.as_ref().map(|of| format!("{of} — ")).unwrap_or_default();
            let text = format!("{place}{}", flagged.said);
            let indent = flagged.code.as_str().len() + 2;
            for (at, line) in wrap(&text, screen.width.saturating_sub(indent)).iter().enumerate() {
                if at == 0 { writeln!(out, "{code}  {line}")? } else { writeln!(out, "{:indent$}{line}", "")? }
            }
        }
    }
    if !story.records.is_empty() {
        heading(out, &say(Phrase::RecordsHeading { count: Story::count(&story.records) }))?;
        sections(out, &story.records, screen)?;
    }
    if !story.plan.is_empty() {
        heading(out, &say(Phrase::PlanHeading { count: story.plan.len() }))?;
        for change in &story.plan {
            for (at, line) in wrap(change, screen.width.saturating_sub(2)).iter().enumerate() {
                writeln!(out, "{} {line}", if at == 0 { "-" } else { " " })?;
            }
        }
    }
    if !story.by_plan.is_empty() {
        heading(out, &say(Phrase::ByPlanHeading { count: Story::count(&story.by_plan) }))?;
        sections(out, &story.by_plan, screen)?;
    }
    if !story.by_time.is_empty() {
        let (from, to) = story.days;
        heading(out, &say(Phrase::ByTimeHeading { count: Story::count(&story.by_time), from, to }))?;
        sections(out, &story.by_time, screen)?;
    }
    writeln!(out)?;
    for unit in &story.unread {
        for line in wrap(&say(Phrase::NotComparable { name: unit }), screen.width) {
            writeln!(out, "{}", screen.paint(Tone::Bad, &line))?;
        }
    }
    wrap(&story.summary, screen.width).iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// How far obligations stand in from the heading over them.
const INDENT: usize = 4;

fn sections(out: &mut dyn Write, sections: &[Section], screen: Screen) -> io::Result<()> {
    for section in sections {
        for line in wrap(&section.heading, screen.width) {
            writeln!(out, "{}", screen.paint(Tone::Heading, &line))?;
        }
        for line in &section.lines {
            entry(out, line, screen)?;
        }
    }
    Ok(())
}

/// An obligation: what it is and how it stands, then what of its record is other.
fn entry(out: &mut dyn Write, line: &Line, screen: Screen) -> io::Result<()> {
    let room = screen.width.saturating_sub(INDENT);
    let before = line.before.as_ref().map(|(said, tone)| (format!("{said} →"), *tone));
    let states = before.into_iter().chain([line.after.clone()]);
    let one_line = states.clone().map(|(said, _)| said).collect::<Vec<_>>().join(" ");
    let whole = format!("{}: {one_line}", line.title);
    if width(&whole) <= room {
        let painted: Vec<String> = states.map(|(said, tone)| screen.paint(tone, &said)).collect();
        writeln!(out, "  - {}: {}", line.title, painted.join(" "))?;
        return details(out, line, room);
    }
    for (at, title) in wrap(&line.title, room).iter().enumerate() {
        writeln!(out, "{}{title}", if at == 0 { "  - " } else { "    " })?;
    }
    // On one line where there is room, else the states one under another.
    if width(&one_line) <= room {
        let painted: Vec<String> = states.map(|(said, tone)| screen.paint(tone, &said)).collect();
        writeln!(out, "{:INDENT$}{}", "", painted.join(" "))?;
    } else {
        for (said, tone) in states {
            for piece in wrap(&said, room) {
                writeln!(out, "{:INDENT$}{}", "", screen.paint(tone, &piece))?;
            }
        }
    }
    details(out, line, room)
}

/// What of the record is other, and the codes of its marks.
fn details(out: &mut dyn Write, line: &Line, room: usize) -> io::Result<()> {
    let codes: Vec<&str> = line.codes.iter().map(|code| code.as_str()).collect();
    let mut details = line.details.join("; ");
    if !codes.is_empty() {
        details = if details.is_empty() { codes.join(", ") } else { format!("{details} [{}]", codes.join(", ")) };
    }
    if !details.is_empty() {
        for piece in wrap(&details, room) {
            writeln!(out, "{:INDENT$}{piece}", "")?;
        }
    }
    Ok(())
}
