//! Clauses that are no stretch of time: hours, events, meetings, documents, numbers to reach.

use super::count::{Anchor, CountUnit, Distance, before_event, offset};
use super::cursor::TokenCursor;
use super::element::{Cycle, Edge, Element};
use super::limit::{Edges, Parser};
use super::list::until_event;
use super::slip::is_open_session;
use super::stretch::{Extent, StretchPart};
use super::token::{Kind, roman};
use super::vocabulary::{Word, plain};
use super::when;

impl Parser<'_> {
    /// A council's meeting: an event whose day its own document sets.
    pub(super) fn session(&mut self) -> bool {
        let begun = self.c.at;
        if !self.c.eat(Word::Session) {
            return false;
        }
        let mut open = false;
        let mut part = None;
        let mut named = false;
        let mut ended = self.c.at;
        while let Some(token) = self.c.token(0) {
            match token.kind {
                Kind::Known(Word::Nearest) => open = true,
                Kind::Known(Word::Thematic) => named = false,
                Kind::Known(Word::Latest | Word::Before | Word::Expected | Word::In | Word::Until) | Kind::Mark(_) => {
                    break;
                }
                Kind::Number(..) if self.c.year(0).is_none() => named = true,
                _ => {}
            }
            let at = self.c.at;
            if let Some(when) = self.c.maybe(when::stretch) {
                named |= when.part != StretchPart::Whole
                    || matches!(when.span, Extent::Month(_) | Extent::Day { .. } | Extent::Quarter(_));
                part = Some(when);
                ended = self.c.at;
                break;
            }
            self.c.at = at + 1;
            if token.kind == Kind::Unknown && is_open_session(&token.text) {
                open = true;
            } else if token.kind == Kind::Unknown {
                named |=
                    self.tokens.all[begun..at].iter().all(|before| !matches!(before.kind, Kind::Known(Word::Thematic)));
            }
            ended = self.c.at;
        }
        self.c.at = ended;
        let name: Vec<&str> = self.tokens.all[begun..ended].iter().map(|token| token.text.as_str()).collect();
        self.put(Element::Session { name: name.join(" "), open: open || !named, part });
        true
    }

    /// Events before, until or after which the work is to be done.
    pub(super) fn event(&mut self) -> bool {
        let begun = self.c.at;
        match self.c.word(0) {
            Some(Word::Before | Word::BeforeEvent) => self.before_event(begun),
            Some(Word::UntilEvent) => {
                let Some(name) = until_event(&mut self.c) else { return false };
                self.put(Element::Event { name, edge: Edge::Latest });
                true
            }
            Some(Word::AfterEvent | Word::If | Word::Refer | Word::After | Word::Meanwhile) => {
                let bare = matches!(self.c.word(0), Some(Word::After | Word::Meanwhile));
                let named = usize::from(self.c.is(1, Word::Day));
                if bare && self.c.kind(1 + named) != Some(Kind::Unknown) {
                    return false;
                }
                let refers = self.c.is(0, Word::Refer);
                let mut ended = begun + 1;
                while let Some(token) = self.c.token(ended - begun) {
                    let stops = match token.kind {
                        Kind::Mark(',') => {
                            let next = self.c.word(ended + 1 - begun);
                            !refers
                                || matches!(
                                    next,
                                    Some(
                                        Word::Finish
                                            | Word::Latest
                                            | Word::Before
                                            | Word::In
                                            | Word::Until
                                            | Word::Standing
                                            | Word::Label
                                            | Word::Every
                                            | Word::Periodic
                                            | Word::End
                                    )
                                )
                        }
                        Kind::Mark(mark) => matches!(mark, ')' | ';' | '.'),
                        Kind::Known(Word::Latest | Word::Before | Word::Standing) => true,
                        _ => false,
                    };
                    if stops {
                        break;
                    }
                    ended += 1;
                }
                let text = self.tokens.text[self.tokens.all[begun].at.0..self.tokens.all[ended - 1].at.1].to_owned();
                let recurring = self.tokens.all[begun..ended].windows(2).any(|pair| {
                    pair[0].kind == Kind::Known(Word::Every)
                        && matches!(pair[1].kind, Kind::Known(Word::Year | Word::Quarter | Word::Month))
                });
                self.c.at = ended;
                if refers {
                    self.put(Element::Refer);
                } else {
                    self.put(Element::Condition(text));
                }
                if recurring && self.tokens.all[begun..ended].iter().any(|token| token.text == "sau mỗi") {
                    self.put(Element::Every { kinds: vec![Cycle::Quarter], said: true, reported: false });
                }
                true
            }
            _ => false,
        }
    }

    /// An event before which the work is to be done, or a day that is given with it.
    fn before_event(&mut self, begun: usize) -> bool {
        self.c.skip(1);
        self.c.eat(Word::AtLeast);
        self.and_during();
        let Some((anchor, distance)) = self.c.maybe(before_event) else { return false };
        match (anchor, distance) {
            (anchor, Some((count, unit))) => {
                let offset = Distance { count, unit, before: true, anchor };
                self.put(Element::Distance { offset, earliest: false });
            }
            // "trước ngày khai giảng 05/9/2025", "trước ngày bầu cử (15/3/2026)": the day is given.
            (Anchor::Event(_), None)
                if self.tokens.all[begun + 1].kind != Kind::Known(Word::And) && self.is_dated_here() =>
            {
                self.edges.before = true;
            }
            (Anchor::Event(name), None) => self.put(Element::Event { name, edge: Edge::Before }),
            _ => return false,
        }
        true
    }

    /// Whether a day of the calendar follows, perhaps in brackets, which are passed then.
    fn is_dated_here(&mut self) -> bool {
        let mut ahead = self.c;
        let bracket = ahead.eat_mark('(');
        let day = when::stretch(&mut ahead)
            .is_some_and(|it| matches!(it.span, Extent::Day { month: super::stretch::MonthOf::Number(_), .. }));
        self.c.skip(usize::from(day && bracket));
        day
    }

    /// “trước và trong Hội nghị …”: one of the two is lost.
    fn and_during(&mut self) {
        if self.c.is(0, Word::And) && self.c.is(1, Word::In) {
            self.c.skip(2);
            self.loose.push("và trong".to_owned());
        }
    }

    pub(super) fn offset(&mut self) -> bool {
        let least = self.c.before().is_some_and(|token| token.kind == Kind::Known(Word::AtLeast));
        let Some(offset) = self.c.maybe(offset) else { return false };
        // "trước 07 ngày"
        let before = offset.before || (self.edges.before && offset.anchor == Anchor::Unsaid);
        let anchored = offset.anchor != Anchor::Unsaid || before;
        let bounded =
            self.edges.within || self.edges.latest || self.edges.earliest || self.edges.at_least || self.edges.after;
        if !anchored && !bounded && offset.unit != CountUnit::Hours {
            return false;
        }
        // "sau 10 ngày kể từ ngày …" without "chậm nhất" may be the first day on which to begin.
        // "ít nhất 30 ngày kể từ ngày đăng báo" is a first day too; "ít nhất 05 ngày trước" is a last one.
        let forward = least && !before && !matches!(offset.anchor, Anchor::Unsaid);
        let earliest = self.edges.earliest || forward;
        if self.edges.after && !self.edges.latest && !self.edges.before {
            self.put(Element::Sooner);
        }
        // "trước 5 ngày kể từ ngày 30/6": before it, or after?
        if self.edges.before && !before {
            self.passed.push("trước …".to_owned());
        }
        self.put(Element::Distance { offset: Distance { before, ..offset }, earliest });
        true
    }

    pub(super) fn hour(&mut self) -> bool {
        let c = &mut self.c;
        let begun = c.at;
        let clock = c.number(0, 2).is_some_and(|hour| hour <= 24)
            && c.is_mark(1, ':')
            && c.number(2, 2).is_some()
            && !c.spaced(2);
        if clock {
            c.skip(3);
        } else if c.number(0, 2).is_some() && c.token(1).is_some_and(|token| token.text == "pm" || token.text == "am") {
            c.skip(2);
        } else if c.number(0, 2).is_some() && c.is(1, Word::Hour) {
            // A length: "trong 24 giờ kể từ khi …", "trong vòng 48 giờ"
            let long = c.number(0, 2).is_some_and(|hours| hours >= 24) && c.number(2, 2).is_none();
            let counted = matches!(c.word(2), Some(Word::Since | Word::First | Word::After | Word::AfterEvent));
            if long || counted {
                return false;
            }
            c.skip(2);
            if c.number(0, 2).is_some() && !c.is_mark(1, '/') && !c.is(1, Word::Month) {
                c.skip(1);
            }
            c.eat(Word::Minute);
        } else if c.is(0, Word::DayPart) {
            // "sáng mai", "chiều nay" name the day too.
            let mut ahead = *c;
            if super::day::today(&mut ahead).is_some() {
                let text = c.token(0).map_or_else(String::new, |token| token.text.clone());
                let edges = self.edges;
                self.put(Element::Lost(text));
                self.edges = Edges { hour: true, ..edges };
                return self.limit();
            }
            c.skip(1);
        } else {
            return false;
        }
        while c.is_mark(0, '’') || c.is_mark(0, '\'') || c.is_mark(0, '′') {
            c.skip(1);
        }
        c.eat_mark(',');
        let (from, to) = (self.tokens.all[begun].at.0, self.tokens.all[self.c.at - 1].at.1);
        let text = self.tokens.text[from..to].trim_end_matches(',').to_owned();
        let edges = self.edges;
        self.put(Element::Lost(text));
        self.edges = Edges { hour: true, ..edges };
        true
    }

    /// A document's number and its day are no limit.
    pub(super) fn citation(&mut self) -> bool {
        if self.c.kind(0) != Some(Kind::Document) {
            return false;
        }
        self.c.skip(1);
        self.c.eat_mark(',');
        let at = self.c.at;
        let dated = self.c.is(0, Word::Day)
            && self.c.maybe(when::stretch).is_some_and(|it| matches!(it.span, Extent::Day { .. }));
        if !dated {
            self.c.at = at;
        }
        true
    }

    /// “đợt 1”, “lần 2”, “thứ nhất”.
    pub(super) fn label(&mut self) -> bool {
        let c = &mut self.c;
        let label = match c.word(0) {
            Some(Word::Batch | Word::Times) => {
                let name = plain(&c.token(0).map(|token| token.text.clone()).unwrap_or_default());
                c.skip(1);
                c.eat(Word::WeekdayHead);
                let number = match c.kind(0) {
                    Some(Kind::Number(number, 1)) => u8::try_from(number).ok(),
                    Some(Kind::Known(Word::Nth(number) | Word::Count(number))) => Some(number),
                    Some(Kind::Known(Word::Weekday(day))) => Some(day + 1),
                    Some(Kind::Unknown) => c.token(0).and_then(|token| roman(&token.text)),
                    _ => None,
                };
                c.skip(1);
                number.map(|number| (name, number))
            }
            Some(Word::Nth(number)) if !matches!(c.word(1), Some(Word::Quarter | Word::Week | Word::Weekday(_))) => {
                c.skip(1);
                Some(("lan".to_owned(), number))
            }
            // "thứ nhất 2028, thứ hai 2030"
            Some(Word::Weekday(day)) if c.year(1).is_some() => {
                c.skip(1);
                Some(("lan".to_owned(), day + 1))
            }
            _ => None,
        };
        let Some(label) = label else { return false };
        self.c.eat_mark(':');
        self.label = Some(label);
        true
    }

    /// “ít nhất 50%”: a number to reach.
    pub(super) fn percent(&mut self) -> bool {
        let number = |c: &TokenCursor, ahead| matches!(c.kind(ahead), Some(Kind::Number(..)));
        let decimal = number(&self.c, 0)
            && (self.c.is_mark(1, ',') || self.c.is_mark(1, '.'))
            && number(&self.c, 2)
            && self.c.is_mark(3, '%');
        let whole = number(&self.c, 0) && self.c.is_mark(1, '%');
        if !decimal && !whole {
            return false;
        }
        // Letters for digits are read as digits here too.
        let text = |ahead: usize| {
            let text = self.c.token(ahead).map_or("", |token| token.text.as_str());
            text.replace(['l', 'i'], "1").replace('o', "0")
        };
        let target = if decimal { format!("{}.{}", text(0), text(2)) } else { text(0) };
        let target = target.trim_start_matches('0').to_owned();
        let target = if target.is_empty() || target.starts_with('.') { format!("0{target}") } else { target };
        self.c.skip(if decimal { 4 } else { 2 });
        // "đến năm 2025 đạt 80%, đến năm 2030 đạt 100%": the first number shows on which side numbers stand.
        let follow =
            *self.targets_follow.get_or_insert(self.found.iter().any(|found| matches!(found.piece, Element::Limit(_))));
        match self.limits().pop() {
            Some(limit) if follow => limit.target = limit.target.take().or(Some(target)),
            _ => self.target = Some(target),
        }
        true
    }
}
