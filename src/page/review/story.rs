//! A comparison for people: what is said of it, and how it stands in a terminal.

use std::io;

use super::fields::cut_inside;
use super::groups::{ChangeGroup, count, cut_groups, named_changes};
use super::plan::PlanWords;
use crate::diagnostic::FileReport;
use crate::model::id::UnitIx;
use crate::page::diagnostic::{Finding, Region, findings as problems};
use crate::page::plan::PlanPage;
use crate::page::{CellValue, Page, Piece, Role, Tone};
use crate::review::commits::Commit;
use crate::review::effects::Effects;
use crate::review::exchanged::ExchangedEvidence;
use crate::review::marks::Mark;
use crate::review::notices::{Notice, NoticeOf, notices};
use crate::review::oddities::Oddity;
use crate::review::places::Places;
use crate::review::reviewed::{NoticeKey, Reviewed};
use crate::review::upshot::Upshot;
use crate::review::{
    Cause, Change, ChangedDocument, ChangedReport, MovedReport, OddCommit, OnTheWay, Outcome, ReportChange, Sides,
};
use crate::snapshot::{Snapshot, unit_path};
use crate::text::{one_line, sentence_case};
use crate::words::{Phrase, ReviewPhrase, Words, owed, said};

/// A comparison with what its sides are called.
#[derive(Clone, Copy)]
pub(crate) struct Comparison<'a> {
    pub(crate) sides: Sides<'a>,
    /// The files of both sides.
    pub(crate) snapshots: (&'a Snapshot, &'a Snapshot),
    pub(crate) outcome: &'a Outcome,
    /// The files that could not be read.
    pub(crate) broken: &'a [FileReport],
    /// What was marked and looked at before.
    pub(crate) reviewed: &'a [Reviewed],
    pub(crate) before: Called<'a>,
    pub(crate) after: Called<'a>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Called<'a> {
    /// As it was named: a revision, a folder; empty for the files as they are.
    pub(crate) name: &'a str,
    pub(crate) shown: &'a str,
    /// The id of the commit, if it is one.
    pub(crate) commit: Option<&'a str>,
}

/// What nobody should miss, and what could not be read, for code hosts: on lines that changed, of whole files at their first.
pub(crate) fn findings(comparison: Comparison<'_>, prefix: &str, words: &dyn Words) -> Vec<Finding> {
    let story = Story::new(comparison, words);
    let finding = |notice: &Notice<'_>| {
        let line = story.places.line(notice).unwrap_or(1);
        let region = Region { start_line: line, start_column: 1, end_line: line + 1, end_column: 1 };
        let NoticeKey { unit, task, period, milestone, file, key } = &notice.subject;
        let subject: Vec<&str> =
            [unit, task, period, milestone, file, key].into_iter().flatten().map(String::as_str).collect();
        Finding {
            code: notice.code,
            message: story.notice(notice),
            file: format!("{prefix}{}", notice.file),
            region,
            subject: subject.join(" "),
            seen: notice.seen.map(|seen| story.seen_as(seen)),
        }
    };
    let unread = comparison.outcome.unread.iter().flat_map(|unit| {
        let file = unit_path(story.plan.new, *unit);
        // Of both sides that of the side after counts, whatever it is called.
        let report = comparison.broken.iter().rfind(|report| report.source.path.ends_with(&file));
        let found = report.map(|report| problems(report, "", words)).unwrap_or_default();
        found.into_iter().map(move |it| Finding { file: format!("{prefix}{file}"), ..it })
    });
    story.notices.iter().chain(&story.seen).map(finding).chain(unread).collect()
}

const ENTRY: [Role; 5] = [Role::Words, Role::Before, Role::After, Role::Detail, Role::Codes];

pub(crate) fn write(page: &mut dyn Page, comparison: Comparison<'_>, words: &dyn Words) -> io::Result<()> {
    Story::new(comparison, words).write(page)
}

/// Writes only what a change of the plan does.
pub(crate) fn write_plan(page: &mut dyn Page, comparison: Comparison<'_>, words: &dyn Words) -> io::Result<()> {
    Story::new(comparison, words).by_plan(page)
}

/// The most characters that one text may have, lest it push what comes after it out of sight.
const LONGEST: usize = 400;

/// A text on one line, cut to a length.
pub(super) fn cut(text: &str) -> String {
    let line = one_line(text);
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// The first problem of a file, and where it is.
pub(super) fn first_problem(report: &FileReport, words: &dyn Words) -> Option<String> {
    let finding = problems(report, "", words).into_iter().next()?;
    let place = format!(":{}:{}", finding.region.start_line, finding.region.start_column);
    Some(one_line(&format!("{}{place}: {} {}", finding.file, finding.code.as_str(), finding.message)))
}

pub(super) struct Story<'a> {
    pub(super) comparison: Comparison<'a>,
    pub(super) words: &'a dyn Words,
    pub(super) plan: PlanWords<'a>,
    /// What calls for a look, and what had one.
    pub(super) notices: Vec<Notice<'a>>,
    pub(super) seen: Vec<Notice<'a>>,
    pub(super) places: Places<'a>,
}

impl<'a> Story<'a> {
    pub(super) fn new(comparison: Comparison<'a>, words: &'a dyn Words) -> Self {
        let (old, new) = (comparison.sides.plan_before(), comparison.sides.plan_after());
        let all = notices(comparison.sides, comparison.outcome, comparison.reviewed);
        let (seen, notices) = all.into_iter().partition(|notice| notice.seen.is_some());
        let places = Places::new(comparison.snapshots.0, comparison.snapshots.1);
        Self { comparison, words, plan: PlanWords { old, new, words }, notices, seen, places }
    }

    pub(super) fn say(&self, said: &Phrase<'_>) -> String {
        self.words.phrase(said)
    }

    pub(super) fn unit(&self, unit: UnitIx) -> String {
        one_line(self.plan.new.unit(unit).short_name())
    }

    pub(super) fn title(&self, change: &Change) -> String {
        one_line(&owed(self.plan.new, change.after.occurrence, self.words))
    }

    fn write(&self, page: &mut dyn Page) -> io::Result<()> {
        let Comparison { sides, before, after, .. } = self.comparison;
        let (then, now) = (sides.day_before(), sides.day_after());
        let judge = self.comparison.sides.after;
        PlanPage { plan: self.plan.new, judge, words: self.words, among: false, known: None }.top(page, now)?;
        page.put(Piece::Gap)?;
        let mut compared = self.say(&Phrase::Compared { before: before.shown, after: after.shown });
        if then != now {
            compared.push('\n');
            compared.push_str(&self.say(&Phrase::JudgedOnBoth { before: then, after: now }));
        }
        page.toned(Tone::Plain, compared)?;
        let gist = self.gist();
        if !self.notices.is_empty() {
            page.section(1, self.say(&Phrase::MarksHeading { count: self.notices.len() }))?;
            let entry = |it: &Notice<'_>| vec![CellValue::Codes(vec![it.code]), CellValue::Text(self.notice(it))];
            page.list(&[Role::Codes, Role::Words], self.notices.iter().map(entry))?;
        }
        if !self.seen.is_empty() {
            page.section(1, self.say(&Phrase::Review(ReviewPhrase::SeenHeading { count: self.seen.len() })))?;
            let entry = |it: &Notice<'_>| vec![CellValue::Codes(vec![it.code]), CellValue::Text(self.notice(it))];
            page.list(&[Role::Codes, Role::Words], self.seen.iter().map(entry))?;
        }
        let documents = self.documents();
        if !documents.is_empty() {
            page.section(1, self.documents_heading(documents.len()))?;
            page.list(&[Role::Words], documents.into_iter().map(|said| vec![CellValue::Text(said)]))?;
        }
        self.by_plan(page)?;
        self.changes(page, self.by_unit(Cause::Record), |count| Phrase::RecordsHeading { count })?;
        self.changes(page, self.by_unit(Cause::Time), |count| Phrase::ByTimeHeading { count, from: then, to: now })?;
        page.put(Piece::Gap)?;
        if let Some(said) = self.apart() {
            page.put(Piece::Gist(Tone::Near, said))?;
        }
        for said in self.line_notes() {
            page.put(Piece::Gist(Tone::Near, said))?;
        }
        for said in self.unread() {
            page.put(Piece::Gist(Tone::Bad, said))?;
        }
        page.put(Piece::Gist(Tone::Plain, gist))
    }

    /// What changed of the plan, and what stands otherwise because of it.
    fn by_plan(&self, page: &mut dyn Page) -> io::Result<()> {
        let changes = named_changes(&self.comparison.outcome.plan);
        if !changes.is_empty() {
            page.section(1, self.say(&Phrase::PlanHeading { count: changes.len() }))?;
            page.list(&[Role::Words], changes.iter().map(|change| vec![CellValue::Text(self.plan.told(change))]))?;
        }
        self.first_changes(page, self.by_owed(Cause::Plan), |count| Phrase::ByPlanHeading { count })?;
        self.first_changes(page, self.by_owed(Cause::Others), |count| Phrase::ByOthersHeading { count })
    }

    /// The first of the changes, and how many more there are: one edit may do the same to everybody month by month.
    fn first_changes(
        &self,
        page: &mut dyn Page,
        mut changes: Vec<ChangeGroup>,
        heading: impl FnOnce(usize) -> Phrase<'static>,
    ) -> io::Result<()> {
        const LISTED: usize = 12;
        let all = count(&changes);
        let hidden = cut_groups(&mut changes, LISTED);
        self.changes(page, changes, |_| heading(all))?;
        let more = || Piece::Paragraph(Tone::Plain, self.say(&Phrase::AndMore { count: hidden }));
        if hidden > 0 { page.put(more()) } else { Ok(()) }
    }

    /// What the comparison comes to.
    pub(super) fn gist(&self) -> String {
        let outcome = self.comparison.outcome;
        let unread = (!outcome.unread.is_empty()).then_some(ReviewPhrase::Unread { count: outcome.unread.len() });
        if outcome.begins {
            let (tasks, units) = (self.plan.new.tasks.len(), self.plan.new.units.len());
            let begins = self.say(&Phrase::Begins { tasks, units });
            let marks = self.say(&Phrase::Review(ReviewPhrase::Marks { count: self.notices.len() }));
            return if self.notices.is_empty() { begins } else { format!("{begins} {}.", sentence_case(&marks)) };
        }
        if outcome.is_empty() {
            return match unread {
                Some(unread) => {
                    let [unread, nothing] =
                        [unread, ReviewPhrase::NothingElseChanged].map(|said| self.say(&Phrase::Review(said)));
                    format!("{}; {nothing}.", sentence_case(&unread))
                }
                None if !outcome.plan.is_empty() => self.say(&Phrase::Review(ReviewPhrase::PlanReordered)),
                None if outcome.rewritten => self.say(&Phrase::Review(ReviewPhrase::PlanRewritten)),
                None => self.say(&Phrase::NothingChanged),
            };
        }
        let pieces = pieces(self.upshot(), !outcome.plan.is_empty(), None);
        let mut pieces: Vec<_> = unread.into_iter().chain(pieces).collect();
        let documents = outcome.documents.len();
        pieces.extend((documents > 0).then_some(ReviewPhrase::Documents { count: documents }));
        let pieces: Vec<String> = pieces.into_iter().map(|piece| self.say(&Phrase::Review(piece))).collect();
        format!("{}.", sentence_case(&pieces.join(", ")))
    }

    /// The same in numbers.
    pub(super) fn upshot(&self) -> Upshot {
        Upshot { seen: self.seen.len(), ..Upshot::of(self.plan.new, self.comparison.outcome, &self.notices) }
    }

    /// A thing that nobody should miss, in words.
    pub(super) fn notice(&self, notice: &Notice<'_>) -> String {
        let said = self.said(notice);
        let said = notice.seen.map_or(said.clone(), |seen| format!("{said} — {}", self.seen_as(seen)));
        self.owed_by(notice).map_or_else(|| said.clone(), |owed| format!("{} — {said}", cut(&owed)))
    }

    /// Why it was found right, and what settles it.
    fn seen_as(&self, seen: &Reviewed) -> String {
        let Reviewed { reason, by, on, .. } = seen;
        cut(&self.say(&Phrase::Review(ReviewPhrase::SeenAs { reason, by, on: *on })))
    }

    /// What is owed and by whom, where a notice is about that.
    pub(super) fn owed_by(&self, notice: &Notice<'_>) -> Option<String> {
        let (unit, occurrence) = match notice.about {
            NoticeOf::Record(unit, change, _) => (unit, change.after.occurrence),
            NoticeOf::OnTheWay(it) => (it.unit, it.occurrence),
            NoticeOf::Evidence(it) => (it.unit, it.occurrence),
            _ => return None,
        };
        Some(format!("{}: {}", self.unit(unit), one_line(&owed(self.plan.new, occurrence, self.words))))
    }

    /// What a notice says, but for what is owed and by whom.
    pub(super) fn said(&self, notice: &Notice<'_>) -> String {
        cut(&match notice.about {
            NoticeOf::Record(_, _, mark @ Mark::GrantPutBack { last, .. }) => {
                format!("{}: {}", self.say(&Phrase::Mark(mark)), said(last, self.words))
            }
            NoticeOf::Record(_, _, mark) => self.say(&Phrase::Mark(mark)),
            NoticeOf::Plan(change, mark) => {
                let told = self.plan.told(change);
                // A rule that moves last days does not say which.
                let moved = Some(mark.effects.moved).filter(|count| change.is_rule() && *count > 0);
                let moved = moved.map(|count| self.say(&Phrase::Review(ReviewPhrase::LastDaysMoved { count })));
                let effects = moved.into_iter().chain(self.effects(&mark.effects)).collect::<Vec<_>>().join("; ");
                if effects.is_empty() { told } else { format!("{told} — {effects}") }
            }
            NoticeOf::OnTheWay(OnTheWay { field, was, now, commit, .. }) => {
                let (was, now) = (said(was, self.words), now.as_ref().map(|now| said(now, self.words)));
                let (now, commit) = (now.as_deref(), commit.short());
                self.say(&Phrase::Review(ReviewPhrase::OnTheWay { field: *field, was: &was, now, commit }))
            }
            NoticeOf::Evidence(ExchangedEvidence { file, now, .. }) => {
                self.say(&Phrase::Review(ReviewPhrase::EvidenceExchanged { file, gone: now.is_none() }))
            }
            NoticeOf::Odd(OddCommit { commit, authored, committed, recorded }) => {
                let (commit, authored, committed) = (commit.short(), *authored, *committed);
                let odd = ReviewPhrase::OddCommit { commit, authored, committed, recorded: *recorded };
                self.say(&Phrase::Review(odd))
            }
            NoticeOf::Commit(mixed) => {
                let names = self.names_by_id(&mixed.units);
                self.say(&Phrase::Mixed { commit: mixed.commit.short(), units: &names })
            }
            NoticeOf::Oddity(Oddity::PlanGone { folder, number, listed, effects, .. }) => {
                let effects = &no_longer_owed(effects, self.words);
                let (number, folder) = (&cut_inside(number), &cut_inside(folder));
                self.say(&Phrase::Review(if *listed {
                    ReviewPhrase::PlanDropped { number, folder, effects }
                } else {
                    ReviewPhrase::PlanGone { number, folder, effects }
                }))
            }
            NoticeOf::Oddity(odd) => self.say(&Phrase::Review(odd_said(odd))),
            NoticeOf::Report(ChangedReport { file, how, now, of, .. }) => self.say(&match how {
                ReportChange::Edited => Phrase::ReportEdited { file },
                ReportChange::OfAMoment => Phrase::Review(ReviewPhrase::ReportOfAMoment { file }),
                ReportChange::OfABranch => {
                    let commit = of.as_ref().map(Commit::short).unwrap_or_default();
                    Phrase::Review(ReviewPhrase::ReportOfABranch { file, commit })
                }
                ReportChange::OtherEdition => Phrase::Review(ReviewPhrase::ReportOfAnEdition { file }),
                ReportChange::Misnamed => Phrase::Review(ReviewPhrase::ReportMisnamed { file }),
                ReportChange::Remade => Phrase::Review(ReviewPhrase::ReportRemade { file }),
                ReportChange::Gone => match now {
                    Some(MovedReport { file: now, is_same }) => {
                        Phrase::Review(ReviewPhrase::ReportMoved { file, now, is_same: *is_same })
                    }
                    None => Phrase::Review(ReviewPhrase::ReportGone { file }),
                },
            }),
        })
    }

    /// What a change of the plan does: how many obligations stand otherwise, and how many are owed no more.
    fn effects(&self, effects: &Effects) -> Vec<String> {
        let say = |said: ReviewPhrase<'_>| self.say(&Phrase::Review(said));
        let mut told: Vec<String> = Vec::new();
        for ((from, to), count) in &effects.moves {
            let [from, to] = [*from, *to].map(|grade| say(ReviewPhrase::Grade(grade)));
            told.push(format!("{}: {from} → {to}", say(ReviewPhrase::Obligations { count: *count })));
        }
        if effects.gone > 0 {
            told.push(no_longer_owed(effects, self.words));
        }
        told
    }

    /// That the side before is not what the side after came from.
    pub(super) fn apart(&self) -> Option<String> {
        let apart = self.comparison.outcome.apart;
        apart.then(|| self.say(&Phrase::Review(ReviewPhrase::Apart)))
    }

    pub(super) fn documents_heading(&self, count: usize) -> String {
        self.say(&Phrase::Review(ReviewPhrase::DocumentsHeading { count }))
    }

    /// What became of files in `reports/` that have no data to be compared with.
    pub(super) fn documents(&self) -> Vec<String> {
        let said = |it: &ChangedDocument| {
            let (file, (was, is)) = (&it.file, it.bytes);
            cut(&self.say(&Phrase::Review(ReviewPhrase::Document { file, was, is })))
        };
        self.comparison.outcome.documents.iter().map(said).collect()
    }

    /// The units that could not be compared.
    pub(super) fn unread(&self) -> Vec<String> {
        let name = |unit: &UnitIx| one_line(&self.plan.new.unit(*unit).name);
        let units = self.comparison.outcome.unread.iter();
        units.map(|unit| self.say(&Phrase::NotComparable { name: &name(unit) })).collect()
    }

    fn changes(
        &self,
        page: &mut dyn Page,
        changes: Vec<ChangeGroup>,
        heading: impl FnOnce(usize) -> Phrase<'static>,
    ) -> io::Result<()> {
        if changes.is_empty() {
            return Ok(());
        }
        page.section(1, self.say(&heading(count(&changes))))?;
        for ChangeGroup { heading, entries } in changes {
            page.section(2, heading)?;
            page.list(&ENTRY, entries.into_iter().map(Vec::from))?;
        }
        Ok(())
    }

    /// The short names of units by their ids; those that the plan does not know by the id.
    fn names_by_id(&self, ids: &[String]) -> String {
        let plan = self.plan.new;
        let name = |id: &String| plan.unit_by_id(id).map_or_else(|| one_line(id), |unit| self.unit(unit));
        self.plan.list(ids.iter().map(name).collect())
    }
}

/// How many obligations are owed no more, and how many of them were overdue.
pub(crate) fn no_longer_owed(effects: &Effects, words: &dyn Words) -> String {
    let say = |said: ReviewPhrase<'_>| words.phrase(&Phrase::Review(said));
    let mut told = say(ReviewPhrase::NoLongerOwed { count: effects.gone });
    let (all, days) = (effects.gone, effects.longest);
    let separator = if all == 1 { " " } else { ", " };
    if effects.gone_overdue > 0 {
        let overdue = say(ReviewPhrase::OfThemOverdue { count: effects.gone_overdue, all, days });
        told = format!("{told}{separator}{overdue}");
    }
    if effects.gone_late > 0 {
        let late = say(ReviewPhrase::OfThemLate { count: effects.gone_late, all });
        told = format!("{told}{separator}{late}");
    }
    told
}

fn odd_said(odd: &Oddity) -> ReviewPhrase<'_> {
    match odd {
        Oddity::LookAlike { name, character, like, .. } => {
            ReviewPhrase::LookAlike { name, character: *character, like: *like }
        }
        Oddity::IdAlike { id, other, .. } => ReviewPhrase::IdAlike { id, other },
        Oddity::Beside { name, of } => ReviewPhrase::Beside { name, of },
        Oddity::SameName { id, name, other, .. } => ReviewPhrase::SameName { id, name, other },
        Oddity::NameTaken { id, name, other, .. } => ReviewPhrase::NameTaken { id, name, other },
        Oddity::HiddenFiles { file, files, by, .. } => ReviewPhrase::HiddenFiles { file, files: *files, by },
        Oddity::Excused { entries, .. } => ReviewPhrase::Excused { entries: *entries },
        Oddity::StrangeRecord { file, name, commit } => ReviewPhrase::StrangeRecord { file, name, commit },
        Oddity::PlanGone { folder, number, .. } => ReviewPhrase::PlanGone { number, folder, effects: "" },
    }
}

/// The pieces of what a comparison comes to, the gravest first; `plan` says whether the plan changed, `plans` of how many
/// plans records changed, where there are several.
pub(super) fn pieces(upshot: Upshot, plan: bool, plans: Option<usize>) -> Vec<ReviewPhrase<'static>> {
    let Upshot { lifted, cleared, gone, gone_late, moved, withdrawn, overdue, others, .. } = upshot;
    let Upshot { records, units, by_plan, by_others, let_off, by_time, seen, .. } = upshot;
    let stand = records + by_plan + by_others;
    let grave = lifted + gone + gone_late + moved + withdrawn > 0;
    let in_units = ReviewPhrase::Records { records, units };
    let all = [
        (lifted + cleared > 0, ReviewPhrase::Lifted { count: lifted + cleared }),
        (gone > 0, ReviewPhrase::Gone { count: gone }),
        (gone_late > 0, ReviewPhrase::GoneLate { count: gone_late }),
        (moved > 0, ReviewPhrase::DeadlinesMoved { count: moved }),
        (withdrawn > 0, ReviewPhrase::Withdrawn { count: withdrawn }),
        (overdue > 0, ReviewPhrase::NowOverdue { count: overdue }),
        (others > 0 && grave, ReviewPhrase::OtherMarks { count: others }),
        (others > 0 && !grave, ReviewPhrase::Marks { count: others }),
        (records > 0, plans.map_or(in_units, |plans| ReviewPhrase::RecordsOfPlans { records, plans })),
        (by_plan > 0, ReviewPhrase::ByPlan { count: by_plan }),
        (by_others > 0, ReviewPhrase::ByOthers { count: by_others, let_off }),
        (by_time > 0, ReviewPhrase::ByTime { count: by_time }),
        (stand + by_time == 0 && plan, ReviewPhrase::OnlyPlan),
        (stand + by_time == 0 && !plan, ReviewPhrase::NoRecords),
        (!grave && others == 0 && stand > 0, ReviewPhrase::NoMarks),
        (seen > 0, ReviewPhrase::SeenBefore { count: seen }),
    ];
    all.into_iter().filter(|(said, _)| *said).map(|(_, piece)| piece).collect()
}
