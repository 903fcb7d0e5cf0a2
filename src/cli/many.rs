//! Many plans read one after the other: each opened, told of, and dropped before the next.

use std::collections::HashSet;
use std::io::Write;

use chrono::NaiveDate;

use super::args::{Query, Selection, names_task};
use super::exit::{Exit, Failure};
use super::lookup::{Names, each_quietly};
use super::members::{Collection, MemberPlan};
use super::query::{self, ItemFormat, Making, QueryOutcome};
use super::revise::named_in_environment;
use super::session::{Asked, Session};
use super::units::{means_all_of, told};
use crate::data::csv::{Sheet, item_columns};
use crate::data::json::{FORMAT_OF_MANY, ObjectWriter};
use crate::diagnostic::FileReport;
use crate::model::duties::UnitSet;
use crate::model::id::UnitIx;
use crate::page::collection::TopOfMany;
use crate::page::terminal::Screen;
use crate::select;
use crate::shell;
use crate::snapshot::{Unopened, unit_path};
use crate::spool::Spool;
use crate::text::one_line;
use crate::view::filter::Filter;
use crate::view::known::KnownCommit;
use crate::view::totals::Totals;
use crate::words::{Phrase, Words, words};

/// What reading many plans came to, beside what was made of each.
#[derive(Default)]
pub(crate) struct ManyOutcome {
    /// The day that all are judged by; nothing where no plan could be opened.
    pub(crate) as_of: Option<NaiveDate>,
    /// The revision that is asked about, unless it is the files on disk.
    pub(crate) known: Option<KnownCommit>,
    /// The folders of the plans that could not be opened.
    pub(crate) unopened: Vec<String>,
    /// The units that could not be read: their names and files.
    pub(crate) unreadable: Vec<(String, String)>,
    found: bool,
    lost: bool,
}

impl ManyOutcome {
    /// Takes note of what reading a plan came to.
    pub(crate) fn add(&mut self, session: &Session, outcome: &QueryOutcome) {
        self.found |= outcome.found;
        self.note_unread(session, &outcome.unreadable);
    }

    /// Takes note of what could not be read of a plan.
    pub(crate) fn note_unread(&mut self, session: &Session, units: &[UnitIx]) {
        self.lost |= session.exit(Exit::Done) == Exit::Unread;
        self.unreadable.extend(units.iter().map(|unit| {
            let file = session.snapshot.shown(&unit_path(&session.plan, *unit));
            (session.plan.unit(*unit).short_name().to_owned(), file)
        }));
    }

    /// What stands in the head of what is told of all plans.
    pub(crate) fn top(&self, asked: &Asked) -> TopOfMany<'_> {
        TopOfMany { as_of: self.as_of, end_of_day: asked.end_of_day, known: self.known.as_ref() }
    }

    /// How a command ends that came to this.
    pub(crate) fn exit(&self) -> Exit {
        if self.lost || !self.unopened.is_empty() || !self.unreadable.is_empty() {
            Exit::Unread
        } else if self.found {
            Exit::Found
        } else {
            Exit::Done
        }
    }
}

/// Plans that are read one after the other, in one language and as of one day: those of the first that opens.
pub(crate) struct ManyPlans<'c> {
    asked: Asked,
    collection: &'c Collection,
    /// The files of which it was told what is wrong with them.
    told: HashSet<String>,
}

impl<'c> ManyPlans<'c> {
    /// Tells what is wrong with the files that list the plans. Nothing is read where none is listed.
    pub(crate) fn new(asked: &Asked, collection: &'c Collection) -> Result<Self, Failure> {
        if collection.plans.is_empty() {
            return Err(asked.broken(collection));
        }
        let mut many = Self { asked: asked.clone(), collection, told: HashSet::new() };
        many.asked.lang = Some(collection.language(asked.lang));
        let reports = collection.listings.iter().filter_map(|listing| listing.report.clone());
        many.tell(&reports.collect::<Vec<_>>())?;
        collection.are_told.set(true);
        Ok(many)
    }

    /// What standard output looks like.
    pub(crate) fn screen(&self) -> Screen {
        shell::stdout_screen(self.asked.color)
    }

    pub(crate) fn asked(&self) -> &Asked {
        &self.asked
    }

    pub(crate) fn words(&self) -> &'static dyn Words {
        words(self.asked.lang.unwrap_or_default())
    }

    /// Tells on standard error what is wrong with files, of each once.
    fn tell(&mut self, reports: &[FileReport]) -> std::io::Result<()> {
        let new: Vec<FileReport> =
            reports.iter().filter(|report| self.told.insert(report.source.path.clone())).cloned().collect();
        told(&new, self.words(), shell::stderr_screen(self.asked.color))
    }

    /// Opens each plan and gives it to `each`, with its place among those that open. What cannot be opened is named, and
    /// named.
    pub(crate) fn each(
        &mut self,
        mut each: impl FnMut(Session, &str, &mut ManyOutcome) -> Result<(), Failure>,
    ) -> Result<ManyOutcome, Failure> {
        let lost = self.collection.listings.iter().any(|listing| listing.report.is_some());
        let known = self.collection.plans.first().and_then(MemberPlan::known).cloned();
        let mut outcome = ManyOutcome { known, lost, ..ManyOutcome::default() };
        for (member, lower) in self.collection.plans.iter().zip(self.collection.levels()) {
            let mut snapshot = match member.open() {
                Ok(snapshot) => snapshot,
                Err(Unopened { reports, .. }) => {
                    self.tell(&reports)?;
                    outcome.unopened.push(member.folder.clone());
                    continue;
                }
            };
            if !lower.is_empty() {
                snapshot.carried_out_by(lower);
            }
            let day = || self.asked.day(&snapshot.plan.header.timezone, member.known());
            let as_of = *outcome.as_of.get_or_insert_with(day);
            let mut session = self.asked.session_on(as_of, member, snapshot);
            session.among = true;
            each(session, &member.folder, &mut outcome)?;
        }
        Ok(outcome)
    }

    /// What was asked, with units and groups by their ids: names are looked up among those of all plans. Something must
    /// fit each in one plan at least.
    pub(crate) fn resolve(&self, query: &Query, for_people: bool) -> Result<QueryAmong, Failure> {
        let mut query = query.clone();
        let typed = &query.selection;
        let own = named_in_environment().filter(|_| for_people && typed.units.is_empty() && typed.groups.is_empty());
        if own.is_none() && typed.is_empty() {
            return Ok(QueryAmong { query, exact: HashSet::new(), narrowed: None });
        }
        let mut names = Names::default();
        let (mut tasks, mut clauses, mut tags) = (HashSet::new(), HashSet::new(), HashSet::new());
        let mut exact = HashSet::new();
        let selection = query.selection.clone();
        let unread = each_quietly(self.collection, |plan, _| {
            names.add(plan);
            tasks.extend(selection.tasks.iter().filter(|typed| names_task(plan, typed)).cloned());
            let is_id = |typed: &&String| plan.task_by_id(typed).is_some();
            exact.extend(selection.tasks.iter().filter(is_id).cloned());
            clauses.extend(selection.clauses.iter().filter(|typed| !select::clause(plan, typed).is_empty()).cloned());
            tags.extend(selection.tags.iter().filter(|typed| !select::tagged(plan, typed).is_empty()).cloned());
        });
        let words = self.words();
        let nothing = |said: Phrase<'_>| unread.or(&self.asked, Failure::Usage(one_line(&words.phrase(&said))));
        if let Some(name) = selection.tasks.iter().find(|typed| !tasks.contains(*typed)) {
            return Err(nothing(Phrase::NoTask { name }));
        }
        if let Some(clause) = selection.clauses.iter().find(|typed| !clauses.contains(*typed)) {
            return Err(nothing(Phrase::NoClause { clause }));
        }
        if let Some(tag) = selection.tags.iter().find(|typed| !tags.contains(*typed)) {
            return Err(nothing(Phrase::NoTag { tag }));
        }
        for typed in query.selection.units.iter_mut().filter(|typed| !means_all_of(typed)) {
            *typed = names.unit(typed, words).map_err(|nobody| names.lacking(typed, &unread, &self.asked, nobody))?.0;
        }
        for typed in &mut query.selection.groups {
            *typed = names.group(typed, words).map_err(|nobody| names.lacking(typed, &unread, &self.asked, nobody))?;
        }
        let own = own.map(|typed| match names.unit(&typed, words) {
            Err(Failure::Usage(said)) => Err(Failure::Usage(format!("TIENDO_UNIT: {said}"))),
            found => found,
        });
        let own = own.transpose()?;
        let narrowed = own.map(|(id, name)| {
            query.selection.units.push(id);
            name
        });
        Ok(QueryAmong { query, exact, narrowed })
    }
}

/// What is asked of many plans.
pub(crate) struct QueryAmong {
    pub(crate) query: Query,
    /// The tasks that were typed by the id that one of some plan has: elsewhere nothing but that id is meant.
    exact: HashSet<String>,
    /// The name of the unit that `TIENDO_UNIT` narrows it to.
    pub(crate) narrowed: Option<String>,
}

impl QueryAmong {
    /// Whether units are left out of the board that have nothing to show.
    pub(crate) fn is_narrow(&self) -> bool {
        !self.query.selection.is_empty()
    }

    /// The filter of one plan among others: what it does not have fits nothing in it.
    pub(crate) fn filter_in(&self, session: &Session) -> Result<Filter, Failure> {
        filter_in(session, &self.query, &self.exact)
    }
}

fn filter_in(session: &Session, query: &Query, exact: &HashSet<String>) -> Result<Filter, Failure> {
    let plan = &*session.plan;
    let Selection { units, groups, tasks, clauses, tags } = &query.selection;
    let kept = |all: &[String], has: &dyn Fn(&str) -> bool| -> Vec<String> {
        all.iter().filter(|typed| has(typed)).cloned().collect()
    };
    let own = Selection {
        units: kept(units, &|id| plan.unit_by_id(id).is_some() || means_all_of(id)),
        groups: kept(groups, &|id| plan.groups.iter().any(|group| group.id.as_str() == id)),
        tasks: kept(tasks, &|typed| {
            plan.task_by_id(typed).is_some() || !exact.contains(typed) && names_task(plan, typed)
        }),
        clauses: kept(clauses, &|typed| !select::clause(plan, typed).is_empty()),
        tags: kept(tags, &|typed| !select::tagged(plan, typed).is_empty()),
    };
    let lost = |before: &[String], after: &[String]| !before.is_empty() && after.is_empty();
    let nothing = lost(units, &own.units)
        || lost(groups, &own.groups)
        || lost(tasks, &own.tasks)
        || lost(clauses, &own.clauses)
        || lost(tags, &own.tags);
    let own = Query { selection: if nothing { Selection::default() } else { own }, ..query.clone() };
    let filter = query::named_filter(session, &own)?;
    Ok(if nothing { Filter { units: Some(UnitSet::new(plan.units.len())), ..filter } } else { filter })
}

/// Writes the JSON object of many plans: the totals come before the plans, so that these wait.
pub(crate) fn write_json(plans: &mut ManyPlans<'_>, asked: &QueryAmong) -> Result<Exit, Failure> {
    let mut spool = Spool::with_scratch(shell::scratch());
    let mut totals = Totals::default();
    let outcome = plans.each(|session, folder, outcome| {
        let filter = asked.filter_in(&session)?;
        let mut waiting = SpoolWriter(&mut spool);
        waiting.write_all(b",")?;
        let read = query::json_object(&session, &filter, &asked.query.fail_on, Some(folder), &mut waiting)?;
        totals.add_all(&read.board.totals());
        outcome.add(&session, &read);
        Ok(())
    })?;
    shell::with_stdout(|mut out| {
        let mut object = ObjectWriter::begin(&mut out)?;
        object.field("format", FORMAT_OF_MANY)?;
        object.field("as_of", outcome.as_of)?;
        object.field("totals", totals)?;
        object.raw("plans", |out| {
            out.write_all(b"[")?;
            // Each plan begins with a comma; the very first one must not.
            let mut skip = 1;
            spool.each(.., |bytes| out.write_all(&bytes[std::mem::take(&mut skip)..]).map(|()| true))?;
            out.write_all(b"]")
        })?;
        if !outcome.unopened.is_empty() {
            object.field("unreadable", &outcome.unopened)?;
        }
        if let Some(known) = &outcome.known {
            object.field("known", known)?;
        }
        object.end()?;
        Ok(out.write_all(b"\n")?)
    })?;
    Ok(outcome.exit())
}

/// Writes the items of many plans, one plan after the other.
pub(crate) fn write_items(plans: &mut ManyPlans<'_>, asked: &QueryAmong, format: ItemFormat) -> Result<Exit, Failure> {
    let mut first = true;
    let exit = shell::with_stdout(|out| {
        let outcome = plans.each(|session, _, outcome| {
            let filter = asked.filter_in(&session)?;
            if format == ItemFormat::Csv && std::mem::take(&mut first) {
                let sheet = Sheet::of_items(&mut *out, &session.plan, session.judge.as_of());
                sheet.begin(&item_columns())?.finish()?;
            }
            let read = query::read(&session, &filter, &asked.query.fail_on, Making::Bytes(format), |bytes| {
                Ok(out.write_all(bytes)?)
            })?;
            outcome.add(&session, &read);
            Ok(())
        });
        match outcome {
            Ok(outcome) => Ok(Ok(outcome.exit())),
            Err(Failure::World(error)) => Err(error),
            Err(other) => Ok(Err(other)),
        }
    })?;
    exit.unwrap_or(Ok(Exit::Done))
}

/// Bytes that wait until all plans are read.
struct SpoolWriter<'s>(&'s mut Spool<()>);

impl Write for SpoolWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.push((), 1, u64::MAX, bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
