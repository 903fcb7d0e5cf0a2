//! `reviewed.toml`: marks that somebody looked at, each with its change, its reason and the document that settles it.

use chrono::NaiveDate;
use serde::Deserialize;
use toml::value::Datetime;

use crate::rules::Code;
use crate::text::shows_nothing;

/// What names the thing, whichever of these it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NoticeKey {
    pub(crate) unit: Option<String>,
    pub(crate) task: Option<String>,
    pub(crate) period: Option<String>,
    pub(crate) milestone: Option<String>,
    pub(crate) file: Option<String>,
    /// A key of the plan, an event, or a commit.
    pub(crate) key: Option<String>,
}

/// A mark that was looked at. It covers that change of that thing, and no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reviewed {
    pub(super) code: Code,
    pub(super) subject: NoticeKey,
    pub(super) change: String,
    pub(crate) reason: String,
    /// A document or an office.
    pub(crate) by: String,
    pub(crate) on: NaiveDate,
}

impl Reviewed {
    /// Whether both are of the same change of the same thing.
    pub(crate) fn is_of_same(&self, other: &Self) -> bool {
        (self.code, &self.subject, &self.change) == (other.code, &other.subject, &other.change)
    }

    /// All that it says, on one line.
    pub(crate) fn line(&self) -> String {
        let NoticeKey { unit, task, period, milestone, file, key } = &self.subject;
        let subject = [unit, task, period, milestone, file, key].map(|part| part.as_deref().unwrap_or_default());
        let Self { code, change, reason, by, on, .. } = self;
        format!("{}\t{}\t{change}\t{reason}\t{by}\t{on}\n", code.as_str(), subject.join("\t"))
    }
}

/// What is wrong with the file, and on which line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReviewedFault {
    pub(crate) line: usize,
    pub(crate) what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReviewedFile {
    #[serde(default)]
    reviewed: Vec<toml::Spanned<toml::Value>>,
}

/// The same, read at once.
#[derive(Deserialize)]
struct WholeFile {
    #[expect(dead_code, reason = "only its faults are asked for")]
    reviewed: Vec<ReviewedEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReviewedEntry {
    mark: String,
    unit: Option<String>,
    task: Option<String>,
    period: Option<String>,
    milestone: Option<String>,
    file: Option<String>,
    key: Option<String>,
    change: String,
    reason: String,
    by: String,
    on: Datetime,
}

/// Reads the file; everything that is wrong with it where something is, of each entry the first thing.
pub(crate) fn read(text: &str) -> Result<Vec<Reviewed>, Vec<ReviewedFault>> {
    let text = text.trim_start_matches('\u{feff}');
    let line = |offset: usize| text.get(..offset).unwrap_or(text).matches('\n').count() + 1;
    let file: ReviewedFile = toml::from_str(text).map_err(|error| {
        let line = line(error.span().map_or(0, |span| span.start));
        vec![ReviewedFault { line, what: error.message().to_owned() }]
    })?;
    let entry = |spanned: toml::Spanned<toml::Value>| {
        let at = line(spanned.span().start);
        let fault = |what: &str| ReviewedFault { line: at, what: what.to_owned() };
        let entry = ReviewedEntry::deserialize(spanned.into_inner()).map_err(|error| fault(error.message()))?;
        let ReviewedEntry { mark, unit, task, period, milestone, file, key, change, reason, by, on } = entry;
        let code =
            Code::parse(&mark).filter(|code| code.is_mark()).ok_or_else(|| fault(&format!("mark = \"{mark}\"")))?;
        let day = on
            .date
            .and_then(|day| NaiveDate::from_ymd_opt(i32::from(day.year), u32::from(day.month), u32::from(day.day)));
        let on = day.filter(|_| on.time.is_none()).ok_or_else(|| fault("on"))?;
        for (name, said) in [("reason", &reason), ("by", &by)] {
            if shows_nothing(said) {
                return Err(fault(name));
            }
        }
        let subject = NoticeKey { unit, task, period, milestone, file, key };
        Ok(Reviewed { code, subject, change, reason, by, on })
    };
    let (mut all, mut faults): (Vec<Reviewed>, Vec<ReviewedFault>) = Default::default();
    for found in file.reviewed.into_iter().map(entry) {
        match found {
            Ok(entry) => all.push(entry),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        return Ok(all);
    }
    // Read as a whole, the first of them is known by its own line.
    if let Err(error) = toml::from_str::<WholeFile>(text)
        && let Some(first) = faults.iter_mut().find(|fault| fault.what == error.message())
    {
        first.line = line(error.span().map_or(0, |span| span.start));
    }
    Err(faults)
}
