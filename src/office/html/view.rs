//! What only pages of HTML have: a heat map of the board, and filters.

use crate::judge::{Flag, State};
use crate::model::id::UnitIx;
use crate::model::plan::Plan;
use crate::text::{one_line, sentence_case};
use crate::view::board::quarter_of;
use crate::view::heat::Heat;
use crate::view::report::Report;
use crate::view::totals::Totals;
use crate::words::{Label, Phrase, Words};

pub(super) struct HeatMap {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<HeatRow>,
    pub(super) legend: Vec<(&'static str, &'static str)>,
}

pub(super) struct HeatRow {
    pub(super) unit: String,
    pub(super) name: String,
    pub(super) cells: Vec<HeatCell>,
}

#[derive(Default)]
pub(super) struct HeatCell {
    pub(super) heat: &'static str,
    pub(super) text: String,
    pub(super) quarter: String,
    pub(super) said: String,
    pub(super) overdue: u32,
}

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

    pub(super) fn heat(&self) -> HeatMap {
        let (plan, words, board) = (self.plan, self.words, &self.report.board);
        let slots: Vec<usize> = board
            .columns()
            .iter()
            .filter(|(_, totals)| Heat::of(totals) != Heat::Empty)
            .map(|(slot, _)| *slot)
            .collect();
        let name = |slot: usize| match quarter_of(plan, slot) {
            Some(quarter) => words.quarter_name(quarter),
            None => sentence_case(words.label(Label::NoQuarter)),
        };
        let row = |(at, unit): (usize, &UnitIx)| {
            let cells = slots.iter().map(|slot| {
                let found = board.row(at).iter().find(|(own, _)| own == slot);
                found.map_or_else(HeatCell::default, |(_, totals)| self.heat_cell(*unit, &name(*slot), *slot, totals))
            });
            let all = self.heat_total(*unit, &board.row_totals(at));
            let unit = plan.unit(*unit);
            HeatRow { unit: unit.id.to_string(), name: one_line(&unit.name), cells: cells.chain([all]).collect() }
        };
        let owing = board.units.iter().enumerate().filter(|(at, _)| Heat::of(&board.row_totals(*at)) != Heat::Empty);
        HeatMap {
            columns: slots.iter().map(|slot| name(*slot)).chain([words.label(Label::All).to_owned()]).collect(),
            rows: owing.map(row).collect(),
            legend: Heat::ALL[1..].iter().map(|heat| (heat.as_str(), words.heat(*heat))).collect(),
        }
    }

    fn heat_cell(&self, unit: UnitIx, quarter: &str, slot: usize, totals: &Totals) -> HeatCell {
        let quarter_id = quarter_of(self.plan, slot).map_or_else(|| "none".to_owned(), |quarter| quarter.to_string());
        HeatCell { quarter: quarter_id, ..self.heat_counts(unit, quarter, totals) }
    }

    fn heat_total(&self, unit: UnitIx, totals: &Totals) -> HeatCell {
        self.heat_counts(unit, self.words.label(Label::All), totals)
    }

    fn heat_counts(&self, unit: UnitIx, column: &str, totals: &Totals) -> HeatCell {
        let heat = Heat::of(totals);
        if heat == Heat::Empty {
            return HeatCell::default();
        }
        let counted = [State::Completed, State::Pending, State::Overdue];
        let all: u32 = counted.iter().map(|state| totals.of(*state)).sum();
        let said = counted.map(|state| format!("{} {}", totals.of(state), self.words.state(state))).join(", ");
        HeatCell {
            heat: heat.as_str(),
            text: format!("{}/{all}", totals.of(State::Completed)),
            quarter: String::new(),
            said: format!("{}, {column}: {said}", one_line(self.plan.unit(unit).short_name())),
            overdue: totals.of(State::Overdue),
        }
    }

    pub(super) fn filters(&self) -> Filters {
        let (plan, words) = (self.plan, self.words);
        let owing = self.report.rows.iter().filter(|row| !row.unreadable).map(|row| plan.unit(row.unit));
        let quarters = plan.quarters.iter().map(|quarter| (quarter.to_string(), words.quarter_name(*quarter)));
        let none = ("none".to_owned(), sentence_case(words.label(Label::NoQuarter)));
        let states = State::ALL.map(|state| (state.as_str(), sentence_case(words.state(state))));
        let flags = [Flag::Late, Flag::DueSoon, Flag::InProgress, Flag::AwaitingAcceptance, Flag::Extended];
        let flags = flags.map(|flag| (flag.as_str(), sentence_case(words.flag(flag))));
        Filters {
            units: owing.map(|unit| (unit.id.to_string(), one_line(&unit.name))).collect(),
            quarters: quarters.chain([none]).collect(),
            states: states.into_iter().chain(flags).collect(),
        }
    }
}
