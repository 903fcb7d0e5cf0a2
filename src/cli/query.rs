//! What `status` and `list` share: filters made of what was asked, units read, items written as they come.

use std::collections::HashSet;
use std::io::Write;

use super::args::{Query, Selection, dotted, of_task, quarter};
use super::exit::{Exit, Failure};
use super::names::{choose, one, one_task, one_unit};
use super::session::Session;
use super::units;
use crate::data::{csv, json};
use crate::judge::{Assessment, DoneBelow, Obligation};
use crate::model::duties::UnitSet;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::page::markdown::MarkdownPage;
use crate::page::terminal::writer::TerminalPage;
use crate::select;
use crate::shell;
use crate::spool::Spool;
use crate::text::one_line;
use crate::view::board::Board;
use crate::view::collection::Worst;
use crate::view::filter::{Filter, Wanted};
use crate::view::item::Item;
use crate::view::named::Named;
use crate::view::regrouped::{Grouping, Regrouped};
use crate::words::{Label, Phrase};

/// What reading all units of a report gave.
#[derive(Default)]
pub(crate) struct QueryOutcome {
    pub(crate) board: Board,
    /// The obligations themselves, where they were asked for.
    pub(crate) items: Vec<Named>,
    /// The worst of what is overdue, and of what is due soon, where they were asked for.
    pub(crate) worst: [Worst; 2],
    /// The items in groups.
    pub(crate) groups: Regrouped,
    /// The units that could not be read.
    pub(crate) unreadable: Vec<UnitIx>,
    /// Whether something that `--fail-on` names was found.
    pub(crate) found: bool,
    /// Whether anything else was put out: what units took over.
    pub(crate) shown: bool,
    /// How much of what was written as JSON is done below.
    pub(crate) below: Vec<(Named, DoneBelow)>,
}

impl QueryOutcome {
    /// Whether nothing was found, and nothing could not be read.
    pub(crate) fn is_empty(&self) -> bool {
        self.board.totals().sum() == 0 && !self.shown && self.unreadable.is_empty()
    }

    /// How a command ends that came to this.
    pub(crate) fn exit(&self) -> Exit {
        if !self.unreadable.is_empty() {
            Exit::Unread
        } else if self.found {
            Exit::Found
        } else {
            Exit::Done
        }
    }
}

/// The filter that was asked for, names looked up in the plan. What people look at is narrowed to the unit of
/// `TIENDO_UNIT` unless units or groups are named; what scripts read never is.
pub(crate) fn filter(session: &Session, query: &Query) -> Result<(Filter, Option<UnitIx>), Failure> {
    let unnamed = query.selection.units.is_empty() && query.selection.groups.is_empty();
    let own = if query.is_for_people() && unnamed { units::of_environment(session)? } else { None };
    let mut filter = named_filter(session, query)?;
    if let Some(unit) = own {
        filter.units.get_or_insert_with(|| UnitSet::new(session.plan.units.len())).insert(unit);
    }
    Ok((filter, own))
}

/// The filter of what is named.
pub(crate) fn named_filter(session: &Session, query: &Query) -> Result<Filter, Failure> {
    let plan = &*session.plan;
    let mut units: Option<UnitSet> = None;
    let every = query.selection.units.iter().any(|typed| units::means_all(plan, typed));
    for typed in query.selection.units.iter().filter(|_| !every) {
        let unit = one_unit(session, typed)?;
        units.get_or_insert_with(|| UnitSet::new(plan.units.len())).insert(unit);
    }
    let mut in_groups: Option<UnitSet> = None;
    for typed in &query.selection.groups {
        let name = |group: crate::model::id::GroupIx| {
            let group = &plan.groups[group.index()];
            (group.id.to_string(), group.name.to_string())
        };
        let found = select::group(plan, typed);
        let group = one(session.words, typed, found, &Phrase::NoGroup { name: typed }, name)?;
        in_groups.get_or_insert_with(|| UnitSet::new(plan.units.len())).insert_all(select::members(plan, group));
    }
    let units = match (units, in_groups) {
        (Some(mut units), Some(groups)) => {
            units.keep_only(&groups);
            Some(units)
        }
        (units, groups) => units.or(groups),
    };
    let tasks = tasks(session, &query.selection)?;
    let quarters = query.quarters.iter().map(|text| quarter(plan, text, session.judge.as_of())).collect();
    let parts = parts(session, &query.selection.tasks)?;
    Ok(Filter { units, tasks, parts, quarters, wanted: query.states.clone(), due_within: query.due_within })
}

/// The periods and milestones that are named behind tasks and dots, with everything of the tasks named beside them; nothing
/// where none is.
fn parts(session: &Session, typed: &[String]) -> Result<Option<HashSet<OccurrenceIx>>, Failure> {
    let plan = &*session.plan;
    if typed.iter().all(|typed| dotted(plan, typed).is_none()) {
        return Ok(None);
    }
    let mut named = HashSet::new();
    for typed in typed {
        let Some((task, part)) = dotted(plan, typed) else {
            named.extend(plan.task(one_task(session, typed)?).occurrences.clone().map(OccurrenceIx::new));
            continue;
        };
        let found = of_task(plan, one_task(session, task)?, &part, session.judge.as_of())?;
        let nothing = Phrase::NoPart { task, part: part.text() };
        named.insert(found.ok_or_else(|| Failure::Usage(one_line(&session.words.phrase(&nothing))))?);
    }
    Ok(Some(named))
}

/// The tasks that are named, by clauses, by tags: those that each kind that is used leaves.
fn tasks(session: &Session, selection: &Selection) -> Result<Option<Vec<TaskIx>>, Failure> {
    let (plan, words) = (&*session.plan, session.words);
    let nothing = |said: Phrase<'_>| Failure::Usage(one_line(&words.phrase(&said)));
    let (mut named, mut of_clauses, mut tagged) = (Vec::new(), Vec::new(), Vec::new());
    for typed in &selection.tasks {
        named.push(one_task(session, dotted(plan, typed).map_or(typed, |(task, _)| task))?);
    }
    for clause in &selection.clauses {
        let found = select::clause(plan, clause);
        if found.is_empty() {
            return Err(nothing(Phrase::NoClause { clause }));
        }
        of_clauses.extend(found);
    }
    for typed in &selection.tags {
        let found = select::tagged(plan, typed);
        if found.is_empty() {
            let title = |tag: &str| plan.task(select::tagged(plan, tag)[0]).title.to_string();
            let known = select::tags(plan).into_iter().take(20).map(|tag| (tag.to_owned(), title(tag)));
            let mut message = one_line(&words.phrase(&Phrase::NoTag { tag: typed }));
            if plan.tasks.iter().any(|task| !task.tags.is_empty()) {
                message.push_str(&format!("; {}:", words.label(Label::DidYouMean)));
            }
            return Err(choose(words, message, known.collect()));
        }
        tagged.extend(found);
    }
    let used = [(&selection.tasks, named), (&selection.clauses, of_clauses), (&selection.tags, tagged)];
    let used = used.into_iter().filter(|(typed, _)| !typed.is_empty()).map(|(_, found)| found);
    Ok(used.reduce(|one, other| one.into_iter().filter(|task| other.contains(task)).collect()))
}

/// What is made of each item while units are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Making<'g> {
    /// Counts, and what is worst of so many units.
    Counts {
        worst: usize,
    },
    /// The same, and so many of the worst items.
    Worst {
        most: usize,
    },
    /// The items themselves, where they are few.
    Items,
    Groups(&'g Grouping),
    /// Bytes, handed over as they come.
    Bytes(ItemFormat),
    /// A section for each unit, handed over as they come.
    Sections,
}

/// The form in which items are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemFormat {
    Json,
    /// One JSON object a line.
    JsonLines,
    Csv,
    /// Rows of a Markdown table.
    Markdown,
}

/// The same of some units, and the bytes that were made of them.
type OutputPart = (QueryOutcome, Vec<u8>);

/// Reads the units that the filter leaves; gives bytes of items to `deliver` in order.
pub(crate) fn read(
    session: &Session,
    filter: &Filter,
    fail_on: &[Wanted],
    making: Making<'_>,
    deliver: impl FnMut(&[u8]) -> anyhow::Result<()>,
) -> anyhow::Result<QueryOutcome> {
    let units = filter.units(&session.plan);
    session.warn_of_missing_files(&units)?;
    read_units(session, &units, filter, fail_on, making, deliver)
}

/// The same for units already found, without a word about missing files.
pub(crate) fn read_units(
    session: &Session,
    only: &[UnitIx],
    filter: &Filter,
    fail_on: &[Wanted],
    making: Making<'_>,
    mut deliver: impl FnMut(&[u8]) -> anyhow::Result<()>,
) -> anyhow::Result<QueryOutcome> {
    let plan = &*session.plan;
    let worst = if let Making::Counts { worst } = making { worst } else { 0 };
    let begin = || QueryOutcome {
        board: Board::keeping(plan, worst),
        worst: Worst::both(if let Making::Worst { most } = making { most } else { 0 }),
        ..QueryOutcome::default()
    };
    let groups = Regrouped::within(Spool::with_scratch(shell::scratch()));
    let mut outcome = QueryOutcome { groups, ..begin() };
    units::fold(
        session,
        only,
        || (begin(), Vec::new()),
        |part: &mut OutputPart, unit, assessment| {
            if let Some(assessment) = assessment {
                return count(session, filter, fail_on, making, part, assessment);
            }
            part.0.unreadable.push(unit);
            Ok(())
        },
        |(part, bytes), broken| {
            outcome.board.append(part.board);
            outcome.items.extend_from_slice(&part.items);
            outcome.worst.iter_mut().zip(&part.worst).for_each(|(mine, theirs)| mine.merge(theirs));
            outcome.groups.append(part.groups)?;
            outcome.found |= part.found;
            outcome.shown |= part.shown;
            outcome.below.extend(part.below);
            outcome.unreadable.extend(part.unreadable);
            units::tell(session, &broken)?;
            deliver(&bytes)
        },
    )?;
    Ok(outcome)
}

fn count(
    session: &Session,
    filter: &Filter,
    fail_on: &[Wanted],
    making: Making<'_>,
    (part, bytes): &mut OutputPart,
    assessment: &Assessment<'_>,
) -> anyhow::Result<()> {
    let plan = &*session.plan;
    part.board.begin(assessment.unit);
    assessment.for_each(|obligation| {
        if !filter.admits(plan, &obligation) {
            return Ok(());
        }
        part.board.add(plan, &obligation);
        part.found |= fail_on.iter().any(|wanted| wanted.holds(&obligation));
        match making {
            Making::Counts { .. } => {}
            Making::Worst { .. } => part.worst.iter_mut().for_each(|worst| worst.add(&obligation)),
            Making::Items | Making::Sections => part.items.push(Named::from(&obligation)),
            Making::Groups(grouping) => part.groups.add(grouping, assessment, &obligation),
            Making::Bytes(format) => write_item(session, format, bytes, assessment, &obligation)?,
        }
        if making == Making::Bytes(ItemFormat::Json) {
            let below = assessment.judge.done_below(obligation.unit, obligation.occurrence);
            part.below.extend(below.map(|done| (Named::from(&obligation), done)));
        }
        anyhow::Ok(())
    })?;
    if making == Making::Sections {
        let mut page = TerminalPage::going_on(bytes, session.words, session.screen);
        let taken_over = assessment.judge.taken_over(assessment.unit);
        let admitted = taken_over.iter().filter(|obligation| filter.admits(plan, obligation));
        let taken_over: Vec<Named> = admitted.map(Named::from).collect();
        session.pages().unit_section(&mut page, assessment.unit, &part.items, &taken_over)?;
        part.shown |= !taken_over.is_empty();
        part.items.clear();
    }
    Ok(())
}

fn write_item(
    session: &Session,
    format: ItemFormat,
    bytes: &mut Vec<u8>,
    assessment: &Assessment<'_>,
    obligation: &Obligation<'_>,
) -> anyhow::Result<()> {
    let plan = &*session.plan;
    let (item, as_of) = (Item::of(assessment, obligation), session.judge.as_of());
    match format {
        ItemFormat::Json => {
            bytes.push(b',');
            json::item(bytes, plan, &item, None)?;
        }
        ItemFormat::JsonLines => {
            json::item(bytes, plan, &item, Some(as_of))?;
            bytes.push(b'\n');
        }
        ItemFormat::Csv => {
            let mut sheet = csv::Sheet::of_items(bytes, plan, as_of);
            sheet.item(plan, &item)?;
            sheet.finish()?;
        }
        ItemFormat::Markdown => session.pages().item(&mut MarkdownPage::going_on(bytes, session.words), &item)?,
    }
    Ok(())
}

/// Writes the JSON object of a report.
pub(crate) fn write_json(session: &Session, filter: &Filter, fail_on: &[Wanted]) -> Result<Exit, Failure> {
    let exit = shell::with_stdout(|out| {
        let outcome = json_object(session, filter, fail_on, None, out)?;
        out.write_all(b"\n")?;
        Ok(session.exit(outcome.exit()))
    })?;
    Ok(exit.unwrap_or(Exit::Done))
}

/// Writes the same, of the plan in a folder among others: the counts come before the items, so that the items wait.
pub(crate) fn json_object(
    session: &Session,
    filter: &Filter,
    fail_on: &[Wanted],
    folder: Option<&str>,
    out: &mut dyn Write,
) -> anyhow::Result<QueryOutcome> {
    let mut spool = Spool::with_scratch(shell::scratch());
    let outcome = read(session, filter, fail_on, Making::Bytes(ItemFormat::Json), |bytes| {
        Ok(spool.push((), 1, u64::MAX, bytes)?)
    })?;
    let unreadable: Vec<&str> = outcome.unreadable.iter().map(|unit| session.plan.unit(*unit).id.as_str()).collect();
    // Each item begins with a comma; the very first one must not.
    let mut skip = 1;
    let items =
        |out: &mut dyn Write| spool.each(.., |bytes| out.write_all(&bytes[std::mem::take(&mut skip)..]).map(|()| true));
    let mut out = out;
    // Of many plans it is said once.
    let known = session.known().filter(|_| folder.is_none());
    let more = (outcome.below.as_slice(), unreadable.as_slice(), known);
    json::status(&mut out, &session.plan, &session.judge, (&outcome.board, folder), items, more)?;
    Ok(outcome)
}

/// Writes what is made of the items as it comes, after `heading` and before `ending`.
pub(crate) fn write_as_read(
    session: &Session,
    filter: &Filter,
    fail_on: &[Wanted],
    making: Making<'_>,
    heading: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
    ending: impl FnOnce(&mut dyn Write, &QueryOutcome) -> anyhow::Result<()>,
) -> Result<Exit, Failure> {
    let exit = shell::with_stdout(|out| {
        heading(out)?;
        let outcome = read(session, filter, fail_on, making, |bytes| Ok(out.write_all(bytes)?))?;
        ending(out, &outcome)?;
        Ok(session.exit(outcome.exit()))
    })?;
    Ok(exit.unwrap_or(Exit::Done))
}
