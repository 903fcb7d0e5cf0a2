//! `tiendo export`: flat, typed tables for other engines.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::aside;
use super::choices::OneOf;
use super::command::{Command, Help, OfFiles, Run};
use super::compared::{ComparisonRequest, compared};
use super::exit::{Exit, Failure};
use super::many::ManyPlans;
use super::members::{Collection, MemberPlan};
use super::scope::AskedPlans;
use super::session::{Asked, Session, Version};
use super::sides::SidesProblem;
use super::units;
use crate::data::export::rows::{ExportOf, UnitRows};
use crate::data::export::{self, ExportFormat, ExportTable, README, SCHEMA, schema};
use crate::diagnostic::FileReport;
use crate::judge::{Assessment, Judge};
use crate::model::id::UnitIx;
use crate::model::period::{Period, PeriodKind};
use crate::pipeline;
use crate::review::notices::notices;
use crate::shell;
use crate::store::Trouble;
use crate::store::tables::{TableFile, TablesFolder};
use crate::text::one_line;
use crate::words::{ExportPhrase, Phrase};

#[derive(Args)]
pub(super) struct ExportArgs {
    #[arg(long, short_alias = 'o', value_name = "DIR")]
    out: PathBuf,
    #[arg(short, long, value_name = "FORMAT", value_parser = OneOf(formats), default_value = "jsonl")]
    format: ExportFormat,
    #[arg(long, value_name = "KIND", value_parser = OneOf(kinds))]
    each: Option<PeriodKind>,
    #[arg(long, value_name = "A..B")]
    marks: Option<String>,
}

fn formats() -> Vec<(&'static str, ExportFormat)> {
    [ExportFormat::JsonLines, ExportFormat::Csv].map(|format| (format.as_str(), format)).to_vec()
}

fn kinds() -> Vec<(&'static str, PeriodKind)> {
    vec![
        ("week", PeriodKind::Week),
        ("month", PeriodKind::Month),
        ("quarter", PeriodKind::Quarter),
        ("half", PeriodKind::Half),
        ("year", PeriodKind::Year),
    ]
}

impl Command for ExportArgs {
    const NAME: &str = "export";
    const RUN: Run<Self> = run;
    const FILES: OfFiles = OfFiles::AnyTime;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Xuất dữ liệu thành các bảng cho chương trình khác (DuckDB, Spark, R …)",
                  "Export flat tables for other programs (DuckDB, Spark, R …)"),
        ("examples",
"tiendo export --out bang  # mỗi bảng một thư mục, mỗi kế hoạch một tệp JSON Lines
tiendo export --out bang --format csv  # CSV
tiendo export --out bang --each month  # tình hình tại ngày cuối từng tháng
tiendo export --out bang --known-on 31/3/2024  # theo dữ liệu trong git đến hết ngày 31/3",
"tiendo export --out tables  # a folder for each table, a file of JSON Lines for each plan
tiendo export --out tables --format csv  # CSV
tiendo export --out tables --each month  # how things stood at the end of each month
tiendo export --out tables --known-on 31/3/2024  # from what git had at the end of 31 March"),
        ("out", "Thư mục để ghi: mới, trống, hoặc của lần xuất trước", "Folder to write to: new, empty, or of an earlier export"),
        ("format", "Dạng tệp: {values} [mặc định: jsonl]", "Format of the files: {values} [default: jsonl]"),
        ("each", "Các việc tính đến hết ngày cuối từng kỳ đã kết thúc: {values} [mặc định: chỉ tính đến ngày xét]",
                 "Obligations as of the end of each period that is over: {values} [default: only as of the day to judge by]"),
        ("marks", "Thêm bảng những điều tiendo diff A..B cần xem kỹ", "Add a table of what tiendo diff A..B marks"),
    ];
}

/// Runs `tiendo export`.
fn run(asked: &Asked, args: &ExportArgs) -> Result<Exit, Failure> {
    let collection = match asked.scope()? {
        AskedPlans::Many(collection) => collection,
        AskedPlans::One(plan) => {
            // What is wrong with a plan that stands alone is reported before anything is written.
            plan.open().map_err(|found| asked.unopened(&found))?;
            let mut alone = Collection::default();
            alone.push(plan);
            alone
        }
    };
    let mut plans = ManyPlans::new(asked, &collection)?;
    let (words, failed) = (plans.words(), |found: Trouble| asked.wrong(&SidesProblem::Store(found)));
    let folder = TablesFolder::begin(&args.out, SCHEMA, export::files_of).map_err(failed)?;
    let shown = args.out.display().to_string();
    let Some(folder) = folder else {
        let said = ExportPhrase::FolderTaken { folder: &one_line(&shown), contents: SCHEMA };
        return Err(asked.fail(&Phrase::Export(said)));
    };
    let mut made = ExportFolder { folder, args, files: Vec::new(), stems: Vec::new(), rows: 0, plans: 0 };
    let outcome = plans.each(|session, folder, outcome| {
        let broken = made.plan(&session, folder)?;
        outcome.note_unread(&session, &broken);
        Ok(())
    })?;
    if let Some(range) = &args.marks {
        for member in &collection.plans {
            made.marks(asked, member, range)?;
        }
    }
    made.folder.write(README, words.export_readme().as_bytes()).map_err(failed)?;
    made.folder.write(SCHEMA, &schema(args.format, outcome.as_of, &made.files)).map_err(failed)?;
    let (plans, rows) = (made.plans, made.rows);
    let said = words.phrase(&Phrase::Export(ExportPhrase::Exported { folder: &one_line(&shown), plans, rows }));
    shell::with_stdout(|out| Ok(writeln!(out, "{said}")?))?;
    Ok(outcome.exit())
}

/// The tables as they come.
struct ExportFolder<'a> {
    folder: TablesFolder,
    args: &'a ExportArgs,
    files: Vec<(ExportTable, String)>,
    /// For each plan its folder, and what its files are called.
    stems: Vec<(String, String)>,
    /// How many obligations were written.
    rows: u64,
    plans: usize,
}

/// The files of one plan that its units fill.
struct UnitFilesOut {
    units: TableFile,
    obligations: TableFile,
    records: TableFile,
    progress: TableFile,
    evidence: TableFile,
}

/// What the files of a plan are called: its folder, with what file systems and patterns take otherwise replaced.
fn stem(folder: &str, number: &str, taken: &[(String, String)]) -> String {
    let named = if folder.is_empty() { number } else { folder };
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    let plain: String = named.chars().map(plain).collect();
    let plain = plain.trim_matches('-');
    let first = if plain.is_empty() { "plan" } else { plain };
    let free = |stem: &String| !taken.iter().any(|(_, other)| other.eq_ignore_ascii_case(stem));
    let more = (2..).map(|count| format!("{first}-{count}"));
    std::iter::once(first.to_owned()).chain(more).find(free).expect("there is always one more")
}

impl ExportFolder<'_> {
    fn create(&mut self, table: ExportTable, stem: &str) -> Result<TableFile, Trouble> {
        let name = format!("{}/{stem}.{}", table.name(), self.args.format.as_str());
        let mut file = self.folder.create(&name)?;
        file.add(self.args.format.head(table).as_bytes())?;
        self.files.push((table, name));
        Ok(file)
    }

    /// Writes everything about a plan; gives the units that could not be read.
    fn plan(&mut self, session: &Session, folder: &str) -> Result<Vec<UnitIx>, Failure> {
        let failed = |found: Trouble| super::revise::trouble(session, &found);
        let units: Vec<UnitIx> = session.plan.unit_indices().collect();
        session.warn_of_missing_files(&units)?;
        let stem = stem(folder, &session.plan.header.number, &self.stems);
        self.stems.push((folder.to_owned(), stem.clone()));
        let plan = &*session.snapshot.plan;
        let of = ExportOf { folder, plan, format: self.args.format };
        let whole = [
            (ExportTable::Plans, of.of_plan(session.judge.as_of(), session.known())?),
            (ExportTable::Tasks, of.of_tasks()?),
        ];
        for (table, bytes) in whole {
            let mut file = self.create(table, &stem).map_err(failed)?;
            file.add(&bytes).and_then(|()| file.finish()).map_err(failed)?;
        }
        let mut open = |table| self.create(table, &stem).map_err(failed);
        let mut files = UnitFilesOut {
            units: open(ExportTable::Units)?,
            obligations: open(ExportTable::Obligations)?,
            records: open(ExportTable::Records)?,
            progress: open(ExportTable::Progress)?,
            evidence: open(ExportTable::Evidence)?,
        };
        let ends = self.args.each.map(|kind| ends(session, kind));
        if ends.as_ref().is_some_and(Vec::is_empty) {
            let said = ExportPhrase::NoPeriodOver { plan: &one_line(&plan.header.number) };
            aside::note(&session.say(&Phrase::Export(said)));
        }
        let judged = ends.as_ref().and_then(|ends| ends.first()).map(|day| session.snapshot.judge_end_of(*day));
        let first = judged.as_ref().unwrap_or(&session.judge);
        let obliged = ends.as_ref().is_none_or(|ends| !ends.is_empty());
        let unread = self.units(session, &of, (first, obliged, true), &mut files)?;
        // Every further day goes through the files again: what is kept in memory does not grow with the days.
        for day in ends.iter().flatten().skip(1) {
            let judge = session.snapshot.judge_end_of(*day);
            self.units(session, &of, (&judge, true, false), &mut files)?;
        }
        let UnitFilesOut { units, obligations, records, progress, evidence } = files;
        let all = [units, obligations, records, progress, evidence];
        all.into_iter().try_for_each(TableFile::finish).map_err(failed)?;
        self.plans += 1;
        Ok(unread)
    }

    /// Adds what units owe as of a day, and what they recorded where it is the first one; gives those that could not be
    /// read.
    fn units(
        &mut self,
        session: &Session,
        of: &ExportOf<'_>,
        (judge, obliged, first): (&Judge, bool, bool),
        files: &mut UnitFilesOut,
    ) -> Result<Vec<UnitIx>, Failure> {
        let units: Vec<UnitIx> = session.plan.unit_indices().collect();
        let (mut unread, mut rows) = (Vec::new(), 0);
        let failed = |found: Trouble| super::revise::trouble(session, &found);
        let each = |part: &mut (UnitRows, Vec<UnitIx>, u64), unit: UnitIx, assessment: Option<&Assessment<'_>>| {
            let (rows, unread, count) = part;
            if first {
                of.of_unit(&mut rows.units, unit, session.snapshot.has_file(unit), assessment.is_some())?;
            }
            let Some(assessment) = assessment else {
                unread.push(unit);
                return Ok(());
            };
            if obliged {
                *count += of.of_obligations(&mut rows.obligations, assessment)?;
            }
            if first {
                of.of_records(rows, assessment)?;
            }
            Ok(())
        };
        let deliver = |(part, without, count): (UnitRows, Vec<UnitIx>, u64), broken: Vec<FileReport>| {
            if first {
                units::tell(session, &broken)?;
                files.units.add(&part.units).map_err(failed)?;
            }
            files.obligations.add(&part.obligations).map_err(failed)?;
            files.records.add(&part.records).map_err(failed)?;
            files.progress.add(&part.progress).map_err(failed)?;
            files.evidence.add(&part.evidence).map_err(failed)?;
            unread.extend(without);
            rows += count;
            Ok::<(), Failure>(())
        };
        pipeline::fold(&session.snapshot, judge, &units, Default::default, each, deliver)?;
        self.rows += rows;
        Ok(unread)
    }

    /// Writes what a comparison of revisions marks of a plan.
    fn marks(&mut self, asked: &Asked, member: &MemberPlan, range: &str) -> Result<(), Failure> {
        let Some((folder, stem)) = self.stems.iter().find(|(folder, _)| *folder == member.folder).cloned() else {
            return Ok(());
        };
        let plan = Some(folder.clone()).filter(|folder| !folder.is_empty());
        let asked = Asked { version: Version::Now, plan: plan.or_else(|| asked.plan.clone()), ..asked.clone() };
        let format = self.args.format;
        let bytes = compared(&asked, &ComparisonRequest::plain(&[range.to_owned()]), |comparison, _, _| {
            let plan = comparison.sides.plan_after();
            let notices = notices(comparison.sides, comparison.outcome, comparison.reviewed);
            Ok(ExportOf { folder: &folder, plan, format }.of_marks(&notices)?)
        })?;
        if let Some(bytes) = bytes {
            let failed = |found: Trouble| asked.wrong(&SidesProblem::Store(found));
            let mut file = self.create(ExportTable::Marks, &stem).map_err(failed)?;
            file.add(&bytes).and_then(|()| file.finish()).map_err(failed)?;
        }
        Ok(())
    }
}

/// The last days of the periods of this kind that are over by the day that is judged by, from the plan's beginning.
fn ends(session: &Session, kind: PeriodKind) -> Vec<NaiveDate> {
    let (starts, as_of) = (session.plan.header.starts, session.judge.as_of());
    let first = Period::containing(kind, starts);
    let all = std::iter::successors(first, |period| period.next()).map(Period::last);
    all.take_while(|day| *day <= as_of).collect()
}
