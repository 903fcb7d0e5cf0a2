//! `tiendo show`: everything about one task or unit, and why an obligation stands as it does.

use std::io::Write;

use super::args::read_period;
use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::names::{one, one_unit};
use super::query::{Making, read, unreadable_lines};
use super::session::{Asked, Session};
use super::sides::Wrong;
use super::units;
use crate::facts::{Fact, Facts};
use crate::git::Repository;
use crate::judge::{Assessment, Obligation};
use crate::model::id::{TaskIx, UnitIx};
use crate::model::period::Period;
use crate::model::plan::Body;
use crate::model::record::Field;
use crate::page::Tone;
use crate::page::terminal::card::{fields, sentences};
use crate::page::terminal::items::{Without, state, table};
use crate::page::terminal::table::Layout;
use crate::page::terminal::{self, wrap};
use crate::review::commits::Commit;
use crate::review::history::Now;
use crate::review::log::{LogEntry, blame};
use crate::select::{self, Found};
use crate::shell;
use crate::snapshot::{PLAN, unit_path};
use crate::source::position;
use crate::text::one_line;
use crate::view::filter::Filter;
use crate::view::why;
use crate::words::{Label, Phrase, said};
use clap::Args;

#[derive(Args)]
pub(super) struct ShowArgs {
    #[arg(value_name = "TASK|UNIT")]
    subject: String,
    #[arg(value_parser = read_period)]
    period: Option<Period>,
    #[arg(short, long)]
    unit: Option<String>,
    #[arg(long)]
    blame: bool,
}

impl Command for ShowArgs {
    const NAME: &str = "show";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Mọi điều về một nhiệm vụ, đơn vị hay nghĩa vụ, và vì sao ở trạng thái ấy",
                  "Everything about one task, unit or obligation, and why it stands as it does"),
        ("examples",
"tiendo show bao-cao-quy  # một nhiệm vụ và tình hình của từng đơn vị
tiendo show van-phong  # một đơn vị và mọi nghĩa vụ của đơn vị đó
tiendo show bao-cao-quy 2024-Q1 --unit van-phong  # một nghĩa vụ, và vì sao ở trạng thái ấy",
"tiendo show bao-cao-quy  # a task, and how every unit stands with it
tiendo show van-phong  # a unit, and all it owes
tiendo show bao-cao-quy 2024-Q1 --unit van-phong  # one obligation, and why it stands as it does"),
        ("subject", "Nhiệm vụ hoặc đơn vị: mã hoặc một phần tên", "A task or a unit: an id or a part of a name"),
        ("period", "Kỳ của nhiệm vụ: 2024, 2024-H1, 2024-Q1, 2024-04, 2024-W15 hoặc 2024-04-26",
                   "A period of the task: 2024, 2024-H1, 2024-Q1, 2024-04, 2024-W15 or 2024-04-26"),
        ("unit", "Đơn vị cần xem nghĩa vụ, khi nhiều đơn vị cùng chủ trì nhiệm vụ",
                 "The unit whose obligation to show, where several owe the task"),
        ("blame", "Mỗi điều được ghi ngày nào, bởi commit nào (cần --unit)",
                  "On which day and by which commit each field was last changed (needs --unit)"),
    ];
}

/// Runs `tiendo show`.
fn run(asked: &Asked, args: &ShowArgs) -> Result<Exit, Failure> {
    let (subject, period, with_commits) = (&args.subject, args.period, args.blame);
    let session = asked.open()?;
    let unit = args.unit.as_deref().map(|typed| one_unit(&session, typed)).transpose()?;
    match find(&session, subject)? {
        Subject::Task(task) => match (unit, period) {
            (Some(unit), period) if with_commits => blamed(asked, &session, task, unit, period),
            (Some(unit), period) => obligations(&session, task, unit, period, None),
            (None, period) if with_commits => {
                let mut leads = session.plan.unit_indices().filter(|unit| session.plan.duties.leads(*unit, task));
                let (Some(unit), None) = (leads.next(), leads.next()) else {
                    let task = session.plan.task(task).id.as_str();
                    let said = session.words.phrase(&Phrase::BlameNeedsUnit { task });
                    return Err(Failure::Usage(said));
                };
                blamed(asked, &session, task, unit, period)
            }
            (None, period) => show_task(&session, task, period),
        },
        Subject::Unit(_) if period.is_some() || unit.is_some() || with_commits => {
            Err(Failure::Usage(session.words.phrase(&Phrase::OnlyWithTask { name: subject })))
        }
        Subject::Unit(unit) => show_unit(&session, unit),
    }
}

/// Shows obligations with the commit that last changed each field.
fn blamed(
    asked: &Asked,
    session: &Session,
    task: TaskIx,
    unit: UnitIx,
    period: Option<Period>,
) -> Result<Exit, Failure> {
    let (history, shallow) = history(asked, session, unit)?;
    let exit = obligations(session, task, unit, period, Some(&history))?;
    if shallow {
        // Commits before those of this clone may have recorded what its first one seems to bring.
        let said = session.words.phrase(&Phrase::ShallowHistory);
        shell::with_stdout(|out| {
            writeln!(out)?;
            for line in wrap(&said, session.screen.width) {
                writeln!(out, "{}", session.screen.paint(Tone::Near, &line))?;
            }
            Ok(())
        })?;
    }
    Ok(exit)
}

/// The commits that changed what a unit recorded, the last first; and whether the clone has only a part of them.
fn history(asked: &Asked, session: &Session, unit: UnitIx) -> Result<(Vec<LogEntry>, bool), Failure> {
    let wrong = |found| asked.wrong(&Wrong::Git(found));
    let repository = Repository::of(session.workspace.root()).map_err(wrong)?;
    repository.commit("HEAD").map_err(wrong)?;
    // A file that cannot be read is told of where its records are shown.
    let now = session.snapshot.reader().bytes(unit).map_or(Now::Unasked, |bytes| Now::Bytes(bytes.to_vec()));
    let history = repository.unit_history(&session.plan, unit).map_err(wrong)?;
    let entries = history.entries(now, session.judge.as_of(), &|_| true).map_err(wrong)?;
    Ok((entries, repository.shallow))
}

#[derive(Clone, Copy)]
enum Subject {
    Task(TaskIx),
    Unit(UnitIx),
}

/// A task or unit by id, else by name among both.
fn find(session: &Session, typed: &str) -> Result<Subject, Failure> {
    let plan = &*session.plan;
    if let Some(task) = plan.task_by_id(typed) {
        return Ok(Subject::Task(task));
    }
    let name = |subject: Subject| match subject {
        Subject::Task(task) => (plan.task(task).id.to_string(), plan.task(task).title.to_string()),
        Subject::Unit(unit) => (plan.unit(unit).id.to_string(), plan.unit(unit).name.to_string()),
    };
    let units = select::unit(plan, typed).map(Subject::Unit);
    let found = if let Found::One(_) = units { units } else { units.or(select::task(plan, typed).map(Subject::Task)) };
    one(session.words, typed, found, &Phrase::NoSubject { name: typed }, name)
}

fn show_task(session: &Session, task: TaskIx, period: Option<Period>) -> Result<Exit, Failure> {
    let (plan, words, screen) = (&*session.plan, session.words, session.screen);
    if period.is_some() && plan.occurrence_of(task, period).is_none() {
        return Err(Failure::Usage(words.phrase(&Phrase::NoSuchPeriodOfTask { task: plan.task(task).id.as_str() })));
    }
    let filter =
        Filter { tasks: Some(vec![task]), units: Some(plan.units_of(&plan.task(task).lead)), ..Filter::default() };
    let mut outcome = read(session, &filter, &[], Making::Items, |_| Ok(()))?;
    if let Some(period) = period {
        outcome.items.retain(|item| plan.occurrence(item.occurrence).period == Some(period));
    }
    shell::with_stdout(|out| {
        terminal::title(out, plan, session.judge.as_of(), words, screen)?;
        writeln!(out)?;
        task_card(out, session, task, None)?;
        writeln!(out, "\n{} ({})", screen.paint(Tone::Heading, words.label(Label::Obligations)), outcome.items.len())?;
        table(out, plan, &outcome.items, Without::Task, Layout::default(), words, screen)?;
        for line in unreadable_lines(session, plan, &outcome.unreadable) {
            writeln!(out, "{}", screen.paint(Tone::Bad, &line))?;
        }
        Ok(())
    })?;
    Ok(outcome.exit())
}

fn task_card(out: &mut dyn Write, session: &Session, task: TaskIx, unit: Option<UnitIx>) -> anyhow::Result<()> {
    let (plan, words, screen) = (&*session.plan, session.words, session.screen);
    let line = position(&session.snapshot.plan_text, session.snapshot.spans.tasks[task.index()].id.range().start).line;
    let task = plan.task(task);
    let owned = |text: &Option<crate::model::plan::Text>| text.as_ref().map(ToString::to_string);
    let bodies = |bodies: &[Body]| {
        let names = bodies.iter().map(|body| {
            let (id, name) = plan.body(*body);
            format!("{name} ({id})")
        });
        Some(names.collect::<Vec<_>>().join("\n")).filter(|names| !names.is_empty())
    };
    writeln!(out, "{}", screen.paint(Tone::Heading, &one_line(&task.title)))?;
    Ok(fields(
        out,
        &[
            (
                words.label(Label::Task),
                Some(format!("{} ({})", task.id, words.phrase(&Phrase::RecordAt { file: PLAN, line }))),
            ),
            (words.label(Label::Clause), owned(&task.clause)),
            (words.label(Label::Wording), owned(&task.wording)),
            (words.label(Label::Rule), Some(words.timing(plan, &task.timing))),
            (words.label(Label::Lead), bodies(&task.lead)),
            (words.label(Label::Support), bodies(&task.support)),
            (words.label(Label::Product), owned(&task.product)),
            (words.label(Label::ReportsTo), owned(&task.reports_to)),
            (words.label(Label::Note), owned(&task.note)),
            (words.label(Label::Unit), unit.map(|unit| format!("{} ({})", plan.unit(unit).name, plan.unit(unit).id))),
        ],
        screen,
    )?)
}

fn show_unit(session: &Session, unit: UnitIx) -> Result<Exit, Failure> {
    let (plan, words, screen) = (&*session.plan, session.words, session.screen);
    let mut set = crate::model::duties::UnitSet::new(plan.units.len());
    set.insert(unit);
    let filter = Filter { units: Some(set), ..Filter::default() };
    let outcome = read(session, &filter, &[], Making::Items, |_| Ok(()))?;
    shell::with_stdout(|out| {
        terminal::title(out, plan, session.judge.as_of(), words, screen)?;
        writeln!(out)?;
        let of = plan.unit(unit);
        writeln!(out, "{}", screen.paint(Tone::Heading, &one_line(&of.name)))?;
        let groups = plan.groups.iter().filter(|group| group.units.contains(unit));
        let groups = groups.map(|group| format!("{} ({})", group.name, group.id)).collect::<Vec<_>>().join("\n");
        let file = unit_path(plan, unit);
        let missing = !session.snapshot.has_file(unit);
        let record = if missing { words.phrase(&Phrase::NoFile { file: &file }) } else { file };
        let mut note = Vec::new();
        if !of.confirmed {
            note.push(words.label(Label::Unconfirmed));
        }
        if plan.header.coordinator == Some(unit) {
            note.push(words.label(Label::Coordinator));
        }
        fields(
            out,
            &[
                (words.label(Label::Unit), Some(of.id.to_string())),
                (words.label(Label::ShortName), of.short.as_ref().map(ToString::to_string)),
                (words.label(Label::Groups), Some(groups).filter(|groups| !groups.is_empty())),
                (words.label(Label::Record), Some(record)),
                (words.label(Label::Note), Some(note.join("; ")).filter(|note| !note.is_empty())),
            ],
            screen,
        )?;
        writeln!(out)?;
        super::section::by_quarter(out, session, &outcome.items)?;
        for line in unreadable_lines(session, plan, &outcome.unreadable) {
            writeln!(out, "{}", screen.paint(Tone::Bad, &line))?;
        }
        Ok(())
    })?;
    Ok(outcome.exit())
}

/// Why the unit's obligations for one task stand as they do.
fn obligations(
    session: &Session,
    task: TaskIx,
    unit: UnitIx,
    period: Option<Period>,
    history: Option<&[LogEntry]>,
) -> Result<Exit, Failure> {
    let (plan, words, screen) = (&*session.plan, session.words, session.screen);
    let names = (plan.unit(unit).id.as_str(), plan.task(task).id.as_str());
    if !plan.duties.leads(unit, task) {
        return Err(Failure::Usage(words.phrase(&Phrase::NotLed { unit: names.0, task: names.1 })));
    }
    if period.is_some() && plan.occurrence_of(task, period).is_none() {
        return Err(Failure::Usage(words.phrase(&Phrase::PeriodNotOwed { unit: names.0, task: names.1 })));
    }
    session.warn_of_missing_files(&[unit])?;
    let mut exit = Exit::Done;
    let mut page: Vec<u8> = Vec::new();
    terminal::title(&mut page, plan, session.judge.as_of(), words, screen)?;
    writeln!(page)?;
    task_card(&mut page, session, task, Some(unit))?;
    units::fold(
        session,
        &[unit],
        Vec::new,
        |bytes: &mut Vec<u8>, _, assessment| {
            let Some(assessment) = assessment else { return Ok(()) };
            assessment.for_each(|obligation| {
                let occurrence = plan.occurrence(obligation.occurrence);
                let wanted = occurrence.task == task && (period.is_none() || occurrence.period == period);
                if wanted { explain(bytes, session, assessment, &obligation, history) } else { Ok(()) }
            })
        },
        |bytes, broken| {
            page.extend_from_slice(&bytes);
            if !broken.is_empty() {
                exit = Exit::Unread;
                units::tell(session, &broken)?;
                for line in unreadable_lines(session, plan, &[unit]) {
                    writeln!(page, "\n{}", screen.paint(Tone::Bad, &line))?;
                }
            }
            Ok(())
        },
    )?;
    shell::with_stdout(|out| Ok(out.write_all(&page)?))?;
    Ok(exit)
}

fn explain(
    out: &mut dyn Write,
    session: &Session,
    assessment: &Assessment<'_>,
    obligation: &Obligation<'_>,
    history: Option<&[LogEntry]>,
) -> anyhow::Result<()> {
    let (plan, words, screen) = (&*session.plan, session.words, session.screen);
    let facts = Facts::of(obligation.record, assessment.text);
    let occurrence = plan.occurrence(obligation.occurrence);
    let (text, tone) = state(&obligation.standing, words);
    let period = occurrence.period.map_or_else(String::new, |period| format!("{}: ", words.period(period)));
    writeln!(out, "\n{}{}", screen.paint(Tone::Heading, &period), screen.paint(tone, &text))?;
    let file = unit_path(plan, assessment.unit);
    let place = match obligation.record {
        Some(record) => {
            let line = position(assessment.text, record.place.range().start).line;
            words.phrase(&Phrase::RecordAt { file: &file, line })
        }
        None if !session.snapshot.has_file(assessment.unit) => words.phrase(&Phrase::NoFile { file: &file }),
        None => words.phrase(&Phrase::NoRecord { file: &file }),
    };
    let task = plan.task(occurrence.task);
    let title = task.title_for(occurrence.period);
    let own_title = Some(title.to_string()).filter(|_| *title != task.title);
    let mut shown = vec![(words.label(Label::Title), own_title), (words.label(Label::Record), Some(place))];
    for field in Field::SHOWN {
        let text = match facts.get(field) {
            // Which documents extend or waive is said below; here, if at all, by which commits that was recorded.
            Some(Fact::Extended(_) | Fact::Waived(_)) if history.is_none() => None,
            Some(Fact::Texts(texts)) => Some(texts.join("\n")).filter(|texts| !texts.is_empty()),
            fact => fact.map(|fact| said(fact, words)),
        };
        let by = history.and_then(|entries| blame(entries, obligation.occurrence, field, &facts));
        let by = by.map(|entry| {
            let commit = entry.commit.as_ref().map(Commit::short);
            words.phrase(&Phrase::LastChanged { day: entry.day, commit })
        });
        let text = text.map(|text| by.map_or(text.clone(), |by| format!("{text}\n{by}")));
        shown.push((words.label(field.into()), text));
    }
    fields(out, &shown, screen)?;
    writeln!(out, "{}:", screen.paint(Tone::Faint, words.label(Label::Why)))?;
    let mut steps = Vec::new();
    why::why(assessment, obligation, &mut |step| steps.push(words.phrase(&Phrase::Why(step.clone()))));
    Ok(sentences(out, &steps, screen)?)
}
