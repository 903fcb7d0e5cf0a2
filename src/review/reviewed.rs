//! `reviewed.toml`: marks that somebody looked at, each with its change, its reason and the document that settles it.

use chrono::NaiveDate;
use serde::Deserialize;
use toml::value::Datetime;

use crate::rules::Code;

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
    reviewed: Vec<toml::Spanned<ReviewedEntry>>,
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

/// Reads the file; the first thing that is wrong with it where something is.
pub(crate) fn read(text: &str) -> Result<Vec<Reviewed>, ReviewedFault> {
    let text = text.trim_start_matches('\u{feff}');
    let line = |offset: usize| text.get(..offset).unwrap_or(text).matches('\n').count() + 1;
    let file: ReviewedFile = toml::from_str(text).map_err(|error| ReviewedFault {
        line: line(error.span().map_or(0, |span| span.start)),
        what: error.message().to_owned(),
    })?;
    let entry = |spanned: toml::Spanned<ReviewedEntry>| {
        let at = line(spanned.span().start);
        let fault = |what: &str| ReviewedFault { line: at, what: what.to_owned() };
        let ReviewedEntry { mark, unit, task, period, milestone, file, key, change, reason, by, on } =
            spanned.into_inner();
        let code =
            Code::parse(&mark).filter(|code| code.is_mark()).ok_or_else(|| fault(&format!("mark = \"{mark}\"")))?;
        let day = on
            .date
            .and_then(|day| NaiveDate::from_ymd_opt(i32::from(day.year), u32::from(day.month), u32::from(day.day)));
        let on = day.filter(|_| on.time.is_none()).ok_or_else(|| fault("on"))?;
        for (name, said) in [("reason", &reason), ("by", &by)] {
            if said.trim().is_empty() {
                return Err(fault(name));
            }
        }
        let subject = NoticeKey { unit, task, period, milestone, file, key };
        Ok(Reviewed { code, subject, change, reason, by, on })
    };
    file.reviewed.into_iter().map(entry).collect()
}
