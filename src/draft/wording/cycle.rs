//! Kinds of period that recur, how often, and what reports are of.

use super::count::{CountUnit, Frequency, frequency};
use super::element::{Cycle, Element, FoundElement};
use super::limit::{Edges, Parser};
use super::list::{cycle, joint};
use super::stretch::{Extent, Length, StretchPart, Year};
use super::token::Kind;
use super::vocabulary::Word;
use super::when;

impl Parser<'_> {
    pub(super) fn frequency(&mut self) -> bool {
        let begun = self.c.at;
        let found = if self.c.eat(Word::TwiceYearly) {
            Some(Frequency { times: 2, units: 1, unit: CountUnit::Years })
        } else {
            self.c.maybe(frequency)
        };
        let Some(frequency) = found else { return false };
        self.c.eat(Word::Batch);
        let at_least = self.edges.at_least
            || self.tokens.all[begun..self.c.at].iter().any(|token| token.kind == Kind::Known(Word::AtLeast));
        self.put(Element::Frequency { frequency, at_least });
        true
    }

    pub(super) fn every(&mut self) -> bool {
        // "tháng 10 các năm"
        let all = self.c.token(0).is_some_and(|token| token.text == "các")
            && matches!(self.c.word(1), Some(Word::Year | Word::Quarter));
        if all && !self.found.is_empty() {
            let at = self.c.at;
            self.c.skip(1);
            if let Some(kind) = self.c.maybe(cycle) {
                self.put_cycles(vec![kind], true);
                return true;
            }
            self.c.at = at;
        }
        // "every Friday"
        if self.c.is(0, Word::Every) && matches!(self.c.word(1), Some(Word::Weekday(_) | Word::WeekdayHead)) {
            self.c.skip(1);
            self.put_cycles(vec![Cycle::Week], true);
            return true;
        }
        // "báo cáo hằng quý"
        let reported = self.c.before().is_some_and(|token| token.kind == Kind::Known(Word::Report));
        let Some(cycles) = self.cycles(true) else { return false };
        self.put_cycles(cycles, true);
        if let Some(FoundElement { piece: Element::Every { reported: own, .. }, .. }) = self.found.last_mut() {
            *own |= reported;
        }
        true
    }

    /// A cell that holds nothing but kinds of period: “Quý, 6 tháng, năm”.
    pub(super) fn kinds(&mut self) -> bool {
        let first = self.found.is_empty()
            && self.tokens.all[..self.c.at]
                .iter()
                .all(|it| it.kind == Kind::Known(Word::Label) || matches!(it.kind, Kind::Mark(_)));
        if !first {
            return false;
        }
        let Some(kinds) = self.cycles(false).filter(|kinds| kinds.len() > 1) else { return false };
        self.c.eat_mark('.');
        if !self.c.is_done() {
            return false;
        }
        self.put_cycles(kinds, true);
        true
    }

    /// Kinds of period in a row; `said` asks for a word that says that they recur.
    pub(super) fn cycles(&mut self, said: bool) -> Option<Vec<Cycle>> {
        let c = &mut self.c;
        let adverb = match c.word(0) {
            Some(Word::Daily) => Some(Cycle::Day),
            Some(Word::Weekly) => Some(Cycle::Week),
            Some(Word::Monthly) => Some(Cycle::Month),
            Some(Word::Quarterly) => Some(Cycle::Quarter),
            Some(Word::HalfYearly) => Some(Cycle::Half),
            Some(Word::Yearly) => Some(Cycle::Year),
            _ => None,
        };
        if adverb.is_some() {
            c.skip(1);
            let mut cycles: Vec<Cycle> = adverb.into_iter().collect();
            while let Some(more) = c.maybe(|c| {
                joint(c)?;
                let cycle = match c.word(0)? {
                    Word::Monthly => Cycle::Month,
                    Word::Quarterly => Cycle::Quarter,
                    Word::Yearly => Cycle::Year,
                    Word::HalfYearly => Cycle::Half,
                    Word::Weekly => Cycle::Week,
                    _ => return None,
                };
                c.skip(1);
                Some(cycle)
            }) {
                cycles.push(more);
            }
            return Some(cycles);
        }
        if said {
            let every = c.eat(Word::Every);
            let periodic = !every && c.eat(Word::Periodic);
            if !every && !periodic {
                return None;
            }
            if periodic {
                c.eat_all(&[Word::Report, Word::In, Word::Finish]);
                c.eat_mark('(');
                c.eat(Word::Every);
                // "định kỳ cuối năm"
                if c.is(0, Word::Last) && !matches!(c.kind(2), Some(Kind::Number(..))) && !c.is(1, Word::Week) {
                    c.skip(1);
                }
            }
        }
        let mut cycles = vec![cycle(c)?];
        while let Some(more) = c.maybe(|c| {
            if joint(c).is_none() && !c.eat_mark('/') && !c.eat_mark('-') {
                return None;
            }
            c.eat(Word::Every);
            c.eat(Word::Report);
            // "6 tháng và cuối năm", "9 tháng, cả năm"
            if matches!(c.word(0), Some(Word::Last | Word::End))
                && c.is(1, Word::Year)
                && !matches!(c.kind(2), Some(Kind::Number(..)))
            {
                c.skip(1);
            }
            cycle(c)
        }) {
            cycles.push(more);
        }
        Some(cycles)
    }

    pub(super) fn put_cycles(&mut self, kinds: Vec<Cycle>, said: bool) {
        let edges = self.edges;
        let reported = matches!(self.c.word(0), Some(Word::Report | Word::Finish)) || self.periodic;
        self.put(Element::Every { kinds, said, reported });
        // "trước 16h00 thứ Sáu hằng tuần", "chậm nhất … hằng tháng ngày 5"
        self.edges = Edges { at_least: false, ..edges };
    }

    /// What a report is of: “báo cáo quý”, “báo cáo 6 tháng đầu năm 2025”.
    pub(super) fn report(&mut self) -> bool {
        if !self.c.eat(Word::Report) {
            return false;
        }
        let regular = |parser: &Self| parser.c.before().is_some_and(|token| token.text.contains("định kỳ"));
        let mut periodic = regular(self);
        if self.c.eat(Word::Report) {
            periodic |= regular(self);
        }
        periodic |= self.c.is(0, Word::Periodic) && !matches!(self.c.word(1), Some(Word::Every));
        let at = self.c.at;
        if periodic {
            let edges = self.edges;
            self.put(Element::Periodic);
            self.edges = edges;
        }
        // "báo cáo trước ngày 15" is a limit, "báo cáo năm 2024" names the report, as does "kết quả thực hiện năm 2024".
        self.c.eat_all(&[Word::Finish, Word::Of]);
        if let Some(when) = self.c.maybe(when::stretch) {
            let subject = match (when.span, when.year) {
                (Extent::Half(1), Year::Unsaid) => Some(Cycle::FirstHalf),
                (Extent::Half(_), Year::Unsaid) => Some(Cycle::SecondHalf),
                (Extent::NineMonths, Year::Unsaid) => Some(Cycle::NineMonths),
                _ => None,
            };
            let limits = matches!(when.span, Extent::Day { .. } | Extent::Weekday(_) | Extent::LastDay(_))
                || when.part != StretchPart::Whole;
            if limits {
                self.c.at = at;
                return true;
            }
            match subject {
                Some(cycle) => self.put_cycles(vec![cycle], false),
                None => self.put(Element::Subject(when)),
            }
            return true;
        }
        self.c.at = at;
        if let Some(cycles) = self.cycles(false) {
            self.put_cycles(cycles, false);
            return true;
        }
        self.c.at = at;
        true
    }

    pub(super) fn of_previous(&mut self) -> bool {
        let unit = matches!(self.c.word(0), Some(Word::Month | Word::Quarter | Word::Year | Word::Term | Word::Week));
        let previous = match self.c.word(1) {
            Some(Word::Previous) => true,
            Some(Word::Before) => !matches!(
                self.c.kind(2),
                Some(
                    Kind::Number(..)
                        | Kind::Known(Word::Day | Word::Month | Word::Quarter | Word::Year | Word::Weekday(_))
                )
            ),
            _ => false,
        };
        if !unit || !previous {
            return false;
        }
        let length = match self.c.word(0) {
            Some(Word::Week) => Length::Week,
            Some(Word::Month) => Length::Month,
            Some(Word::Quarter) => Length::Quarter,
            Some(Word::Year) => Length::Year,
            _ => Length::Term,
        };
        self.c.skip(2);
        self.c.eat(Word::Next);
        let edges = self.edges;
        self.put(Element::OfPrevious(length));
        self.edges = edges;
        true
    }

    /// The days that the figures of a report cover.
    pub(super) fn window(&mut self) -> bool {
        let c = &mut self.c;
        if !matches!(c.word(0), Some(Word::Since | Word::From)) {
            return false;
        }
        c.skip(1);
        c.eat(Word::From);
        let Some(first) = c.maybe(|c| {
            c.eat(Word::Day);
            let day = c.number(0, 2)?;
            c.skip(1);
            c.eat(Word::Of);
            // "tháng trước", "tháng 10 của năm trước"
            c.eat(Word::Month).then_some(())?;
            let month = c.number(0, 2);
            if month.is_some() {
                c.skip(1);
                c.eat(Word::Of);
                c.eat(Word::Year).then_some(())?;
            }
            matches!(c.word(0), Some(Word::Before | Word::Previous)).then_some(())?;
            c.skip(1);
            c.eat(Word::Next);
            Some((day, month))
        }) else {
            return false;
        };
        let Some(last) = c.maybe(|c| {
            c.eat(Word::Until).then_some(())?;
            c.eat(Word::End);
            when::stretch(c)
        }) else {
            return false;
        };
        let day = match last.span {
            Extent::Day { day, .. } if first.1.is_none() => day,
            _ => 0,
        };
        c.eat_all(&[Word::Of, Word::Term, Word::Report]);
        self.put(Element::Window { from: u8::try_from(first.0).unwrap_or(0), to: day });
        true
    }
}
