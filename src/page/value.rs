//! What cells hold: words, numbers, days and the like, so that each format can write them as what they are.

use chrono::NaiveDate;

use super::tone::Tone;
use crate::judge::Standing;
use crate::model::evidence::Evidence;
use crate::model::period::Quarter;
use crate::model::target::{Progress, TargetRange};
use crate::rules::Code;
use crate::text::one_line;
use crate::view::report::tally::Rate;
use crate::words::{Label, Phrase, Words, date, reached};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CellValue {
    Nothing,
    /// There could be something, but there is nothing to say.
    Dash,
    Text(String),
    Toned(Tone, String),
    /// What the row above says too: only written where rows stand alone.
    Again(String),
    Texts(Vec<String>),
    /// Documents and files; a file with its place below the workspace's folder, as a link has it.
    Links(Vec<(String, Option<String>)>),
    /// How much was reached of a target, and how far a bar of ten is filled.
    Reached {
        tenths: u64,
        text: String,
    },
    Codes(Vec<Code>),
    Count(u64),
    /// How much more there is, or less.
    Change(i64),
    Rate(Rate),
    /// How much more of a rate there is, or less, in tenths of a percentage point.
    RateChange(i32),
    Day(NaiveDate),
    Days(i64),
    /// A quarter, or that there is none.
    Quarter(Option<Quarter>),
}

impl CellValue {
    pub(crate) fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }

    pub(crate) fn days(days: Option<i64>) -> Self {
        days.map_or(Self::Nothing, Self::Days)
    }

    pub(crate) fn rate(rate: Option<Rate>) -> Self {
        rate.map_or(Self::Dash, Self::Rate)
    }

    /// Words, if there are any: on one line, and nothing in them that would not be seen.
    pub(crate) fn text(text: impl AsRef<str>) -> Self {
        let text = one_line(text.as_ref());
        if text.is_empty() { Self::Nothing } else { Self::Text(text) }
    }

    pub(crate) fn some(text: Option<impl AsRef<str>>) -> Self {
        text.map_or(Self::Nothing, Self::text)
    }

    pub(crate) fn lines(text: Option<&str>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Texts(text.lines().map(one_line).collect()))
    }

    pub(crate) fn texts(texts: impl IntoIterator<Item = String>) -> Self {
        let texts: Vec<String> = texts.into_iter().map(|text| one_line(&text)).collect();
        if texts.is_empty() { Self::Nothing } else { Self::Texts(texts) }
    }

    /// What evidence there is; its files are links where a way leads to the workspace's folder.
    pub(crate) fn evidence(evidence: &[Evidence<'_>], to_workspace: Option<&str>) -> Self {
        if to_workspace.is_none() || evidence.iter().all(|one| one.file().is_none()) {
            return Self::text(evidence.iter().map(Evidence::name).collect::<Vec<_>>().join("; "));
        }
        let place = |file: &str| format!("{}{}", to_workspace.unwrap_or_default(), in_link(file));
        let link = |one: &Evidence<'_>| (one_line(one.name()), one.file().map(|it| place(&it.file)));
        let links: Vec<_> = evidence.iter().map(link).filter(|(text, _)| !text.is_empty()).collect();
        if links.is_empty() { Self::Nothing } else { Self::Links(links) }
    }

    /// How much was reached of a target, where there is one.
    pub(crate) fn reached(target: Option<&TargetRange>, progress: Option<Progress>, words: &dyn Words) -> Self {
        let Some(target) = target else { return Self::Nothing };
        let value = progress.map(|progress| progress.value);
        let tenths = value.zip(target.goal()).map_or(0, |(value, goal)| value.part_of(goal, 10));
        Self::Reached { tenths, text: reached(value, target, words) }
    }

    pub(crate) fn standing(standing: &Standing, words: &dyn Words) -> Self {
        Self::standing_with(standing, Vec::new(), words)
    }

    /// The same, with what else there is to say of the obligation.
    pub(crate) fn standing_with(standing: &Standing, more: Vec<String>, words: &dyn Words) -> Self {
        let said = std::iter::once(crate::words::standing(standing, words)).chain(more);
        Self::Toned(Tone::of(standing), said.collect::<Vec<_>>().join(", "))
    }

    pub(crate) fn tone(&self) -> Tone {
        if let Self::Toned(tone, _) = self { *tone } else { Tone::Plain }
    }

    /// Whether it is words, not a number or a day.
    pub(crate) fn is_words(&self) -> bool {
        matches!(
            self,
            Self::Text(_)
                | Self::Toned(..)
                | Self::Again(_)
                | Self::Texts(_)
                | Self::Links(_)
                | Self::Reached { .. }
                | Self::Codes(_)
                | Self::Quarter(_)
        )
    }

    pub(crate) fn shown(&self, words: &dyn Words) -> String {
        let signed = |amount: i64, text: String| match amount {
            0 => text,
            1.. => format!("+{text}"),
            _ => format!("−{text}"),
        };
        match self {
            Self::Nothing => String::new(),
            Self::Dash => "–".to_owned(),
            Self::Text(text) | Self::Toned(_, text) | Self::Again(text) | Self::Reached { text, .. } => text.clone(),
            Self::Texts(texts) => texts.join("; "),
            Self::Links(links) => links.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("; "),
            Self::Codes(codes) => codes.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(", "),
            Self::Count(count) => words.number(*count),
            Self::Change(change) => signed(*change, words.number(change.unsigned_abs())),
            Self::Rate(rate) => words.rate(*rate),
            Self::RateChange(tenths) => {
                let size = u16::try_from(tenths.unsigned_abs()).unwrap_or(u16::MAX);
                signed(i64::from(*tenths), words.tenths(size))
            }
            Self::Day(day) => date(*day),
            Self::Days(days) => words.phrase(&Phrase::Days(*days)),
            Self::Quarter(None) => words.label(Label::NoQuarter).to_owned(),
            Self::Quarter(Some(quarter)) => words.quarter_name(*quarter),
        }
    }
}

/// How far a bar of ten is filled, drawn with characters.
pub(crate) fn bar(tenths: u64) -> String {
    (0..10).map(|at| if at < tenths { '█' } else { '░' }).collect()
}

/// A path as a link has it: only what means nothing there stands for itself.
pub(crate) fn in_link(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
