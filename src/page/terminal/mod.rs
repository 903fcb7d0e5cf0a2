//! What people read in a terminal.

pub mod board;
pub mod card;
pub mod items;
mod layout;
pub mod table;
pub mod trend;

pub use layout::{left, wrap};

use std::io::{self, Write};

use anstyle::{Ansi256Color, AnsiColor, Style};
use chrono::NaiveDate;

use super::tone::Tone;
use crate::model::plan::Plan;
use crate::text::one_line;
use crate::view::heat::Heat;
use crate::words::{Phrase, Words};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// How many columns there are.
    pub width: usize,
    /// Whether colours may be used. They only repeat what words say.
    pub colour: bool,
}

/// How a tone looks where there are colours.
fn tone_style(tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::new(),
        Tone::Heading => Style::new().bold(),
        Tone::Bad => AnsiColor::Red.on_default().bold(),
        Tone::Good => AnsiColor::Green.on_default(),
        Tone::Near => AnsiColor::Yellow.on_default(),
        Tone::Faint => Style::new().dimmed(),
    }
}

/// How a heat looks where there are colours: letters and what lies under them, so that it is read on light and on dark
/// screens alike.
fn heat_style(heat: Heat) -> Style {
    let on =
        |paper: u8| Style::new().fg_color(Some(Ansi256Color(16).into())).bg_color(Some(Ansi256Color(paper).into()));
    match heat {
        Heat::Empty => Style::new().dimmed(),
        Heat::Waiting => Style::new(),
        Heat::Begun => on(194),
        Heat::Going => on(157),
        Heat::Done => on(114),
        Heat::Warm => on(224),
        Heat::Hot => on(217),
        Heat::Burning => on(210),
    }
}

impl Screen {
    /// `text` on the colour of `heat`, where there are colours.
    pub fn heat(&self, heat: Heat, text: &str) -> String {
        let style = if self.colour { heat_style(heat) } else { Style::new() };
        format!("{style}{text}{style:#}")
    }

    /// `text` in the colour of `tone`, where there are colours.
    pub fn paint(&self, tone: Tone, text: &str) -> String {
        let style = if self.colour { tone_style(tone) } else { Style::new() };
        format!("{style}{text}{style:#}")
    }
}

/// The lines every output begins with: the plan, who issued it, the day, and the plan's notice.
pub fn title(out: &mut dyn Write, plan: &Plan, as_of: NaiveDate, words: &dyn Words, screen: Screen) -> io::Result<()> {
    let header = &plan.header;
    let (number, title) = (one_line(&header.number), one_line(&header.title));
    let heading = words.phrase(&Phrase::PlanTitle { number: &number, title: &title });
    for line in layout::wrap(&heading, screen.width) {
        writeln!(out, "{}", screen.paint(Tone::Heading, &line))?;
    }
    let issuer = header.issuer.as_deref().map(one_line);
    for line in layout::wrap(&words.phrase(&Phrase::AsOf { day: as_of, issuer: issuer.as_deref() }), screen.width) {
        writeln!(out, "{line}")?;
    }
    if let Some(notice) = &header.notice {
        for line in layout::wrap(&one_line(notice), screen.width) {
            writeln!(out, "{}", screen.paint(Tone::Near, &line))?;
        }
    }
    Ok(())
}
