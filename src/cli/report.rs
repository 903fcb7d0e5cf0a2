//! `tiendo report`: the report of a period, in every format that was asked for; or of every period that is over.

use chrono::NaiveDate;

use super::args::Out;
use super::aside;
use super::command::{Command, Help, OfFiles, Run};
use super::exit::{Exit, Failure};
use super::office_template;
use super::output::{self, Known, Output};
use super::report_periods::{Left, periods, write_index};
use super::report_request::{MAX_REPORT_BYTES, ReportArgs, Which, failure, file_name, scope};
use super::revise::trouble;
use super::session::{Asked, Session};
use super::{report_of_many, units};
use crate::data::report::ReportFormat;
use crate::model::id::UnitIx;
use crate::model::reporting::ReportPeriod;
use crate::office::docx::official::OfficialKind;
use crate::office::docx::template::OfficeTemplate;
use crate::office::report::{self as office, FileWriter};
use crate::shell;
use crate::store::folder::Folder;
use crate::view::report::scope::Scope;
use crate::view::report::{Keep, Report};
use crate::words::{PastPhrase, Phrase};

impl Command for ReportArgs {
    const NAME: &str = "report";
    const RUN: Run<Self> = run;
    const FILES: OfFiles = OfFiles::AnyTime;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Lập báo cáo tuần, tháng, quý, 6 tháng, 9 tháng hoặc năm, ghi vào reports/",
                  "Write the report of a week, month, quarter, half-year, nine months or year to reports/"),
        ("examples",
"tiendo report week  # tuần này, tính đến hôm nay: reports/2024-W20.md
tiendo report week last  # tuần trước
tiendo report quarter 2024-Q1 --format docx,xlsx  # quý I, để gửi lên cấp trên
tiendo report nine-months --report-day 14  # từ 15/12 năm trước đến 14/9: reports/2024-9M-day14.md
tiendo report week --all  # mọi tuần đã qua chưa có báo cáo, kèm mục lục",
"tiendo report week  # this week, as of today: reports/2024-W20.md
tiendo report week last  # the week before
tiendo report quarter 2024-Q1 --format docx,xlsx  # the first quarter, to hand upward
tiendo report nine-months --report-day 14  # 15 December to 14 September: reports/2024-9M-day14.md
tiendo report week --all  # every past week without a report, and an index"),
        ("kind", "Loại kỳ: week (tuần), month (tháng), quarter (quý), half (6 tháng), nine-months (9 tháng), year (năm)",
                 "Kind of period: week, month, quarter, half, nine-months, year"),
        ("period", "Kỳ: 2024-W20, 2024-05, 2024-Q2, 2024-H1, 2024-9M, 2024; last: kỳ trước; hoặc một ngày trong kỳ [mặc \
                    định: kỳ hiện tại]",
                   "Period: 2024-W20, 2024-05, 2024-Q2, 2024-H1, 2024-9M, 2024; last: the one before; or a day in it \
                    [default: the current one]"),
        ("formats", "Một hoặc nhiều dạng: {values} [mặc định: md]",
                    "One or more formats: {values} [default: md]"),
        ("out", "Thư mục để ghi; -: in ra màn hình [mặc định: reports/ của thư mục kế hoạch]",
                "Folder to write to; -: standard output [default: reports/ of the workspace]"),
        ("closing", "Ngày chốt số liệu, từ ngày cuối kỳ đến hết kỳ sau [mặc định: hết ngày cuối kỳ; kỳ chưa hết thì là \
                     ngày xét]",
                    "Day the figures are as of, from the last day of the period to the end of the next one [default: \
                     the end of the last day, or the as-of day before the period ends]"),
        ("report_day", "Ngày chốt báo cáo trong tháng, 1 đến 28: kỳ từ sau ngày đó của tháng trước đến ngày đó; \
                        calendar: theo lịch [mặc định: report_day trong plan.toml]",
                       "Day of the month, 1 to 28, on which periods close: from the day after it in the month before to \
                        it; calendar: as in the calendar [default: report_day in plan.toml]"),
        ("all", "Mọi kỳ đã kết thúc từ đầu đến hết kế hoạch mà chưa có tệp, sau đó chỉ những kỳ có việc đến hạn hoặc \
                 hoàn thành; lập lại \
                 mục lục reports/README.md",
                "Every period of the plan that has ended and has no file yet, and after the plan those in which \
                 something falls due or is completed; rebuild the index reports/README.md"),
        ("keep_going", "Tệp của đơn vị nào có lỗi thì nêu rõ thiếu số liệu của đơn vị đó, vẫn báo cáo các đơn vị khác",
                       "If a unit's file is broken, say whose figures are missing and report the others"),
        ("force", "Ghi đè cả tệp không phải do tiendo lập, và tệp đã có mà người dùng có thể đã sửa (như .docx)",
                  "Also replace files that tiendo did not make, and those that people may have edited, such as .docx"),
    ];
}

/// Runs `tiendo report`.
fn run(asked: &Asked, args: &ReportArgs) -> Result<Exit, Failure> {
    let options = &args.clone().checked()?;
    if let Some(option) = asked.version.option().filter(|_| options.out.is_none()) {
        return Err(asked.fail(&Phrase::Past(PastPhrase::ReportsOfFiles { option })));
    }
    if let Some(collection) = asked.many()?.filter(|collection| collection.plans.len() > 1) {
        return report_of_many::run(asked, &collection, options);
    }
    let session = asked.open_alone()?;
    let today = session.judge.as_of();
    let units: Vec<UnitIx> = session.plan.unit_indices().collect();
    session.warn_of_missing_files(&units)?;
    let mut folder = match &options.out {
        Some(Out::Folder(path)) => Folder::at(path),
        Some(Out::Stdout) | None => session.workspace.reports(),
    };
    let template =
        office_template::template(&session, OfficialKind::Report, options.template.as_deref(), &options.settings)?;
    let mut maker = Maker { options, template, broken: None };
    if options.which == Which::All {
        return every(&session, &mut maker, &mut folder, today);
    }
    let scope = scope(&session, options, today)?;
    let named = asked.as_of.is_some() || session.past.is_some();
    if !named && scope.is_end_of_day() && scope.as_of == today {
        aside::note(&session.say(&Phrase::LastDayNotOver { day: today }));
    }
    let mut report = maker.report(&session, scope)?;
    if options.out == Some(Out::Stdout) {
        let write = maker.writer(&session, options.formats[0], &report)?;
        shell::with_stdout(|out| Ok(write(out)?))?;
    } else {
        folder.take().map_err(|found| trouble(&session, &found))?;
        report.to_workspace = to_workspace(&session, &folder, options);
        maker.write(&session, &folder, &report, &options.formats)?;
    }
    Ok(session.exit(maker.exit()))
}

/// Makes reports, and remembers what was wrong with the files they are made of.
struct Maker<'o> {
    options: &'o ReportArgs,
    template: Option<OfficeTemplate>,
    /// How many units could not be read, once they were reported.
    broken: Option<usize>,
}

impl Maker<'_> {
    fn exit(&self) -> Exit {
        if self.broken.unwrap_or_default() > 0 { Exit::Unread } else { Exit::Done }
    }

    /// The report of a period. Where a unit's file is broken there is none, unless that was asked for.
    fn report(&mut self, session: &Session, scope: Scope) -> Result<Report, Failure> {
        let keep = self.options.formats.iter().map(|format| office::keep(*format)).fold(Keep::default(), Keep::max);
        let (mut report, broken) = Report::read(&session.snapshot, scope, keep, shell::scratch())?;
        report.known = session.known().cloned();
        // Of many periods the same files are read: what is wrong with them is reported once.
        if self.broken.replace(broken.len()).is_none() {
            units::tell(session, &broken)?;
        }
        if !broken.is_empty() && !self.options.keep_going {
            let said = Phrase::ReportRefused { units: broken.len() };
            return Err(Failure::Refused(Exit::Unread, session.say(&said)));
        }
        Ok(report)
    }

    /// What writes a report in a format.
    fn writer<'a>(
        &self,
        session: &'a Session,
        format: ReportFormat,
        report: &'a Report,
    ) -> Result<FileWriter<'a>, Failure> {
        let writer = office::writer(format, report.plan(), report, session.words, self.template.as_ref());
        let writer = writer.map_err(|wrong| failure(session, self.options.template.as_deref(), wrong))?;
        output::in_format(session, format, writer)
    }

    /// Whether a report is to be made: there is none, or one that was made before the period was over or while some
    /// units could not be read. One that people may have written in since is only named.
    fn is_missing(
        &self,
        session: &Session,
        folder: &Folder,
        format: ReportFormat,
        period: ReportPeriod,
    ) -> Result<bool, Failure> {
        let failed = |found| trouble(session, &found);
        let name = file_name(session, period, format);
        if !folder.names().map_err(failed)?.contains(&name) {
            return Ok(true);
        }
        let bytes = folder.read(&name, MAX_REPORT_BYTES).map_err(failed)?;
        let interim = format.made(&bytes).is_some_and(|made| {
            let other_day = !format.is_written_in() && made.report_day != period.report_day();
            made.partial || made.as_of < period.last() || other_day
        });
        if interim && known(format, &bytes) != Known::Ours && !self.options.force {
            let said = session.say(&Phrase::OldInterim { file: &folder.shown(&name) });
            aside::note(&said);
            return Ok(false);
        }
        Ok(interim)
    }

    /// Writes a report in these formats: all of them or none.
    fn write(
        &self,
        session: &Session,
        folder: &Folder,
        report: &Report,
        formats: &[ReportFormat],
    ) -> Result<(), Failure> {
        let known = |format: ReportFormat| move |old: &[u8]| known(format, old);
        let knowing: Vec<_> = formats.iter().map(|format| known(*format)).collect();
        let mut outputs = Vec::new();
        for (format, known) in formats.iter().zip(&knowing) {
            let write = self.writer(session, *format, report)?;
            outputs.push(Output { name: file_name(session, report.scope.period, *format), write, known });
        }
        output::write(session, folder, outputs, self.options.force)
    }
}

/// The way from the folder of the reports to the workspace's.
fn to_workspace(session: &Session, folder: &Folder, options: &ReportArgs) -> Option<String> {
    match options.out {
        Some(Out::Folder(_)) => folder.way_to(&session.workspace),
        _ => Some("../".to_owned()),
    }
}

/// What is known of a report's file that is there already.
fn known(format: ReportFormat, old: &[u8]) -> Known {
    match (format.is_written_in(), format.is_ours(old)) {
        (true, _) => Known::PerhapsEdited,
        (false, true) => Known::Ours,
        (false, false) => Known::Foreign,
    }
}

/// Writes what is missing of the reports on every period that is over, and the index of all reports.
fn every(session: &Session, maker: &mut Maker<'_>, folder: &mut Folder, today: NaiveDate) -> Result<Exit, Failure> {
    folder.take().map_err(|found| trouble(session, &found))?;
    let (mut made, left) = (false, Left::of(session, today)?);
    let over = periods(session, maker.options, &left, today);
    let none = over.is_empty();
    for period in over {
        let mut missing = Vec::new();
        for format in &maker.options.formats {
            if maker.is_missing(session, folder, *format, period)? {
                missing.push(*format);
            }
        }
        if missing.is_empty() {
            continue;
        }
        let scope = Scope::new(period, today).expect("a period that is over has begun");
        let mut report = maker.report(session, scope)?;
        report.to_workspace = to_workspace(session, folder, maker.options);
        maker.write(session, folder, &report, &missing)?;
        made = true;
    }
    if !made {
        let said = if none { Phrase::NoneOver } else { Phrase::AllThere };
        shell::with_stdout(|out| Ok(writeln!(out, "{}", session.say(&said))?))?;
    }
    write_index(session, folder)?;
    left.tell(session, today)?;
    Ok(session.exit(maker.exit()))
}
