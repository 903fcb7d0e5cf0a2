//! What only pages of HTML have: a heat map of the board, and filters.

use super::opened::{OpenedRows, TIMED, UNTIMED};
use crate::judge::{Flag, State};
use crate::model::plan::Plan;
use crate::text::{one_line, sentence_case};
use crate::view::board::quarter_of;
use crate::view::heat::Heat;
use crate::view::report::Report;
use crate::view::report::form::Row;
use crate::view::totals::Totals;
use crate::words::{Label, Phrase, Words};

pub(super) struct HeatMap {
    /// What is owed, and how it stands: what counts open says which of these.
    pub(super) opened: Option<(Vec<String>, Vec<String>)>,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<HeatRow>,
    pub(super) legend: Vec<(&'static str, &'static str)>,
}

pub(super) struct HeatRow {
    pub(super) unit: String,
    pub(super) name: String,
    pub(super) cells: Vec<HeatCell>,
}

/// What a unit owes in a column: what has a time limit, and what has none.
#[derive(Default)]
pub(super) struct HeatCell {
    pub(super) heat: &'static str,
    pub(super) counts: Vec<HeatCount>,
}

/// Some rows of the list, as the filters find them.
pub(super) struct HeatCount {
    pub(super) text: String,
    pub(super) quarter: String,
    pub(super) limit: &'static str,
    pub(super) said: String,
    pub(super) overdue: u32,
    /// What it opens; nothing of a sum, which opens what its row does, and where nothing is opened.
    pub(super) rows: String,
}

/// What the filters call the column of what belongs to no quarter.
const NO_QUARTER: &str = "none";

/// What can be chosen in the filters: values and what people read.
pub(super) struct Filters {
    pub(super) units: Vec<(String, String)>,
    pub(super) quarters: Vec<(String, String)>,
    pub(super) states: Vec<(&'static str, String)>,
}

pub(super) struct HtmlView<'a> {
    pub(super) plan: &'a Plan,
    pub(super) report: &'a Report,
    pub(super) words: &'a dyn Words,
}

impl HtmlView<'_> {
    pub(super) fn title(&self) -> String {
        let number = &self.plan.header.number;
        let title = self.words.phrase(&Phrase::ReportTitle { number });
        let period = self.report.scope.period;
        let days = period.report_day().map(|_| self.words.phrase(&Phrase::PeriodDays(period)));
        one_line(&format!("{title}, {}", days.unwrap_or_else(|| self.words.period(period.named()))))
    }

    /// The map: of each unit of the official table what has a time limit, by quarter, and what has none. Of more units than
    /// `most` those with the most overdue.
    pub(super) fn heat(&self, most: usize, opened: Option<OpenedRows>) -> HeatMap {
        let (plan, words, board, rows) = (self.plan, self.words, &self.report.board, &self.report.rows);
        let mut rows: Vec<(&Row, usize)> = board
            .units
            .iter()
            .enumerate()
            .filter_map(|(at, unit)| Some((&rows[rows.binary_search_by_key(unit, |row| row.unit).ok()?], at)))
            .collect();
        if rows.len() > most {
            rows.sort_by_key(|(row, at)| (std::cmp::Reverse(row.tally.overdue), *at));
            rows.truncate(most);
            rows.sort_by_key(|(_, at)| *at);
        }
        // Of a unit all that is counted, and what of it has no time limit.
        let whole = |row: &Row, at: usize| {
            let all = board.row_totals(at);
            let timed = if self.report.scope.maps_time_limits() { Totals::from(&row.tally) } else { all };
            (timed, all.without(&timed))
        };
        let counted = |row: &Row, at: usize, slot: usize| {
            let cell = board.row(at).iter().find(|(own, _)| *own == slot);
            let totals = cell.map(|(_, totals)| *totals).unwrap_or_default();
            if quarter_of(plan, slot).is_some() {
                return (totals, 0);
            }
            let (_, untimed) = whole(row, at);
            (totals.without(&untimed), untimed.sum() - u64::from(untimed.of(State::Waived)))
        };
        let filled = |slot: &usize| {
            let some = |(timed, untimed): (Totals, u64)| Heat::of(&timed) != Heat::Empty || untimed > 0;
            rows.iter().any(|(row, at)| some(counted(row, *at, *slot)))
        };
        let slots: Vec<usize> = board.columns().iter().map(|(slot, _)| *slot).filter(filled).collect();
        let name = |slot: usize| match quarter_of(plan, slot) {
            Some(quarter) => words.quarter_name(quarter),
            None => sentence_case(words.label(Label::NoQuarter)),
        };
        let row = |(row, at): &(&Row, usize)| {
            let short = one_line(plan.unit(row.unit).short_name());
            let cells = slots.iter().map(|slot| {
                let quarter = quarter_of(plan, *slot).map_or_else(|| NO_QUARTER.to_owned(), |own| own.to_string());
                let (timed, untimed) = counted(row, *at, *slot);
                let mut cell = self.heat_cell(&format!("{short}, {}", name(*slot)), &quarter, &timed, untimed);
                for count in &mut cell.counts {
                    let rows =
                        opened.as_ref().map(|opened| opened.rows(row.unit, quarter_of(plan, *slot), count.limit));
                    count.rows = rows.unwrap_or_default();
                }
                cell
            });
            let all = format!("{short}, {}", words.label(Label::All));
            let all = self.heat_cell(&all, "", &whole(row, *at).0, 0);
            let unit = plan.unit(row.unit);
            HeatRow { unit: unit.id.to_string(), name: one_line(&unit.name), cells: cells.chain([all]).collect() }
        };
        let rows = rows.iter().map(row).filter(|row| row.cells.iter().any(|cell| !cell.counts.is_empty())).collect();
        HeatMap {
            rows,
            columns: slots.iter().map(|slot| name(*slot)).chain([words.label(Label::All).to_owned()]).collect(),
            legend: Heat::ALL[1..].iter().map(|heat| (heat.as_str(), words.heat(*heat))).collect(),
            opened: opened.map(|opened| (opened.owed, opened.stands)),
        }
    }

    fn heat_cell(&self, place: &str, quarter: &str, timed: &Totals, untimed: u64) -> HeatCell {
        let (words, heat) = (self.words, Heat::of(timed));
        let mut counts = Vec::new();
        if heat != Heat::Empty {
            let counted = [State::Completed, State::Pending, State::Overdue];
            let all: u32 = counted.iter().map(|state| timed.of(*state)).sum();
            let said = counted.map(|state| format!("{} {}", timed.of(state), words.state(state))).join(", ");
            counts.push(HeatCount {
                text: format!("{}/{all}", timed.of(State::Completed)),
                quarter: quarter.to_owned(),
                limit: TIMED,
                said: format!("{place}: {said}"),
                overdue: timed.of(State::Overdue),
                rows: String::new(),
            });
        }
        if untimed > 0 {
            let text = format!("{untimed} {}", words.label(Label::Untimed));
            let said = format!("{place}: {text}");
            counts.push(HeatCount {
                text,
                quarter: quarter.to_owned(),
                limit: UNTIMED,
                said,
                overdue: 0,
                rows: String::new(),
            });
        }
        HeatCell { heat: heat.as_str(), counts }
    }

    pub(super) fn filters(&self) -> Filters {
        let (plan, words) = (self.plan, self.words);
        let owing = self.report.rows.iter().filter(|row| !row.unreadable).map(|row| plan.unit(row.unit));
        let quarters = plan.quarters.iter().map(|quarter| (quarter.to_string(), words.quarter_name(*quarter)));
        let none = (NO_QUARTER.to_owned(), sentence_case(words.label(Label::NoQuarter)));
        let states = State::ALL.map(|state| (state.as_str(), sentence_case(words.state(state))));
        let flags = [
            Flag::Late,
            Flag::DueSoon,
            Flag::InProgress,
            Flag::AwaitingAcceptance,
            Flag::Extended,
            Flag::PromiseLapsed,
        ];
        let flags = flags.map(|flag| (flag.as_str(), sentence_case(words.flag(flag))));
        let limits = [(TIMED, Label::Timed), (UNTIMED, Label::Untimed)];
        let limits = limits.map(|(limit, label)| (limit, sentence_case(words.label(label))));
        Filters {
            units: owing.map(|unit| (unit.id.to_string(), one_line(&unit.name))).collect(),
            quarters: quarters.chain([none]).collect(),
            states: states.into_iter().chain(flags).chain(limits).collect(),
        }
    }
}
