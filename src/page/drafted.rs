//! A drafted plan as `plan.toml` has it, with its questions as comments, and its coverage page.

use std::io;

use super::{CellValue, ColumnHead, Page, Role, RowKind, Weight};
use crate::draft::duty::{CoveredPlace, PlaceOutcome};
use crate::draft::plan::{DraftTask, PlanDraft};
use crate::draft::register::{DraftGroup, DraftName, DraftUnit};
use crate::draft::wording::{ReadingVerdict, TimeReading, WordingRead};
use crate::edit::questions::questions;
use crate::edit::quote::string;
use crate::text::{one_line, width};
use crate::words::draft::OpenQuestions;
use crate::words::{DraftPhrase, Phrase, Words};

/// The text of a drafted plan.
pub(crate) fn plan_text(plan: &PlanDraft, words: &dyn Words) -> String {
    let mut text = PlanText { out: String::new(), words };
    text.header(plan);
    text.bodies(plan);
    plan.tasks.iter().for_each(|task| text.task(task));
    text.out
}

/// The lines by which a drafted plan asks something, by what they are asked of, and the names that nobody has confirmed.
pub(crate) fn open_questions(text: &str, plan: &PlanDraft, words: &dyn Words) -> OpenQuestions {
    let mut open = OpenQuestions::default();
    // What the answer may be is no question of its own.
    let candidate = words.phrase(&Phrase::Draft(DraftPhrase::Candidate { lines: "" }));
    let asks = |said: &str| !said.starts_with(candidate.trim_end());
    for question in questions(text) {
        let count = match question.of.first().map_or("", String::as_str) {
            "tasks" => &mut open.tasks,
            "units" => &mut open.units,
            "groups" => &mut open.groups,
            "events" => &mut open.events,
            _ => &mut open.head,
        };
        *count += question.lines.iter().filter(|(_, said)| asks(said)).count();
    }
    let named = |unit: &&DraftUnit| !unit.known && matches!(unit.name, DraftName::Said(_));
    open.names = plan.units.iter().filter(named).count();
    open
}

/// What a unit or an event is called, or what stands in for its name.
pub(crate) fn draft_name(name: &DraftName, words: &dyn Words) -> String {
    let say = |said| words.phrase(&Phrase::Draft(said));
    one_line(&match name {
        DraftName::Said(name) => name.clone(),
        DraftName::MembersOf(group) => say(DraftPhrase::MembersOf { group }),
        DraftName::Nobody => say(DraftPhrase::Nobody),
        DraftName::BaseOf(wording) => say(DraftPhrase::BaseOf { wording }),
    })
}

/// What a draft asks something of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AskedOf<'d> {
    Task(&'d DraftTask),
    Unit(&'d DraftUnit),
    Group(&'d DraftGroup),
    Event(&'d DraftName),
}

/// The questions of a draft about one of its items, as lines of `plan.toml` without their sign.
pub(crate) fn questions_about(item: AskedOf<'_>, words: &dyn Words) -> Vec<String> {
    let say = |said: DraftPhrase<'_>| one_line(&words.phrase(&Phrase::Draft(said)));
    match item {
        AskedOf::Task(task) => {
            let doubts = task.duty.doubts.iter().map(|doubt| say(DraftPhrase::Doubt(doubt)));
            doubts.chain(about_reading(task, words)).collect()
        }
        AskedOf::Unit(unit) if unit.name == DraftName::Nobody => vec![say(DraftPhrase::NobodyAsked)],
        AskedOf::Unit(_) => Vec::new(),
        AskedOf::Group(group) if group.known => Vec::new(),
        AskedOf::Group(group) => vec![say(DraftPhrase::MembersAsked { group: &group.name })],
        AskedOf::Event(name) => vec![match name {
            DraftName::BaseOf(wording) => say(DraftPhrase::BaseAsked { wording }),
            _ => say(DraftPhrase::EventAsked { event: &draft_name(name, words) }),
        }],
    }
}

/// What may be argued about the reading of a time limit, and its candidates where nobody may choose.
fn about_reading(task: &DraftTask, words: &dyn Words) -> Vec<String> {
    let say = |said: DraftPhrase<'_>| one_line(&words.phrase(&Phrase::Draft(said)));
    let (Some(read), Some(wording)) = (&task.read, &task.duty.wording) else { return Vec::new() };
    let remarks = read.remarks.iter().map(|remark| {
        let remark = words.wording_remark(remark);
        say(DraftPhrase::ReadAs { wording, remark: &remark })
    });
    let mut asked: Vec<String> = remarks.collect();
    match read.verdict {
        ReadingVerdict::NoLimit => asked.push(say(DraftPhrase::NoReading { wording })),
        ReadingVerdict::Ambiguous => asked.extend(read.readings.iter().map(|candidate| {
            let lines = candidate.lines().join(", ");
            say(DraftPhrase::Candidate { lines: &lines })
        })),
        _ => {}
    }
    asked
}

struct PlanText<'a> {
    out: String,
    words: &'a dyn Words,
}

impl PlanText<'_> {
    fn say(&self, said: DraftPhrase<'_>) -> String {
        one_line(&self.words.phrase(&Phrase::Draft(said)))
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn comment(&mut self, said: DraftPhrase<'_>) {
        let said = self.say(said);
        self.line(&format!("# {said}"));
    }

    fn question(&mut self, said: DraftPhrase<'_>) {
        let said = self.say(said);
        self.line(&format!("# ? {said}"));
    }

    fn questions(&mut self, item: AskedOf<'_>) {
        for asked in questions_about(item, self.words) {
            self.line(&format!("# ? {asked}"));
        }
    }

    fn text_key(&mut self, key: &str, value: &str) {
        self.line(&format!("{key:<10} = {}", string(&one_line(value))));
    }

    fn header(&mut self, plan: &PlanDraft) {
        let files = plan.covered.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ");
        self.comment(DraftPhrase::FileHead { files: &files });
        self.comment(DraftPhrase::HowToGoOn);
        self.line("");
        let head = &plan.head;
        let asked = [
            (head.number.is_none(), DraftPhrase::NumberUnknown),
            (head.title.is_none(), DraftPhrase::TitleUnknown),
            (
                head.title_guessed,
                DraftPhrase::TitleGuessed { title: &one_line(head.title.as_deref().unwrap_or_default()) },
            ),
            (head.issuer.is_none(), DraftPhrase::IssuerUnknown),
            (head.issued.is_none(), DraftPhrase::DayUnknown),
            (!plan.span_said, DraftPhrase::SpanUnknown),
        ];
        asked.into_iter().filter(|(open, _)| *open).for_each(|(_, said)| self.question(said));
        let number = head.number.clone().unwrap_or_else(|| self.say(DraftPhrase::UnknownNumber));
        let title = head.title.clone().unwrap_or_else(|| self.say(DraftPhrase::UnknownTitle));
        self.line("[plan]");
        self.text_key("number", &number);
        self.text_key("title", &title);
        if let Some(issuer) = &head.issuer {
            self.text_key("issuer", issuer);
        }
        if let Some(issued) = head.issued {
            self.line(&format!("{:<10} = {issued}", "issued"));
        }
        self.line(&format!("{:<10} = {}", "starts", plan.starts));
        self.line(&format!("{:<10} = {}", "ends", plan.ends));
        self.text_key("language", self.words.lang().tag());
        self.text_key("before", "exclusive");
        if let Some(bodies) = &plan.bodies {
            self.text_key("bodies", bodies);
        }
        if !plan.events.is_empty() {
            self.line("");
            self.comment(DraftPhrase::EventsHead);
            self.line("[events]");
            for (id, name) in &plan.events {
                let said = draft_name(name, self.words);
                self.questions(AskedOf::Event(name));
                self.line(&format!("{id} = {{ name = {} }}", string(&said)));
            }
        }
    }

    /// The bodies that the plan declares itself.
    fn bodies(&mut self, plan: &PlanDraft) {
        let units = || plan.units.iter().filter(|unit| !unit.shared);
        if units().next().is_some() {
            self.line("");
            self.comment(DraftPhrase::UnitsHead);
            self.line("[units]");
            let wide = units().map(|unit| unit.id.len()).max().unwrap_or_default();
            units().for_each(|unit| self.unit(unit, wide));
        }
        let mut groups = plan.groups.iter().filter(|group| !group.shared).peekable();
        if groups.peek().is_none() {
            return;
        }
        self.line("");
        self.comment(DraftPhrase::GroupsHead);
        for group in groups {
            self.questions(AskedOf::Group(group));
            self.line(&format!("[groups.{}]", group.id));
            self.line(&format!("name    = {}", string(&one_line(&group.name))));
            self.line(&format!("members = {}", list(&group.members)));
            self.line("");
        }
        self.out.truncate(self.out.trim_end().len() + 1);
    }

    fn unit(&mut self, unit: &DraftUnit, wide: usize) {
        self.questions(AskedOf::Unit(unit));
        let name = draft_name(&unit.name, self.words);
        let short = unit.short.as_ref().map(|short| format!(", short = {}", string(short))).unwrap_or_default();
        let more: String = unit.more.iter().map(|(key, value)| format!(", {key} = {value}")).collect();
        let confirmed = if unit.known { "" } else { ", confirmed = false" };
        let id = &unit.id;
        self.line(&format!("{id:<wide$} = {{ name = {}{short}{more}{confirmed} }}", string(&name)));
    }

    fn task(&mut self, task: &DraftTask) {
        self.line("");
        let spot = self.say(DraftPhrase::Spot(&task.duty.spot));
        let clause = Some(task.duty.clause.as_str()).filter(|clause| !clause.is_empty());
        self.line(&match clause {
            Some(clause) => format!("# {} · {spot}", one_line(clause)),
            None => format!("# {spot}"),
        });
        let said = one_line(&task.duty.text);
        if said.trim_end_matches(['.', ';', ':']) != task.duty.title {
            self.comment(DraftPhrase::Words { text: &said });
        }
        if let Some(note) = task.duty.note.as_deref().filter(|_| is_open(task)) {
            self.comment(DraftPhrase::NoteSaid { text: note });
        }
        self.questions(AskedOf::Task(task));
        self.line("[[tasks]]");
        self.text_key("id", &task.id);
        if let Some(clause) = clause {
            self.text_key("clause", clause);
        }
        self.text_key("title", &task.duty.title);
        self.line(&format!("{:<10} = {}", "lead", list(&task.lead)));
        if !task.support.is_empty() {
            self.line(&format!("{:<10} = {}", "support", list(&task.support)));
        }
        if task.joint {
            self.line(&format!("{:<10} = true", "joint"));
        }
        self.timing(&task.timing, &task.stages);
        for (key, value) in [("wording", &task.duty.wording), ("product", &task.duty.product), ("note", &note(task))] {
            if let Some(value) = value {
                self.text_key(key, value);
            }
        }
    }

    fn timing(&mut self, timing: &TimeReading, stages: &[String]) {
        if timing.milestones.is_empty() {
            for line in timing.lines() {
                let (key, value) = line.split_once(" = ").unwrap_or((&line, ""));
                self.line(&format!("{key:<10} = {value}"));
            }
            return;
        }
        self.line(&format!("{:<10} = [", "milestones"));
        for (at, stage) in timing.milestones.iter().enumerate() {
            let due = if stage.due.len() == 10 && stage.due.parse::<chrono::NaiveDate>().is_ok() {
                stage.due.clone()
            } else {
                string(&stage.due)
            };
            let title =
                stages.get(at).map(|words| format!(", title = {}", string(&one_line(words)))).unwrap_or_default();
            let target = stage
                .target
                .as_ref()
                .map(|min| format!(", target = {{ min = {min}, unit = \"%\" }}"))
                .unwrap_or_default();
            self.line(&format!("  {{ id = {}, due = {due}{title}{target} }},", string(&stage.id)));
        }
        self.line("]");
    }
}

/// What the document notes; nothing where the time limit is open: a note would say how it was settled.
fn note(task: &DraftTask) -> Option<String> {
    task.duty.note.clone().filter(|_| !is_open(task))
}

/// Whether nobody may choose how the time limit of a task is read.
fn is_open(task: &DraftTask) -> bool {
    let settled = |read: &WordingRead| matches!(read.verdict, ReadingVerdict::Sure | ReadingVerdict::Doubt);
    task.read.as_ref().is_some_and(|read| !settled(read))
}

/// Ids as a list, over several lines where it is long.
fn list(ids: &[String]) -> String {
    let line = format!("[{}]", ids.iter().map(|id| string(id)).collect::<Vec<_>>().join(", "));
    if width(&line) <= 108 {
        return line;
    }
    format!("[\n{}]", ids.iter().map(|id| format!("  {},\n", string(id))).collect::<String>())
}

/// Puts the coverage of a drafted plan on a page: each place of the document with its tasks, or why it has none.
pub(crate) fn coverage(page: &mut dyn Page, plan: &PlanDraft, words: &dyn Words) -> io::Result<()> {
    let say = |said: DraftPhrase<'_>| words.phrase(&Phrase::Draft(said));
    let number = plan.head.number.clone().unwrap_or_default();
    page.head(Weight::Title, say(DraftPhrase::CoverageTitle { number: &number }).trim())?;
    let files = plan.covered.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ");
    page.paragraph(say(DraftPhrase::CoverageHead { files: &files }))?;
    for file in &plan.covered {
        page.section(1, one_line(&file.name))?;
        page.table([
            ColumnHead::new(Role::Words, words.label(crate::words::Label::Clause), 10),
            ColumnHead::new(Role::Words, say(DraftPhrase::PlaceHead), 12),
            ColumnHead::new(Role::Words, say(DraftPhrase::TextHead), 50),
            ColumnHead::new(Role::Words, say(DraftPhrase::OutcomeHead), 28),
        ])?;
        for place in &file.places {
            page.row(RowKind::Body, cells(place, plan, &say))?;
        }
        page.end_table()?;
        page.section(2, say(DraftPhrase::SkippedHead))?;
        if file.skipped.is_empty() {
            page.paragraph(say(DraftPhrase::NothingSkipped))?;
        }
        page.list(
            &[Role::Words],
            file.skipped.iter().map(|part| vec![CellValue::text(say(DraftPhrase::Skipped(part)))]),
        )?;
    }
    Ok(())
}

fn cells(place: &CoveredPlace, plan: &PlanDraft, say: &dyn Fn(DraftPhrase<'_>) -> String) -> Vec<CellValue> {
    let came = match &place.came {
        PlaceOutcome::Duties(tasks) => {
            tasks.iter().filter_map(|at| plan.tasks.get(*at)).map(|task| task.id.clone()).collect::<Vec<_>>().join(", ")
        }
        PlaceOutcome::Heading => say(DraftPhrase::Heading),
        PlaceOutcome::Used => say(DraftPhrase::Used),
        PlaceOutcome::NoDuty(why) => say(DraftPhrase::NoDuty(*why)),
    };
    [place.clause.clone(), say(DraftPhrase::Spot(&place.spot)), one_line(&place.text), came].map(CellValue::text).into()
}
