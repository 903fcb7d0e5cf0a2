//! A plan made of what documents say: duties read into tasks, bodies into units and groups, days into a span.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Datelike, NaiveDate};

use super::document::{DraftBlock, DraftSource, SkippedPart};
use super::duty::{CoveredPlace, DraftDuty, DutyDoubt, PlaceOutcome};
use super::head::{self, DocumentHead};
use super::prose::{self, PlacedParagraph};
use super::register::{BodyRegister, DraftGroup, DraftName, DraftUnit, KnownBodies};
use super::rows::{self, TableDuties};
use super::said_target::said_target;
use super::title::id;
use super::wording::{
    Context, PlainTiming, ReadDue, ReadingRemark, ReadingVerdict, TimeReading, WordingRead, event_name, read,
};
use crate::model::calendar::WorkCalendar;
use crate::model::deadline::{BeforeReading, Deadline};

/// How many words of its title the id of a task takes.
const WORDS_OF_TASK: usize = 7;
/// The most tasks of a plan.
const MOST_TASKS: usize = 4_096;

/// A document to draft from.
#[derive(Clone, Debug)]
pub struct DraftFile {
    pub name: String,
    pub source: DraftSource,
}

/// A plan to be looked through.
#[derive(Clone, Debug)]
pub struct PlanDraft {
    pub head: DocumentHead,
    pub starts: NaiveDate,
    pub ends: NaiveDate,
    /// Whether the document says from when to when it holds.
    pub span_said: bool,
    /// Ids and names.
    pub events: Vec<(String, DraftName)>,
    pub units: Vec<DraftUnit>,
    pub groups: Vec<DraftGroup>,
    /// The path to the file from which the plan takes bodies that it shares with others.
    pub bodies: Option<String>,
    pub tasks: Vec<DraftTask>,
    /// Every place of each document, and what it came to: numbers of [`Self::tasks`].
    pub covered: Vec<CoveredFile>,
    /// How many tasks the document had beyond those that a plan may have.
    pub left: usize,
    /// The ids of bodies by their names, folded.
    pub(super) ids: HashMap<String, String>,
}

/// What was found in a document.
pub(super) struct FoundFile {
    pub(super) name: String,
    pub(super) skipped: Vec<SkippedPart>,
    pub(super) found: TableDuties,
}

#[derive(Clone, Debug)]
pub struct CoveredFile {
    pub name: String,
    pub places: Vec<CoveredPlace>,
    pub skipped: Vec<SkippedPart>,
}

#[derive(Clone, Debug)]
pub struct DraftTask {
    pub id: String,
    /// Which of the files it stands in.
    pub file: usize,
    pub duty: DraftDuty,
    pub lead: Vec<String>,
    pub support: Vec<String>,
    pub joint: bool,
    /// What its wording came to; nothing where the document has none.
    pub read: Option<WordingRead>,
    /// What of it stands in the plan.
    pub timing: TimeReading,
    /// For each milestone of the timing, the words of it.
    pub stages: Vec<String>,
}

impl PlanDraft {
    /// The same, but that the time limits of these tasks are left to be asked about.
    pub(crate) fn without_times(&self, tasks: &[usize]) -> Self {
        let mut open = self.clone();
        let asked = open.tasks.iter_mut().enumerate().filter(|(at, _)| tasks.contains(at));
        for (_, task) in asked {
            task.timing = TimeReading { due: Some(ReadDue::One("unstated".to_owned())), ..TimeReading::default() };
            task.stages.clear();
            if let Some(read) = &mut task.read {
                read.verdict = ReadingVerdict::Ambiguous;
                read.readings.clear();
            }
        }
        open
    }

    /// Makes a plan of documents. `known` are bodies that other plans have; `today` dates what has no day.
    ///
    /// `said` is the day or year of the documents, where somebody names it.
    pub fn of(files: &[DraftFile], known: &KnownBodies, said: Option<Context>, today: NaiveDate) -> Self {
        let head = heads(files.iter().map(|file| &file.source));
        let context = said.unwrap_or_else(|| context(&head));
        let found = files.iter().map(|file| FoundFile {
            name: file.name.clone(),
            skipped: file.source.skipped.clone(),
            found: duties(&file.source, context),
        });
        Self::made_of(head, found.collect(), (known, said), today)
    }

    /// Makes a plan of what was found in documents.
    pub(super) fn made_of(
        head: DocumentHead,
        files: Vec<FoundFile>,
        (known, said): (&KnownBodies, Option<Context>),
        today: NaiveDate,
    ) -> Self {
        let context = said.unwrap_or_else(|| context(&head));
        let mut register = BodyRegister::new(known, head.issued);
        let mut drafted = Drafted { context, ids: HashSet::new(), tasks: Vec::new(), register: &mut register, left: 0 };
        let mut covered = Vec::new();
        for (at, FoundFile { name, skipped, found }) in files.into_iter().enumerate() {
            let numbers: Vec<Vec<usize>> = found.duties.into_iter().map(|duty| drafted.add(&duty, at)).collect();
            let places = found.places.into_iter().map(|place| place_of(place, &numbers)).collect();
            covered.push(CoveredFile { name, places, skipped });
        }
        let (mut tasks, left) = (drafted.tasks, drafted.left);
        let (starts, ends) = span(&head, &tasks, context, today);
        for task in &mut tasks {
            begin_ahead(&mut task.timing, context, starts, ends);
        }
        let events = events(&tasks);
        let bodies = known.path.clone().filter(|_| register.takes_shared());
        Self {
            span_said: head.span.is_some(),
            starts,
            ends,
            events,
            ids: register.by_key,
            units: register.units,
            bodies,
            groups: register.groups,
            tasks,
            covered,
            left,
            head,
        }
    }
}

/// The head of the first document, what it lacks from the others.
pub(super) fn heads<'s>(sources: impl Iterator<Item = &'s DraftSource>) -> DocumentHead {
    let mut head = DocumentHead::default();
    for other in sources.map(DocumentHead::of) {
        head.number = head.number.or(other.number);
        head.title = head.title.or(other.title);
        head.issuer = head.issuer.or(other.issuer);
        head.issued = head.issued.or(other.issued);
        head.span = head.span.or(other.span);
        head.annex = head.annex.or(other.annex);
    }
    head
}

fn context(head: &DocumentHead) -> Context {
    match (head.issued, head.span) {
        (Some(day), _) => Context::Day(day),
        (None, Some((first, _))) => Context::Year(first.year()),
        (None, None) => Context::Unknown,
    }
}

/// What a document gives to do, in its order.
fn duties(source: &DraftSource, context: Context) -> TableDuties {
    let mut paragraphs = Vec::new();
    let (mut found, mut places) = (Vec::new(), Vec::new());
    let (mut tables, mut prefix, mut headings) = (0, String::new(), None);
    for (block, held) in source.blocks.iter().enumerate() {
        match held {
            DraftBlock::Paragraph(paragraph) => {
                if let Some(annex) = head::annex(&paragraph.text) {
                    prefix = annex;
                }
                paragraphs.push(PlacedParagraph { block, number: paragraphs.len() + 1, paragraph });
            }
            DraftBlock::Table(table) => {
                tables += 1;
                let own = rows::duties(table, tables, &prefix, headings.as_ref());
                let before = found.len();
                found.extend(own.duties.into_iter().map(|duty| (block, duty)));
                places.extend(own.places.into_iter().map(|place| (block, shifted(place, before))));
                headings = own.headings.or(headings);
            }
        }
    }
    let prose = prose::duties(&paragraphs, context, headings.is_some());
    let before = found.len();
    found.extend(prose.duties);
    places.extend(prose.places.into_iter().map(|(block, place)| (block, shifted(place, before))));
    in_order(found, places)
}

/// Duties and places by the blocks of the document.
fn in_order(found: Vec<(usize, DraftDuty)>, mut places: Vec<(usize, CoveredPlace)>) -> TableDuties {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|at| found[*at].0);
    let mut rank = vec![Vec::new(); found.len()];
    for (to, from) in order.iter().enumerate() {
        rank[*from] = vec![to];
    }
    let mut duties: Vec<Option<DraftDuty>> = found.into_iter().map(|(_, duty)| Some(duty)).collect();
    places.sort_by_key(|(block, _)| *block);
    TableDuties {
        duties: order.into_iter().filter_map(|at| duties[at].take()).collect(),
        places: places.into_iter().map(|(_, place)| place_of(place, &rank)).collect(),
        headings: None,
    }
}

fn shifted(place: CoveredPlace, by: usize) -> CoveredPlace {
    match place.came {
        PlaceOutcome::Duties(all) => {
            CoveredPlace { came: PlaceOutcome::Duties(all.into_iter().map(|at| at + by).collect()), ..place }
        }
        came => CoveredPlace { came, ..place },
    }
}

fn place_of(place: CoveredPlace, numbers: &[Vec<usize>]) -> CoveredPlace {
    match place.came {
        PlaceOutcome::Duties(all) => {
            let tasks = all.into_iter().filter_map(|at| numbers.get(at)).flatten().copied().collect();
            CoveredPlace { came: PlaceOutcome::Duties(tasks), ..place }
        }
        came => CoveredPlace { came, ..place },
    }
}

struct Drafted<'p> {
    context: Context,
    ids: HashSet<String>,
    tasks: Vec<DraftTask>,
    register: &'p mut BodyRegister,
    left: usize,
}

impl Drafted<'_> {
    /// The tasks of a duty: one, or one for each time limit that its wording holds.
    fn add(&mut self, duty: &DraftDuty, file: usize) -> Vec<usize> {
        let read = duty.wording.as_deref().map(|wording| read(wording, self.context));
        let parts: Vec<TaskPart> = match read {
            Some(read) if !read.duties.is_empty() => {
                read.duties.iter().map(|one| (Some(read.clone()), one.clone(), Vec::new())).collect()
            }
            Some(read) => {
                let parts = duty.wording.as_deref().and_then(|wording| steps(wording, &read, self.context));
                parts.unwrap_or_else(|| vec![(Some(read.clone()), taken(&read), Vec::new())])
            }
            None => vec![(None, unstated(), Vec::new())],
        };
        let mut numbers = Vec::new();
        for (read, timing, stages) in parts {
            if self.tasks.len() == MOST_TASKS {
                self.left += 1;
                continue;
            }
            numbers.push(self.tasks.len());
            let task = self.task(duty.clone(), file, read, timing, stages);
            self.tasks.push(task);
        }
        numbers
    }

    fn task(
        &mut self,
        mut duty: DraftDuty,
        file: usize,
        read: Option<WordingRead>,
        timing: TimeReading,
        stages: Vec<String>,
    ) -> DraftTask {
        let mut lead: Vec<String> = duty.lead.iter().flat_map(|party| self.register.ids_of(party)).collect();
        let mut support: Vec<String> = duty.support.iter().flat_map(|party| self.register.ids_of(party)).collect();
        duty.doubts.retain(|doubt| !matches!(doubt, DutyDoubt::UnknownName(name) if self.register.knows(name)));
        for party in duty.lead.iter().chain(&duty.support) {
            let other = self.register.other_spelling(party);
            let doubt = other.map(|other| DutyDoubt::OtherSpelling { name: party.name.clone(), other });
            duty.doubts.extend(doubt.filter(|doubt| !duty.doubts.contains(doubt)));
        }
        if lead.is_empty() {
            lead.push(self.register.nobody());
        }
        for list in [&mut lead, &mut support] {
            let mut seen = HashSet::new();
            list.retain(|id| seen.insert(id.clone()));
        }
        // One product of several offices is owed once, if so it is meant.
        let joint = lead.len() > 1 && duty.lead.iter().all(|party| !party.many) && duty.product.is_some();
        if joint {
            duty.doubts.push(DutyDoubt::OneProduct);
        }
        let has_target = timing.target.is_some() || timing.milestones.iter().any(|stage| stage.target.is_some());
        let said = said_target(&duty.text).or_else(|| said_target(duty.product.as_ref()?)).filter(|_| !has_target);
        duty.doubts.extend(said.map(DutyDoubt::TargetSaid));
        let id = id(&duty.title, WORDS_OF_TASK, &|id| self.ids.contains(id));
        self.ids.insert(id.clone());
        DraftTask { id, file, duty, lead, support, joint, read, timing, stages }
    }
}

fn unstated() -> TimeReading {
    TimeReading { due: Some(ReadDue::One("unstated".to_owned())), ..TimeReading::default() }
}

/// The reading to take: none where nobody may choose, or where it cannot be written.
fn taken(read: &WordingRead) -> TimeReading {
    let one = matches!(read.verdict, ReadingVerdict::Sure | ReadingVerdict::Doubt);
    let reading = read.readings.first().filter(|reading| one && is_sound(reading));
    reading.cloned().unwrap_or_else(unstated)
}

/// Whether a reading can stand in a plan.
fn is_sound(reading: &TimeReading) -> bool {
    let ordered = reading.starts.zip(reading.ends).is_none_or(|(starts, ends)| starts <= ends);
    ordered && (!reading.milestones.is_empty() || reading.timing().is_some())
}

/// What stands in one cell for several steps, read step by step: “khởi động quý IV/2026; báo cáo quý II/2027; cập nhật
/// hằng quý”. Steps that are owed once become milestones, those that come again a task of their own.
type TaskPart = (Option<WordingRead>, TimeReading, Vec<String>);

fn steps(wording: &str, whole: &WordingRead, context: Context) -> Option<Vec<TaskPart>> {
    let of_kinds = whole.remarks.contains(&ReadingRemark::OfEachKind);
    if matches!(whole.verdict, ReadingVerdict::Sure) || of_kinds || !wording.contains(';') {
        return None;
    }
    let single = |read: &WordingRead| {
        matches!(read.verdict, ReadingVerdict::Sure | ReadingVerdict::Doubt) && read.readings.len() == 1
    };
    let mut pieces: Vec<&str> = Vec::new();
    for piece in wording.split(';').filter(|piece| piece.chars().any(char::is_alphanumeric)) {
        // “hoàn thành đầu tư quý IV/2026, vận hành thương mại năm 2027”
        let parts: Vec<&str> = piece.split(", ").collect();
        let apart =
            parts.len() > 1 && !single(&read(piece, context)) && parts.iter().all(|part| single(&read(part, context)));
        pieces
            .extend(if apart { parts } else { vec![piece] }.into_iter().map(|part| part.trim().trim_end_matches('.')));
    }
    let reads: Vec<WordingRead> = pieces.iter().map(|piece| read(piece, context)).collect();
    if pieces.len() < 2 || reads.iter().filter(|read| single(read)).count() < 2 {
        return None;
    }
    let (mut stages, mut words, mut remarks, mut again) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (piece, read) in pieces.iter().zip(reads) {
        let reading = taken(&read);
        if !reading.every.is_empty() {
            again.push((Some(read), reading, Vec::new()));
            continue;
        }
        let due = match (&reading.due, reading.milestones.as_slice()) {
            (Some(ReadDue::One(due)), []) if reading.starts.is_none() => due.clone(),
            _ => "unstated".to_owned(),
        };
        // A step may have days of its own: “50% năm 2027, 80% năm 2030”.
        let days: Vec<(String, Option<String>)> = match reading.milestones.as_slice() {
            [] => vec![(due, reading.target.clone())],
            own => own.iter().map(|stage| (stage.due.clone(), stage.target.clone())).collect(),
        };
        for (due, target) in days {
            stages.push(super::wording::Stage { id: stage_id(piece, &stages), due, target });
            words.push((*piece).to_owned());
        }
        remarks.extend(read.remarks);
    }
    if stages.is_empty() {
        return None;
    }
    begin_with(&stages, &mut again);
    remarks.dedup();
    let verdict = if remarks.is_empty() { ReadingVerdict::Sure } else { ReadingVerdict::Doubt };
    let read = WordingRead { verdict, readings: Vec::new(), duties: Vec::new(), remarks };
    let first = match stages.as_slice() {
        [one] => (
            Some(read),
            TimeReading {
                due: Some(ReadDue::One(one.due.clone())),
                target: one.target.clone(),
                ..TimeReading::default()
            },
            words,
        ),
        _ => (Some(read), TimeReading { milestones: stages, ..TimeReading::default() }, words),
    };
    Some(std::iter::once(first).chain(again).collect())
}

/// What comes again begins with the first step: “khởi động quý IV/2026; cập nhật hằng quý”. The document does not say so: it
/// is asked about.
fn begin_with(stages: &[super::wording::Stage], again: &mut [TaskPart]) {
    let first_day = |due: &str| match Deadline::parse(due).ok()? {
        Deadline::Within(period) | Deadline::Through(period, _) => Some(period.first()),
        _ => None,
    };
    let Some(first) = stages.iter().filter_map(|stage| first_day(&stage.due)).min() else { return };
    for (read, reading, _) in again.iter_mut().filter(|(_, reading, _)| reading.starts.is_none()) {
        if reading.ends.is_some_and(|ends| ends < first) {
            continue;
        }
        reading.starts = Some(first);
        if let Some(read) = read {
            read.verdict = ReadingVerdict::Doubt;
            read.remarks.push(ReadingRemark::BeginsWithStep);
        }
    }
}

/// The id of a step that no other has.
fn stage_id(words: &str, stages: &[super::wording::Stage]) -> String {
    let taken = |id: &str| stages.iter().any(|stage| stage.id == id);
    let bare = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '%' | ' ' | '/'));
    let plain = id(if bare.is_empty() { words } else { bare }, 5, &taken);
    if plain.starts_with(|c: char| c.is_ascii_digit()) { id(&format!("moc {words}"), 6, &taken) } else { plain }
}

/// Every text of a reading that says when.
fn dues(reading: &TimeReading) -> Vec<&str> {
    let own: Vec<&str> = match &reading.due {
        Some(ReadDue::One(due)) => vec![due],
        Some(ReadDue::ByKind(dues)) => dues.iter().map(|(_, due)| due.as_str()).collect(),
        None => Vec::new(),
    };
    own.into_iter().chain(reading.milestones.iter().map(|stage| stage.due.as_str())).collect()
}

/// The events that the tasks wait for, with the words that name them.
fn events(tasks: &[DraftTask]) -> Vec<(String, DraftName)> {
    let mut all: BTreeMap<String, DraftName> = BTreeMap::new();
    for task in tasks {
        for due in dues(&task.timing) {
            let mut words = due.split(' ').skip_while(|word| *word != "event");
            if let Some(id) = words.nth(1) {
                let wording = task.duty.wording.as_deref().unwrap_or_default();
                let named = || event_name(wording, id).map_or(DraftName::BaseOf(wording.to_owned()), DraftName::Said);
                all.entry(id.to_owned()).or_insert_with(named);
            }
        }
    }
    all.into_iter().collect()
}

/// From when to when the plan holds: as the document says, and so that every day of its tasks lies within.
fn span(head: &DocumentHead, tasks: &[DraftTask], context: Context, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let issued = head.issued;
    let mut first = match (head.span, issued) {
        (Some((first, _)), Some(issued)) => first.min(issued),
        (Some((first, _)), None) => first,
        (None, Some(issued)) => issued,
        (None, None) => NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today),
    };
    let mut last = head.span.map_or(first, |(_, last)| last.max(first));
    for task in tasks {
        let reading = &task.timing;
        let days = if reading.every.is_empty() { reading.last_days(context) } else { Vec::new() };
        for day in days.into_iter().chain(reading.starts).chain(reading.ends) {
            (first, last) = (first.min(day), last.max(day));
        }
    }
    if head.span.is_none() {
        last = last.max(today.min(first));
        last = NaiveDate::from_ymd_opt(last.year(), 12, 31).unwrap_or(last);
    }
    (first, last.max(first))
}

/// Lets a recurring task begin with the first period that falls due on or after the document's day: nobody owes what
/// was due before it was asked for.
fn begin_ahead(reading: &mut TimeReading, context: Context, starts: NaiveDate, ends: NaiveDate) {
    let (Context::Day(issued), None, false) = (context, reading.starts, reading.every.is_empty()) else { return };
    let Some(PlainTiming::Every(rules)) = reading.timing() else { return };
    let calendar = WorkCalendar::default();
    let mut begin: Option<NaiveDate> = None;
    for (every, rule) in rules {
        let mut periods = every.periods(starts, reading.ends.unwrap_or(ends), &calendar);
        let Some(first) = periods.find(|period| {
            rule.nominal(*period, BeforeReading::Exclusive, &calendar).day().is_none_or(|day| day >= issued)
        }) else {
            continue;
        };
        begin = Some(begin.map_or(first.first(), |begin| begin.min(first.first())));
    }
    reading.starts = begin.filter(|begin| *begin > starts);
}
