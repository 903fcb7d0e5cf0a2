//! Stretches put in the calendar: the notation of the period that each is, its year found.

use chrono::{Datelike, NaiveDate};

use super::reading::ReadingRemark;
use super::stretch::{Extent, Length, MonthOf, Stretch, StretchPart, Year};
use crate::model::period::{Period, PeriodKind, shift};

/// When the document was made that the wording stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    Unknown,
    Year(i32),
    Day(NaiveDate),
}

impl Context {
    pub(super) fn year(self) -> Option<i32> {
        match self {
            Self::Unknown => None,
            Self::Year(year) => Some(year),
            Self::Day(day) => Some(day.year()),
        }
    }

    /// The first day that a limit may lie on.
    pub(super) fn first(self) -> Option<NaiveDate> {
        match self {
            Self::Unknown => None,
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1),
            Self::Day(day) => Some(day),
        }
    }
}

/// A stretch in the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// As `due` writes it.
    pub(super) text: String,
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) remarks: Vec<ReadingRemark>,
}

impl Placed {
    fn period(period: Period) -> Self {
        let text = match period.kind() {
            PeriodKind::Day => period.first().to_string(),
            _ => period.to_string(),
        };
        Self { text, first: period.first(), last: period.last(), remarks: Vec::new() }
    }

    fn parse(text: &str) -> Option<Self> {
        Period::parse(text).ok().map(Self::period)
    }

    pub(super) fn through(first: Self, last: Self) -> Self {
        let start = first.text.split("..").next().unwrap_or_default().to_owned();
        let end = last.text.rsplit("..").next().unwrap_or_default().to_owned();
        let remarks = [first.remarks, last.remarks].concat();
        Self {
            text: if start == end { start } else { format!("{start}..{end}") },
            first: first.first,
            last: last.last,
            remarks,
        }
    }

    fn day(day: NaiveDate) -> Self {
        Self::period(Period::day(day))
    }

    pub(super) fn but(mut self, remark: ReadingRemark) -> Self {
        self.remarks.push(remark);
        self
    }
}

/// The stretch in the calendar; the year of the context where it has none.
pub(super) fn place(stretch: Stretch, context: Context) -> Result<Placed, ReadingRemark> {
    if let Some(placed) = from_today(stretch, context) {
        return placed;
    }
    let year = match (stretch.year, context.year()) {
        (Year::Given(year), _) | (Year::This, Some(year)) => return in_year(stretch, year),
        (Year::Report, _) => return Err(ReadingRemark::RecursOrOnce),
        (_, None) => return Err(ReadingRemark::NoYear),
        // In a rule for reports it is the year after each.
        (Year::Next, Some(year)) => return in_year(stretch, year + 1).map(|it| it.but(ReadingRemark::RecursOrOnce)),
        (Year::Previous, Some(year)) => {
            return in_year(stretch, year - 1).map(|it| it.but(ReadingRemark::RecursOrOnce));
        }
        (Year::Unsaid, Some(year)) => year,
    };
    let this = in_year(stretch, year)?;
    match context {
        // Past already when the document was made: the next one, to be confirmed.
        Context::Day(day) if this.last < day => in_year(stretch, year + 1).map(|it| it.but(ReadingRemark::YearAssumed)),
        _ => Ok(this),
    }
}

/// What is reckoned from the day of the document: “ngày mai”, “tuần sau”, “thứ sáu”.
fn from_today(stretch: Stretch, context: Context) -> Option<Result<Placed, ReadingRemark>> {
    let today = if let Context::Day(day) = context { Some(day) } else { None };
    let reckoned = |reckon: &dyn Fn(NaiveDate) -> Option<Placed>| {
        Some(match today {
            Some(day) => reckon(day).ok_or(ReadingRemark::NoSuchDay),
            None => Err(ReadingRemark::NoYear),
        })
    };
    match stretch.span {
        Extent::FromToday(days) => reckoned(&|day| shift(day, i64::from(days)).map(Placed::day)),
        Extent::Weekday(number) => reckoned(&|day| {
            let ahead = (i64::from(number) + 6 - i64::from(day.weekday().num_days_from_monday())) % 7;
            let ahead = if stretch.year == Year::Previous { ahead - 7 } else { ahead };
            shift(day, ahead).map(|day| Placed::day(day).but(ReadingRemark::DayOfWhich))
        }),
        Extent::WeekdayOf(number, weeks) => reckoned(&|day| {
            let monday = -i64::from(day.weekday().num_days_from_monday());
            shift(day, monday + i64::from(weeks) * 7 + i64::from(number) - 1).map(Placed::day)
        }),
        Extent::Relative(length, steps) => reckoned(&|day| {
            let kind = match length {
                Length::Week => PeriodKind::Week,
                Length::Month => PeriodKind::Month,
                Length::Quarter => PeriodKind::Quarter,
                Length::Half => PeriodKind::Half,
                Length::Year | Length::Term => PeriodKind::Year,
            };
            let mut period = Period::containing(kind, day)?;
            for _ in 0..steps {
                period = period.next()?;
            }
            if steps < 0 {
                period = Period::containing(kind, period.first().pred_opt()?)?;
            }
            Some(Placed::period(period))
        })
        .map(|whole| part(whole?, stretch, length)),
        _ => None,
    }
}

fn in_year(stretch: Stretch, year: i32) -> Result<Placed, ReadingRemark> {
    let whole = whole(stretch.span, year)?;
    let length = match stretch.span {
        Extent::Month(_) => Length::Month,
        Extent::Year => Length::Year,
        _ => Length::Term,
    };
    part(whole, stretch, length)
}

/// The beginning, middle or end of what is placed.
fn part(whole: Placed, stretch: Stretch, length: Length) -> Result<Placed, ReadingRemark> {
    let day = |day: Option<NaiveDate>| day.map(Placed::day).ok_or(ReadingRemark::NoSuchDay);
    match (stretch.part, length) {
        (StretchPart::Whole, _) => Ok(whole),
        // The end of a stretch is its last day (Civil Code 2015, article 146).
        (StretchPart::Late, _) => day(Some(whole.last)),
        (StretchPart::Middle, Length::Month) => Ok(day(shift(whole.first, 14))?.but(ReadingRemark::MiddleOf)),
        (StretchPart::Middle, Length::Year) => {
            Ok(day(NaiveDate::from_ymd_opt(whole.first.year(), 6, 30))?.but(ReadingRemark::MiddleOf))
        }
        (StretchPart::Early | StretchPart::Middle, _) => Err(ReadingRemark::Early),
    }
}

fn whole(span: Extent, year: i32) -> Result<Placed, ReadingRemark> {
    let number = |month: MonthOf| {
        if let MonthOf::Number(number) = month { Ok(number) } else { Err(ReadingRemark::RecursOrOnce) }
    };
    let between = |first: String, last: String| Some(Placed::through(Placed::parse(&first)?, Placed::parse(&last)?));
    let text = match span {
        Extent::Day { day, month } => format!("{year:04}-{:02}-{day:02}", number(month)?),
        Extent::Month(month) => format!("{year:04}-{:02}", number(month)?),
        Extent::Quarter(quarter) => format!("{year:04}-Q{quarter}"),
        Extent::Half(half) => format!("{year:04}-H{half}"),
        Extent::NineMonths => format!("{year:04}-9M"),
        Extent::Year => format!("{year:04}"),
        Extent::HalfMonth(half, month) => format!("{year:04}-{:02}-H{half}", number(month)?),
        Extent::Months(first, last) => {
            let placed = between(format!("{year:04}-{first:02}"), format!("{year:04}-{last:02}"));
            return placed.ok_or(ReadingRemark::NoSuchDay);
        }
        Extent::Tens(tens, month) => {
            let month = number(month)?;
            let first = format!("{year:04}-{month:02}-{:02}", (tens - 1) * 10 + 1);
            let last = match tens {
                3 => Placed::parse(&format!("{year:04}-{month:02}")).map(|it| it.last.to_string()),
                _ => Some(format!("{year:04}-{month:02}-{:02}", tens * 10)),
            };
            let placed = last.and_then(|last| between(first, last)).ok_or(ReadingRemark::NoSuchDay)?;
            return Ok(placed.but(ReadingRemark::TenDays));
        }
        Extent::Week(week) => format!("{year:04}-W{week:02}"),
        Extent::WeekdayIn(day, which, month) => {
            let month = Placed::parse(&format!("{year:04}-{:02}", number(month)?)).ok_or(ReadingRemark::NoSuchDay)?;
            let begins = i64::from(month.first.weekday().number_from_monday());
            let ahead = (i64::from(day) - begins).rem_euclid(7) + 7 * (i64::from(which) - 1);
            let found = shift(month.first, ahead).filter(|found| *found <= month.last);
            let found = if which == 5 { found.or_else(|| shift(month.first, ahead - 7)) } else { found };
            return found.map(Placed::day).ok_or(ReadingRemark::NoSuchDay);
        }
        Extent::WeekOf(..) => return Err(ReadingRemark::WeekOf),
        Extent::SchoolYear => return Err(ReadingRemark::SchoolYear),
        Extent::LastDay(_)
        | Extent::Weekday(_)
        | Extent::WeekdayOf(..)
        | Extent::Relative(..)
        | Extent::FromToday(_) => {
            return Err(ReadingRemark::RecursOrOnce);
        }
    };
    Placed::parse(&text).ok_or(ReadingRemark::NoSuchDay)
}

/// The candidates of the beginning or middle of a stretch: its first day, and the first part of it.
pub(super) fn early(stretch: Stretch, context: Context) -> Result<Vec<String>, ReadingRemark> {
    let placed = place(Stretch { part: StretchPart::Whole, ..stretch }, context)?;
    let days = |count: i64| shift(placed.first, count).map(|day| day.to_string());
    let first = placed.first.to_string();
    let year = placed.first.year();
    let found = match (stretch.part, stretch.span) {
        (StretchPart::Early, Extent::Year) => vec![Some(first), Some(format!("{year:04}-Q1"))],
        (StretchPart::Early, Extent::Month(_) | Extent::Relative(Length::Month, _)) => vec![Some(first), days(9)],
        (StretchPart::Early, _) => vec![Some(first), Some(placed.first.format("%Y-%m").to_string())],
        // The middle of a quarter or half: its middle month, or the fifteenth of that.
        (_, span) => {
            let months = if matches!(span, Extent::Half(_)) { 2 } else { 1 };
            let middle = placed.first.checked_add_months(chrono::Months::new(months));
            vec![
                middle.map(|day| day.format("%Y-%m-15").to_string()),
                middle.map(|day| day.format("%Y-%m").to_string()),
            ]
        }
    };
    Ok(found.into_iter().flatten().collect())
}
