//! Words: everything that is printed, in each language. What can be said is listed in [`label`], [`phrase`] and
//! [`language`]; each language has a folder. A missing translation does not compile.

/// A function that has fixed words for each value.
macro_rules! table {
    ($vis:vis fn $name:ident($(&$self:ident,)? $of:ident) { $($($key:ident)|+ => $text:literal),* $(,)? }) => {
        $vis fn $name($(&$self,)? it: $of) -> &'static str {
            match it { $($($of::$key)|+ => $text,)* }
        }
    };
}

/// A function that has a sentence for each value, with what it holds put into it.
macro_rules! sentences {
    ($vis:vis fn $name:ident(&$of:ident) { $(
        $($key:ident $({ $($field:tt)* })? $(( $($inner:tt)* ))?)|+ $(if $guard:expr)? => $text:literal $(, $arg:expr)*;
    )* }) => {
        $vis fn $name(it: &$of) -> String {
            match it { $(
                $($of::$key $({ $($field)* })? $(( $($inner)* ))?)|+ $(if $guard)? => format!($text $(, $arg)*),
            )* }
        }
    };
}

/// The same, where a second sentence may say what to do about it.
macro_rules! sentences_with_help {
    ($vis:vis fn $name:ident(&$of:ident) { $(
        $key:ident $({ $($field:tt)* })? $(if $guard:expr)? => $text:literal $(, $arg:expr)* $(=> $help:literal $(, $with:expr)*)?;
    )* }) => {
        $vis fn $name(it: &$of) -> (String, Option<String>) {
            match it { $($of::$key $({ $($field)* })? $(if $guard)? => {
                (format!($text $(, $arg)*), [$(format!($help $(, $with)*))?].into_iter().next())
            })* }
        }
    };
}

/// The method that has the text of each rule.
macro_rules! rule_texts {
    ($($code:ident $name:literal,)*) => {
        fn rule(&self, code: Code) -> &'static str {
            match code { $(Code::$code => include_str!(concat!("rules/", stringify!($code), ".md")),)* }
        }
    };
}

pub(crate) mod collect;
pub(crate) mod draft;
mod en;
pub(crate) mod export;
pub(crate) mod guide;
pub(crate) mod handing;
pub(crate) mod label;
pub(crate) mod language;
pub(crate) mod office;
mod parts;
pub(crate) mod past;
pub(crate) mod phrase;
pub(crate) mod planning;
pub(crate) mod review;
pub(crate) mod screen;
pub(crate) mod sheet;
pub(crate) mod site;
mod standing;
mod target;
pub(crate) mod topic;
pub(crate) mod tracker;
mod vi;

pub(crate) use collect::CollectPhrase;
pub(crate) use draft::DraftPhrase;
pub(crate) use export::ExportPhrase;
pub(crate) use handing::HandingPhrase;
pub(crate) use label::Label;
pub use language::Words;
pub(crate) use parts::office_date as date;
pub(crate) use past::PastPhrase;
pub(crate) use phrase::Phrase;
pub(crate) use planning::PlanningPhrase;
pub(crate) use review::ReviewPhrase;
pub(crate) use standing::{names, some_of, standing, state_word, ties};
pub(crate) use target::{amount, plain_amount, reached, target, typed_target};
pub(crate) use tracker::TrackerPhrase;

use crate::facts::Fact;
use crate::model::id::OccurrenceIx;
use crate::model::lang::languages;
use crate::model::plan::{Lang, Occurrence, Part, Plan, Timing};

macro_rules! words_of {
    ($($lang:ident $tag:literal $words:path),*) => {
        pub fn words(lang: Lang) -> &'static dyn Words {
            match lang { $(Lang::$lang => &$words,)* }
        }
    };
}
languages!(words_of);

/// What a field of a record says.
pub(crate) fn said(fact: &Fact<'_>, words: &dyn Words) -> String {
    let document = |to, by: &str, on| words.phrase(&Phrase::ByDocument { to, by, on });
    match fact {
        Fact::Day(day) => date(*day),
        Fact::Text(text) => text.to_string(),
        Fact::Evidence(_) | Fact::Progress(_) => parts(fact, words).join("; "),
        Fact::Extended(it) => document(Some(it.to), &it.by, it.on),
        Fact::Waived(it) => document(None, &it.by, it.on),
    }
}

/// What each item of a list says.
pub(crate) fn parts(fact: &Fact<'_>, words: &dyn Words) -> Vec<String> {
    match fact {
        Fact::Evidence(list) => list.iter().map(|one| one.name().to_owned()).collect(),
        Fact::Progress(list) => {
            list.iter().map(|one| format!("{} ({})", amount(one.value, words), date(one.on))).collect()
        }
        fact => vec![said(fact, words)],
    }
}

/// What is owed, with its period or milestone where the task has some.
pub(crate) fn owed(plan: &Plan, occurrence: OccurrenceIx, words: &dyn Words) -> String {
    let occurrence = plan.occurrence(occurrence);
    let title = plan.title(occurrence);
    match part(plan, occurrence, words) {
        Some(part) => format!("{title} ({part})"),
        None => title.to_string(),
    }
}

/// The period of an occurrence, or its milestone by the id that is typed; nothing for what is owed once.
pub(crate) fn part(plan: &Plan, occurrence: &Occurrence, words: &dyn Words) -> Option<String> {
    part_name(&plan.part(occurrence), words)
}

pub(crate) fn part_name(part: &Part, words: &dyn Words) -> Option<String> {
    match part {
        Part::Once => None,
        Part::Period(period) => Some(words.period(*period)),
        Part::Milestone(id) => Some(id.to_string()),
    }
}

/// When an occurrence is due, said in words; of a task with several kinds of period only what counts for this one.
pub(crate) fn rule(plan: &Plan, occurrence: &Occurrence, words: &dyn Words) -> String {
    let own = match (&plan.task(occurrence.task).timing, plan.milestone(occurrence), occurrence.period) {
        (_, Some(milestone), _) => Timing::Once(milestone.deadline),
        (Timing::Every(rules), _, Some(period)) => {
            Timing::Every(rules.iter().copied().filter(|(every, _)| every.kind() == period.kind()).collect())
        }
        (timing, ..) => return words.timing(plan, timing),
    };
    words.timing(plan, &own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::period::Period;
    use crate::typed::TypedPeriod;

    /// What the screen says of a period is read as that period.
    #[test]
    fn periods_as_they_are_shown_can_be_typed() {
        let periods =
            ["2024", "2024-9M", "2024-H1", "2024-H2", "2024-Q1", "2024-Q4", "2024-04", "2024-12", "2024-04-H1"];
        for text in periods.into_iter().chain(["2024-12-H2", "2024-W01", "2024-W15", "2024-04-26"]) {
            let period = Period::parse(text).expect("a period");
            for lang in Lang::all() {
                let shown = words(lang).period(period);
                assert_eq!(TypedPeriod::parse(&shown), Ok(TypedPeriod::Whole(period)), "{shown}");
            }
        }
    }
}
