//! CSV for spreadsheets: it opens in Excel with its diacritics, and no cell runs as a formula. Scripts have JSON.

use std::borrow::Cow;
use std::io::{self, Write};

use chrono::NaiveDate;

use crate::facts::{Extended, Fact, Waived};
use crate::judge::{Flag, State};
use crate::model::evidence::Evidence;
use crate::model::id::UnitIx;
use crate::model::plan::Plan;
use crate::model::record::Field;
use crate::model::target::TargetRange;
use crate::source::BOM;
use crate::text::hidden;
use crate::view::board::{Board, quarter_of};
use crate::view::item::Item;

pub(crate) fn item_columns() -> Vec<&'static str> {
    const OF_THE_PLAN: [&str; 14] = [
        "unit",
        "unit_name",
        "task",
        "period",
        "quarter",
        "title",
        "clause",
        "wording",
        "nominal",
        "due",
        "state",
        "flags",
        "days_late",
        "days_left",
    ];
    const MORE: [&str; 6] = ["milestone", "with", "handed_to", "target", "progress", "tags"];
    OF_THE_PLAN.into_iter().chain(Field::LISTED.map(Field::as_str)).chain(MORE).collect()
}

/// A CSV writer that guards every cell.
pub(crate) struct Sheet<W: Write> {
    csv: ::csv::Writer<W>,
    /// The plan and the day, which every row begins with where rows of several plans may come together.
    of: Option<[String; 2]>,
    notice: Option<String>,
}

impl<W: Write> Sheet<W> {
    /// A sheet of one plan; its notice, if there is one, is the last column.
    pub(crate) fn new(out: W, plan: &Plan) -> Self {
        let notice = plan.header.notice.as_deref().map(|notice| guard(notice).into_owned());
        Self { notice, ..Self::of_many(out) }
    }

    /// A sheet of several plans together.
    pub(crate) fn of_many(out: W) -> Self {
        let csv = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
        Self { csv, of: None, notice: None }
    }

    /// A sheet with the same columns in every workspace: first the plan and the day, last the notice.
    pub(crate) fn of_items(out: W, plan: &Plan, as_of: NaiveDate) -> Self {
        let Self { csv, notice, .. } = Self::new(out, plan);
        let of = Some([guard(&plan.header.number).into_owned(), as_of.to_string()]);
        Self { csv, of, notice: notice.or_else(|| Some(String::new())) }
    }

    /// The same with its byte order mark and headings.
    pub(crate) fn begin(mut self, columns: &[&str]) -> io::Result<Self> {
        let [plan, as_of] = ["plan", "as_of"].map(|name| self.of.is_some().then_some(name));
        let notice = self.notice.is_some().then_some("notice");
        let mut names = plan.into_iter().chain(as_of).chain(columns.iter().copied()).chain(notice);
        // The mark goes with the first name, which is a plain word.
        let first = format!("{BOM}{}", names.next().unwrap_or_default());
        self.csv.write_record(std::iter::once(first.as_str()).chain(names))?;
        Ok(self)
    }

    /// Writes a row. Texts among its cells must have been guarded.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item: AsRef<str>>) -> io::Result<()> {
        for cell in self.of.iter().flatten() {
            self.csv.write_field(cell)?;
        }
        for cell in cells {
            self.csv.write_field(cell.as_ref())?;
        }
        if let Some(notice) = &self.notice {
            self.csv.write_field(notice)?;
        }
        self.csv.write_record(None::<&[u8]>).map_err(io::Error::from)
    }

    pub(crate) fn item(&mut self, plan: &Plan, item: &Item<'_>) -> io::Result<()> {
        let Item { standing, facts, .. } = item;
        let (unit, occurrence) = (plan.unit(item.unit), plan.occurrence(item.occurrence));
        let task = plan.task(occurrence.task);
        let flags: Vec<&str> = standing.flags.iter().map(Flag::as_str).collect();
        let of_the_plan = [
            unit.id.as_str().into(),
            guard(&unit.name),
            task.id.as_str().into(),
            written(occurrence.period),
            written(standing.quarter(plan)),
            guard(plan.title(occurrence)),
            task.clause.as_deref().map(guard).unwrap_or_default(),
            plan.wording(occurrence).map(guard).unwrap_or_default(),
            written(standing.nominal.day()),
            written(standing.due),
            standing.state.as_str().into(),
            flags.join(" ").into(),
            written(standing.days_late),
            written(standing.days_left),
        ];
        let recorded = Field::LISTED.map(|field| facts.get(field).map(cell).unwrap_or_default());
        let milestone = plan.milestone(occurrence).map(|milestone| milestone.id.as_str().into()).unwrap_or_default();
        let ids = |units: &[UnitIx]| -> Cow<'_, str> {
            units.iter().map(|unit| plan.unit(*unit).id.as_str()).collect::<Vec<_>>().join("; ").into()
        };
        let more = [
            milestone,
            ids(&item.with),
            ids(&item.handed_to),
            written(plan.target(item.occurrence).map(target)),
            written(item.progress.map(|progress| progress.value)),
            guard(&task.tags.join("; ")).into_owned().into(),
        ];
        self.row(of_the_plan.into_iter().chain(recorded).chain(more))
    }

    /// Writes a board: a row for each unit and quarter that has an item.
    pub(crate) fn board(&mut self, plan: &Plan, board: &Board) -> io::Result<()> {
        for (at, unit) in board.units.iter().enumerate() {
            let unit = plan.unit(*unit);
            for (slot, totals) in board.row(at) {
                let quarter = quarter_of(plan, *slot).map(|quarter| quarter.to_string()).unwrap_or_default();
                let row = [unit.id.as_str().into(), guard(&unit.name), quarter.into()];
                self.row(row.into_iter().chain(State::ALL.map(|state| written(Some(totals.of(state))))))?;
            }
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

pub(crate) const BOARD_COLUMNS: [&str; 8] =
    ["unit", "unit_name", "quarter", "overdue", "pending", "completed", "ongoing", "waived"];

/// What is no text and has nothing to guard against; empty where there is nothing.
fn written(value: Option<impl ToString>) -> Cow<'static, str> {
    value.map(|value| value.to_string().into()).unwrap_or_default()
}

/// A target as signs: `≥ 151 chi bộ`, `≤ 3`, `80–100 %`.
fn target(target: &TargetRange) -> String {
    let limits = match (target.min, target.max) {
        (Some(min), Some(max)) => format!("{min}–{max}"),
        (Some(min), None) => format!("≥ {min}"),
        (None, max) => format!("≤ {}", max.map(|max| max.to_string()).unwrap_or_default()),
    };
    let unit = target.unit.as_deref().map(guard).unwrap_or_default();
    format!("{limits} {unit}").trim_end().to_owned()
}

/// What a field of a record says. Of a document that grants something it is the document.
fn cell<'a>(fact: &'a Fact<'_>) -> Cow<'a, str> {
    match fact {
        Fact::Day(day) => day.to_string().into(),
        Fact::Text(text) => guard(text),
        Fact::Evidence(list) => {
            guard(&list.iter().map(Evidence::name).collect::<Vec<_>>().join("; ")).into_owned().into()
        }
        Fact::Progress(list) => written(list.last().map(|one| one.value)),
        Fact::Extended(Extended { by, .. }) | Fact::Waived(Waived { by, .. }) => guard(by),
    }
}

/// A text that no spreadsheet runs: what begins like a formula gets an apostrophe, which spreadsheets take as "text".
/// Characters that are not seen give way to a blank.
pub(crate) fn guard(text: &str) -> Cow<'_, str> {
    let hides = |c: char| hidden(c).is_some() && c != '\n';
    let clean: Cow<'_, str> = if text.chars().any(hides) {
        text.chars().map(|c| if hides(c) { ' ' } else { c }).collect::<String>().into()
    } else {
        text.into()
    };
    // Full-width signs are formulas too in some regions of Excel; blanks before a sign do not stop it.
    let first = clean.trim_start().chars().next();
    let runs = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    if runs || text.starts_with(['\t', '\r']) { format!("'{clean}").into() } else { clean }
}

#[cfg(test)]
mod tests {
    use super::guard;

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "＝1"] {
            assert!(guard(text).starts_with('\''), "{text:?}");
        }
        for text in ["Công văn 12-CV/TU", "a=b", "15/3/2024", ""] {
            assert_eq!(guard(text), text);
        }
        assert_eq!(guard("a\u{1b}[31mb\u{202e}"), "a [31mb ");
    }
}
