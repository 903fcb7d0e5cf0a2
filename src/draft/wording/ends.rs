//! Limits that are said by their end, and what stands beside a day.

use super::count::{Anchor, Distance};
use super::element::{Edge, Element, Join, Limit};
use super::limit::{Edges, Parser};
use super::stretch::{Extent, Length, MonthOf, Stretch, StretchPart, Year};
use super::token::Kind;
use super::vocabulary::Word;

impl Parser<'_> {
    /// A day of the week that is not that of the day beside it.
    pub(super) fn weekday_of(&mut self, begun: usize, when: Stretch) {
        let (Extent::Day { day, month: MonthOf::Number(month) }, Year::Given(year)) = (when.span, when.year) else {
            return;
        };
        let told = self.tokens.all[begun..self.c.at].windows(2).find_map(|pair| match (pair[0].kind, pair[1].kind) {
            (Kind::Known(Word::Weekday(day)), _) => Some(day),
            (Kind::Known(Word::WeekdayHead), Kind::Number(day, 1)) => u8::try_from(day).ok()?.checked_sub(1),
            _ => None,
        });
        let there = chrono::NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day));
        let own = there.map(|day| chrono::Datelike::weekday(&day).number_from_monday());
        if let (Some(told), Some(own)) = (told, own)
            && u32::from(told) != own
        {
            self.put(Element::OtherWeekday);
        }
    }

    /// “trước ngày 15/6 (6 tháng) và 15/12 (năm)”: what stands before the first holds for the second.
    pub(super) fn shared_edge(&mut self, when: Stretch) -> Edge {
        let day = |stretch: Stretch| matches!(stretch.span, Extent::Day { .. });
        let behind = self.found.last().is_some_and(|found| found.bracket);
        let first = self.found.iter().rev().find(|found| !found.bracket).and_then(|found| match &found.piece {
            Element::Limit(limit) if day(limit.when) && limit.from.is_none() => Some(limit.edge),
            _ => None,
        });
        first.filter(|_| self.join == Join::And && behind && day(when)).unwrap_or(Edge::Within)
    }

    /// “trước khi hết quý II” reaches to its end; “trước khi kết thúc quý 10 ngày”.
    pub(super) fn before_end(&mut self) -> bool {
        let until = self.c.is(0, Word::BeforeEvent) && matches!(self.c.word(1), Some(Word::End | Word::Finish));
        if !until {
            return false;
        }
        self.c.skip(1);
        if let Some(offset) = self.c.maybe(|c| {
            let length = super::count::end_of(c)?;
            let offset = super::count::offset(c)?;
            Some(Distance { before: true, anchor: Anchor::EndOf(length), ..offset })
        }) {
            self.put(Element::Distance { offset, earliest: false });
            return true;
        }
        self.c.skip(1);
        self.edges = Edges { before: true, end: true, ..self.edges };
        self.limit() || self.within_one()
    }

    /// “trong năm”, “cả quý”: which one is not said.
    pub(super) fn within_one(&mut self) -> bool {
        let alone = self.found.is_empty() && self.c.kind(1).is_none() && (self.edges.within || self.edges.end);
        let span = match self.c.word(0) {
            Some(Word::Week) if alone => Extent::LastDay(Length::Week),
            Some(Word::Month) if alone => Extent::LastDay(Length::Month),
            Some(Word::Quarter) if alone => Extent::LastDay(Length::Quarter),
            Some(Word::Year) if alone => Extent::Year,
            _ => return false,
        };
        self.c.skip(1);
        let when = Stretch { part: StretchPart::Late, ..Stretch::of(span, Year::Unsaid) };
        let edge = Edge::Within;
        let limit = Limit { edge, from: None, when, aspired: false, target: None, label: None, ends_said: false };
        self.put(Element::Limit(limit));
        true
    }
}
