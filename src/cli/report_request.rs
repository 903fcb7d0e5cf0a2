//! What is asked of `tiendo report`: of one plan, and of a collection.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;
use clap::builder::{PathBufValueParser, TypedValueParser};

use super::args::{Out, read_day};
use super::aside::Aside;
use super::choices::OneOf;
use super::exit::{Exit, Failure, Misuse};
use super::office_template::{self, OfficeSetting};
use super::session::Session;
use crate::data::report::ReportFormat;
use crate::data::report::name::{ReportDay, ReportName};
use crate::model::period::PeriodKind;
use crate::model::reporting::ReportPeriod;
use crate::office::report::{self as office, Wrong};
use crate::typed::{Leaning, PeriodFault, TypedDay, TypedPeriod};
use crate::view::report::scope::Scope;
use crate::words::Phrase;
use crate::words::phrase::CliError;

/// The longest file that is looked at to learn whether it is a report.
pub(super) const MAX_REPORT_BYTES: u64 = 256 * 1024 * 1024;

/// Which period a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Which {
    #[default]
    Current,
    Last,
    Named(TypedPeriod),
    /// Every one that is over and has no file yet.
    All,
}

fn formats() -> Vec<(&'static str, ReportFormat)> {
    ReportFormat::ALL.map(|format| (format.as_str(), format)).to_vec()
}

#[derive(Args, Clone)]
pub(super) struct ReportArgs {
    #[arg(value_parser = OneOf(|| PeriodKind::WORDS.to_vec()))]
    pub(super) kind: PeriodKind,
    pub(super) period: Option<String>,
    #[arg(skip)]
    pub(super) which: Which,
    #[arg(short, long = "format", value_name = "FORMAT", value_delimiter = ',', value_parser = OneOf(formats))]
    pub(super) formats: Vec<ReportFormat>,
    #[arg(long, value_name = "DIR", value_parser = PathBufValueParser::new().map(Out::from))]
    pub(super) out: Option<Out>,
    #[arg(long, value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    pub(super) closing: Option<TypedDay>,
    #[arg(long, value_name = "N", value_parser = read_report_day)]
    pub(super) report_day: Option<ReportDay>,
    #[arg(long)]
    pub(super) all: bool,
    #[arg(long, value_name = "FILE")]
    pub(super) template: Option<PathBuf>,
    #[arg(long = "set", value_name = "KEY=VALUE", value_parser = office_template::read_setting)]
    pub(super) settings: Vec<OfficeSetting>,
    #[arg(long)]
    pub(super) keep_going: bool,
    #[arg(long)]
    pub(super) force: bool,
}

impl ReportArgs {
    /// The same, with what only makes sense together looked at, and the period told from the texts.
    pub(super) fn checked(mut self) -> Result<Self, Misuse> {
        self.which = match self.period.clone() {
            Some(text) if self.all => {
                return Err(Misuse::new(move |words| words.phrase(&Phrase::AllOrOne { text: &text })));
            }
            Some(text) => {
                let kind = self.kind;
                which(&text, kind).map_err(|fault| {
                    Misuse::new(move |words| match fault {
                        PeriodFault::WeekdayOrMonth(_) | PeriodFault::Day(_) => {
                            words.phrase(&Phrase::BadPeriod { text: &text, fault })
                        }
                        PeriodFault::NotAPeriod | PeriodFault::NoSuchPeriod => {
                            words.phrase(&Phrase::BadPeriodOfKind { text: &text, kind })
                        }
                    })
                })?
            }
            None if self.all && self.closing.is_some() => {
                let conflict = CliError::Conflict { argument: "--closing", other: "--all" };
                return Err(Misuse::new(move |words| words.phrase(&Phrase::CliError(conflict.clone()))));
            }
            None if self.all => Which::All,
            None => Which::Current,
        };
        if self.report_day.is_some() && !ReportPeriod::shifts(self.kind) {
            return Err(Misuse::new(|words| words.phrase(&Phrase::WeeksDoNotShift)));
        }
        self.formats = ReportFormat::ALL.into_iter().filter(|format| self.formats.contains(format)).collect();
        if self.formats.is_empty() {
            self.formats.push(ReportFormat::default());
        }
        if self.out == Some(Out::Stdout) && (self.formats.len() > 1 || self.all) {
            return Err(Misuse::new(|words| words.phrase(&Phrase::OneToStdout)));
        }
        if self.template.is_some() && !self.formats.iter().any(|format| office::takes_template(*format)) {
            let alone = CliError::OnlyWith { argument: "--template", other: "--format docx, pdf" };
            return Err(Misuse::new(move |words| words.phrase(&Phrase::CliError(alone.clone()))));
        }
        Ok(self)
    }
}

fn read_report_day(text: &str) -> Result<ReportDay, Misuse> {
    let text = text.to_owned();
    ReportDay::parse(&text).ok_or_else(|| Misuse::new(move |words| words.phrase(&Phrase::BadReportDay { text: &text })))
}

/// The period that a text names: `last`, a period of this kind, or a day in one.
fn which(text: &str, kind: PeriodKind) -> Result<Which, PeriodFault> {
    if text == "last" {
        return Ok(Which::Last);
    }
    let typed = TypedPeriod::parse(text)?;
    match typed {
        _ if ![kind, PeriodKind::Day].contains(&typed.kind()) => Err(PeriodFault::NotAPeriod),
        // The present one may close on another day than that of the calendar.
        TypedPeriod::Away { count: 0, .. } => Ok(Which::Current),
        TypedPeriod::Away { count: ..0, .. } => Ok(Which::Last),
        _ => Ok(Which::Named(typed)),
    }
}

/// The day of the month on which periods close: as the plan says, unless the command line says otherwise.
pub(super) fn report_day(session: &Session, options: &ReportArgs) -> Option<u32> {
    options.report_day.map_or(session.plan.header.report_day, |asked| asked.0)
}

/// The period that was asked for, as it can be told today.
pub(super) fn scope(session: &Session, options: &ReportArgs, today: NaiveDate) -> Result<Scope, Failure> {
    let (kind, report_day) = (options.kind, report_day(session, options));
    let current = ReportPeriod::current(kind, report_day, today);
    let period = match options.which {
        Which::Named(typed) => match typed.on(today) {
            Some(named) if named.kind() == kind => ReportPeriod::of(named, report_day),
            Some(day) => ReportPeriod::current(kind, report_day, day.first()),
            None => None,
        },
        Which::Last => current.and_then(ReportPeriod::previous),
        Which::Current | Which::All => current,
    };
    let period = period.expect("the calendar goes on around every day that can be asked about");
    let not_begun = || Failure::Usage(session.say(&Phrase::PeriodNotBegun { period }));
    let scope = Scope::new(period, today).ok_or_else(not_begun)?;
    let Some(day) = options.closing.map(|typed| typed.on(today, Leaning::Past)) else {
        return Ok(scope);
    };
    if day < period.last() {
        let over = period.last() <= today;
        return Err(Failure::Usage(session.say(&Phrase::ClosingTooEarly { day, last: period.last(), over })));
    }
    if today < period.last() {
        return Err(Failure::Usage(session.say(&Phrase::ClosingNotYet { last: period.last() })));
    }
    if day > today {
        return Err(Failure::Usage(session.say(&Phrase::DayToCome { day, today })));
    }
    let bad = || Failure::Usage(session.say(&Phrase::BadClosing { day, from: period.last(), to: scope.horizon() }));
    Scope::closing(period, day).ok_or_else(bad)
}

/// Why a document cannot be made: of a template that does not fit, every fault.
pub(super) fn failure(session: &Session, template: Option<&Path>, wrong: Wrong) -> Failure {
    let problems = match wrong {
        Wrong::Output(error) => return error.into(),
        Wrong::Template(problems) => problems,
    };
    let file = template.unwrap_or(Path::new("")).display().to_string();
    let said = |problem| session.say(&Phrase::Template { file: &file, problem });
    Failure::Told(Exit::Unread, Aside::of_errors(problems.iter().map(said), session.words))
}

/// The name of a report's file.
pub(super) fn file_name(session: &Session, period: ReportPeriod, format: ReportFormat) -> String {
    ReportName::of(period, session.plan.header.report_day, format).to_string()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Which, which};
    use crate::model::period::{Period, PeriodKind};
    use crate::typed::PeriodFault;

    #[test]
    fn a_period_is_named_by_itself_by_a_day_in_it_or_as_the_last_one() {
        let named = |text: &str, kind| match which(text, kind) {
            Ok(Which::Named(typed)) => {
                let today = NaiveDate::from_ymd_opt(2024, 5, 15).expect("a day");
                let period = typed.on(today).and_then(|named| Period::containing(kind, named.first()));
                period.expect("a period of the calendar").to_string()
            }
            other => format!("{other:?}"),
        };
        assert_eq!(named("2024-W20", PeriodKind::Week), "2024-W20");
        assert_eq!(named("2024-05-15", PeriodKind::Week), "2024-W20");
        assert_eq!(named("15/5/2024", PeriodKind::Half), "2024-H1");
        assert_eq!(named("quý 1", PeriodKind::Quarter), "2024-Q1");
        assert_eq!(named("tháng 2", PeriodKind::Month), "2024-02");
        assert_eq!(named("19/1", PeriodKind::Month), "2024-01");
        assert_eq!(named("hôm qua", PeriodKind::Week), "2024-W20");
        assert_eq!(which("last", PeriodKind::Year), Ok(Which::Last));
        for text in ["2024-Q2", "2024", "tuần", "", "2024-W60"] {
            assert!(which(text, PeriodKind::Week).is_err(), "{text}");
        }
        assert_eq!(which("T2", PeriodKind::Month), Err(PeriodFault::WeekdayOrMonth(2)));
    }
}
