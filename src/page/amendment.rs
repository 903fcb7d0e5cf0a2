//! What documents change of a task, in words.

use chrono::NaiveDate;

use crate::judge::Flag;
use crate::model::plan::{Amendment, Body, Decision, Occurrence, Plan};
use crate::text::one_line;
use crate::words::{Label, Phrase, ReviewPhrase, Words, target};

/// A document and its day: `Công văn số 88-CV/TU ngày 02/5/2025`.
pub(crate) fn document(decision: &Decision, words: &dyn Words) -> String {
    words.phrase(&Phrase::ByDocument { to: None, by: &one_line(&decision.by), on: decision.on })
}

/// What an amendment makes a task or milestone say, key by key.
pub(crate) fn changed_keys(plan: &Plan, amendment: &Amendment, words: &dyn Words) -> Vec<String> {
    let bodies = |bodies: &Option<Vec<Body>>| {
        let bodies = bodies.as_deref()?;
        Some(bodies.iter().map(|body| plan.body(*body).1.to_owned()).collect::<Vec<_>>().join(", "))
    };
    let quoted = |text: &Option<crate::model::plan::Text>| text.as_deref().map(|text| format!("“{text}”"));
    let keys = [
        (Label::LastDay, amendment.timing.as_ref().map(|timing| words.timing(plan, timing))),
        (Label::Wording, quoted(&amendment.wording)),
        (Label::Title, quoted(&amendment.title)),
        (Label::Product, quoted(&amendment.product)),
        (Label::Target, amendment.target.as_ref().map(|it| target(it, words))),
        (Label::Lead, bodies(&amendment.lead)),
        (Label::Support, bodies(&amendment.support)),
    ];
    let said = keys.into_iter().filter_map(|(label, value)| Some((words.label(label).to_lowercase(), value?)));
    said.map(|(label, value)| format!("{label}: {}", one_line(&value))).collect()
}

/// Until which later document an amendment holds, all of them being in the order of their days; nothing where none says
/// otherwise.
pub(crate) fn holds_until(all: &[Amendment], amendment: &Amendment, words: &dyn Words) -> Option<String> {
    let same = |later: &&Amendment| {
        amendment.timing.is_some() && later.timing.is_some()
            || amendment.lead.is_some() && later.lead.is_some()
            || amendment.target.is_some() && later.target.is_some()
            || amendment.title.is_some() && later.title.is_some()
    };
    let later = all.iter().skip_while(|one| !std::ptr::eq(*one, amendment)).skip(1).find(same)?;
    Some(words.phrase(&Phrase::Review(ReviewPhrase::OnlyUntil { by: &document(&later.decision, words) })))
}

/// That another last day was given by an amendment, and the document of the last one that counts on a day.
pub(crate) fn amended_by(plan: &Plan, occurrence: &Occurrence, as_of: NaiveDate, words: &dyn Words) -> String {
    let own = plan.milestone(occurrence).map_or(&[][..], |own| &own.amended);
    let counts = |it: &&Amendment| it.timing.is_some() && it.decision.on <= as_of;
    let last = own.iter().rfind(counts).or_else(|| plan.task(occurrence.task).amended.iter().rfind(counts));
    let by = last.map(|it| format!(": {}", document(&it.decision, words))).unwrap_or_default();
    format!("{}{by}", words.flag(Flag::Amended))
}

/// An amendment with its document.
pub(crate) fn amended(plan: &Plan, amendment: &Amendment, words: &dyn Words) -> String {
    format!("{}: {}", document(&amendment.decision, words), changed_keys(plan, amendment, words).join("; "))
}
