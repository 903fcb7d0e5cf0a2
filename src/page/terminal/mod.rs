//! What people read in a terminal.

pub(crate) mod answer;
pub(crate) mod answer_of_many;
pub(crate) mod board;
mod entry;
mod layout;
mod table;
pub(crate) mod trend;
pub(crate) mod writer;

pub(crate) use layout::{broken, left, wrap};

use anstyle::{Ansi256Color, AnsiColor, Style};

use super::tone::Tone;
use crate::view::heat::Heat;

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
    pub(crate) fn heat(&self, heat: Heat, text: &str) -> String {
        let style = if self.colour { heat_style(heat) } else { Style::new() };
        format!("{style}{text}{style:#}")
    }

    /// `text` in the colour of `tone`, where there are colours.
    pub(crate) fn paint(&self, tone: Tone, text: &str) -> String {
        let style = if self.colour { tone_style(tone) } else { Style::new() };
        format!("{style}{text}{style:#}")
    }
}
