//! The sentences of a draft's questions, whatever they quote, in whatever language it was made: there is no mark in the
//! file.

use chrono::NaiveDate;

use crate::draft::duty::{DutyDoubt, ToldDoubt};
use crate::model::id::UnitIx;
use crate::model::plan::{Lang, Plan};
use crate::text::one_line;
use crate::words::{DraftPhrase, Phrase, words};

/// What stands for any text where the form of a question is looked at.
pub(super) const ANY: &str = "\u{F8FF}";

/// What a sentence says in every language.
fn forms(said: &DraftPhrase<'_>) -> Vec<String> {
    Lang::all().map(|lang| one_line(&words(lang).phrase(&Phrase::Draft(said.clone())))).collect()
}

/// Whether a line asks this.
pub(super) fn is_form(line: &str, said: &DraftPhrase<'_>) -> bool {
    forms(said).iter().any(|form| fits(line, form))
}

/// Whether a line asks this of a task.
pub(super) fn is_doubt(line: &str, doubt: &DutyDoubt) -> bool {
    is_form(line, &DraftPhrase::Doubt(doubt))
}

/// Whether a line asks this about a row of a tracker.
pub(super) fn is_told(line: &str, doubt: ToldDoubt) -> bool {
    is_doubt(line, &DutyDoubt::Told(doubt))
}

/// The same where the question names a day: whichever.
pub(super) fn is_told_of_day(line: &str, doubt: impl Fn(NaiveDate) -> ToldDoubt) -> bool {
    // Two days that no language begins or ends alike.
    let days = [(1111, 11, 11), (2222, 12, 22)].map(|(year, month, day)| {
        let day = NaiveDate::from_ymd_opt(year, month, day).expect("it is in the calendar");
        DutyDoubt::Told(doubt(day))
    });
    let [one, other] = days.each_ref().map(|doubt| forms(&DraftPhrase::Doubt(doubt)));
    one.iter().zip(&other).any(|(one, other)| {
        let same = |(one, other): &(char, char)| one == other;
        let before: String = one.chars().zip(other.chars()).take_while(same).map(|(one, _)| one).collect();
        let after: String = one.chars().rev().zip(other.chars().rev()).take_while(same).map(|(one, _)| one).collect();
        let after: String = after.chars().rev().collect();
        fits(line, &format!("{before}{ANY}{after}"))
    })
}

/// Whether a unit only stands in for those that a draft could not name.
pub(super) fn stands_in(plan: &Plan, unit: UnitIx) -> bool {
    let of = plan.unit(unit);
    let forms = [DraftPhrase::Nobody, DraftPhrase::MembersOf { group: ANY }];
    !of.confirmed && forms.iter().any(|form| is_form(&of.name, form))
}

fn fits(line: &str, form: &str) -> bool {
    let mut pieces = form.split(ANY);
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = line.strip_prefix(first) else { return false };
    let mut pieces: Vec<&str> = pieces.collect();
    let Some(last) = pieces.pop() else { return rest.is_empty() };
    for piece in pieces {
        let Some((_, after)) = rest.split_once(piece) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}
