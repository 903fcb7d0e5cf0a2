//! Three states of a unit's file made one: by obligation and field, where a merge by lines would stop.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use similar::{DiffOp, TextDiff};

use super::line_ends::LineEnds;
use crate::edit::{self, Edit, FieldChange, Value};
use crate::facts::{Fact, Facts, UnitFacts, is_same, unit_facts};
use crate::model::evidence::Evidence;
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::plan::Plan;
use crate::model::record::Field;
use crate::model::target::Progress;
use crate::read;
use crate::read::walk::Inspect;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Its text, in which what contradicts itself stands between markers.
    pub text: String,
    /// How many places there are between markers.
    pub conflicts: usize,
}

/// The three states of one file.
#[derive(Clone, Copy, Debug)]
pub struct Three<'a> {
    /// What both come from; empty where there was no file.
    pub base: &'a str,
    pub ours: &'a str,
    /// What the other side made of it.
    pub theirs: &'a str,
}

/// Merges the three. Where a record says the same field otherwise on both sides, only that field is a conflict. What is
/// no record – comments, blank lines, order – is merged by lines, as is the whole file where the plan cannot read it.
pub fn merge(plan: &Plan, unit: UnitIx, files: Three<'_>) -> Merged {
    merge_with(plan, unit, files, false)
}

/// The same; `with_base` shows in conflicts also what both sides come from. How lines end, and whether the last one does,
/// is no change of what they say.
pub(crate) fn merge_with(plan: &Plan, unit: UnitIx, files: Three<'_>, with_base: bool) -> Merged {
    let Three { base, ours, theirs } = files;
    // What one side left alone stands byte for byte as the other made it.
    if ours == theirs || base == theirs || base == ours {
        return Merged { text: if base == ours { theirs } else { ours }.to_owned(), conflicts: 0 };
    }
    let Some(ends) = LineEnds::of([base, ours, theirs]) else { return merge_ended(plan, unit, files, with_base) };
    let [base, ours, theirs] = [base, ours, theirs].map(|text| ends.plain(text));
    let merged = merge_ended(plan, unit, Three { base: &base, ours: &ours, theirs: &theirs }, with_base);
    Merged { text: ends.put(merged.text), ..merged }
}

fn merge_ended(plan: &Plan, unit: UnitIx, files: Three<'_>, with_base: bool) -> Merged {
    let Three { base, ours, theirs } = files;
    let clean = |text: &str| Merged { text: text.to_owned(), conflicts: 0 };
    if ours == theirs || base == theirs {
        return clean(ours);
    }
    if base == ours {
        return clean(theirs);
    }
    if too_far_apart(files) {
        return in_doubt(files, with_base);
    }
    let said = |text: &str| said(plan, unit, text);
    let (Some(was), Some(own), Some(other)) = (said(base), said(ours), said(theirs)) else {
        return by_lines(files, with_base);
    };
    let meant = Meant::of(&was, &own, &other);
    let bound = CommentCounts::of(files);
    let fits = |text: &String| said(text).as_ref() == Some(&meant.said) && bound.kept_by(text);
    // In which order both sides' evidence stands where lines are merged is as good as any.
    let fits_as_it_is = |text: &String| {
        said(text).is_some_and(|said| in_no_order(said) == in_no_order(meant.said.clone())) && bound.kept_by(text)
    };
    if meant.conflicts.is_empty()
        && let Some(text) = diffy::merge(base, ours, theirs).ok().filter(fits_as_it_is)
    {
        return clean(&text);
    }
    // With the same records in all three, only what is no record differs. Where that is laid out too differently, the
    // records of one side are taken for all, and the rest is added to what came of it; or one side has all there is.
    let with = |text: &str, is: &UnitFacts, to: &UnitFacts| edit::apply(plan, text, &edits(is, to)).ok();
    let three = |to: &UnitFacts| Some([with(base, &was, to)?, with(ours, &own, to)?, with(theirs, &other, to)?]);
    let all = |to: &UnitFacts| three(to).and_then(|[base, ours, theirs]| side_by_side(&base, &ours, &theirs));
    let both = |to: &UnitFacts| three(to).map(|[base, ours, theirs]| of_both(&base, &ours, &theirs));
    let tries: [&dyn Fn() -> Option<String>; 8] = [
        &|| all(&meant.said),
        &|| with(&all(&own)?, &own, &meant.said),
        &|| with(&all(&other)?, &other, &meant.said),
        &|| with(ours, &own, &meant.said),
        &|| with(theirs, &other, &meant.said),
        &|| both(&meant.said),
        &|| with(&both(&own)?, &own, &meant.said),
        &|| with(&both(&other)?, &other, &meant.said),
    ];
    let text = tries.iter().find_map(|attempt| attempt().filter(fits));
    let marked = |text: String| marked(plan, &text, &meant, &other, with_base.then_some(&was));
    text.and_then(marked).unwrap_or_else(|| in_doubt(files, with_base))
}

/// Three texts merged line by line, as git does it without this program.
pub(crate) fn by_lines(three: Three<'_>, with_base: bool) -> Merged {
    if too_far_apart(three) {
        return whole(three, with_base);
    }
    let mut options = diffy::MergeOptions::new();
    let style = if with_base { diffy::ConflictStyle::Diff3 } else { diffy::ConflictStyle::Merge };
    options.set_conflict_style(style);
    match options.merge(three.base, three.ours, three.theirs) {
        Ok(text) => Merged { text, conflicts: 0 },
        Err(text) => {
            let conflicts = text.lines().filter(|line| line.starts_with("<<<<<<< ")).count();
            Merged { text, conflicts }
        }
    }
}

/// Three texts merged line by line, also where one side changed a line that stands beside one that the other changed;
/// nothing where both changed the same line.
fn side_by_side(base: &str, ours: &str, theirs: &str) -> Option<String> {
    if let Ok(text) = diffy::merge(base, ours, theirs) {
        return Some(text);
    }
    let (base, ours, theirs) = (lines(base), lines(ours), lines(theirs));
    let (own, other) = (changes(&base, &ours), changes(&base, &theirs));
    let (mut text, mut at) = (String::new(), 0);
    let (mut own, mut other) = (own.into_iter().peekable(), other.into_iter().peekable());
    loop {
        let take_own = match (own.peek(), other.peek()) {
            (None, None) => break,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (Some(one), Some(two)) if one == two => {
                other.next();
                true
            }
            // Of two at one place what only adds lines comes first.
            (Some((one, _)), Some((two, _))) => (one.start, one.end) <= (two.start, two.end),
        };
        let (range, new) = if take_own { own.next() } else { other.next() }?;
        // Of two that want the same line, the second begins before where the first ended.
        text.push_str(&base.get(at..range.start)?.concat());
        text.push_str(&new.concat());
        at = range.end;
    }
    text.push_str(&base[at..].concat());
    Some(text)
}

/// The lines of one text that others stand for in another, and these.
fn changes<'t>(base: &[&'t str], side: &[&'t str]) -> Vec<(Range<usize>, Vec<&'t str>)> {
    let diff = TextDiff::from_slices(base, side);
    let changed = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changed.map(|op| (op.old_range(), side[op.new_range()].to_vec())).collect()
}

/// Three texts merged line by line; where lines contradict each other, those of both sides.
fn of_both(base: &str, ours: &str, theirs: &str) -> String {
    let Merged { text, conflicts } = by_lines(Three { base, ours, theirs }, false);
    if conflicts == 0 {
        return text;
    }
    let marker = |line: &&str| matches!(line.trim_end(), "<<<<<<< ours" | "=======" | ">>>>>>> theirs");
    lines(&text).into_iter().filter(|line| !marker(line)).collect()
}

/// Three texts whose lines may fit together where their records do not: people are to look at it in any case.
fn in_doubt(three: Three<'_>, with_base: bool) -> Merged {
    let merged = by_lines(three, with_base);
    if merged.conflicts > 0 { merged } else { whole(three, with_base) }
}

/// One conflict of all that is not the same at the beginning and at the end.
fn whole(three: Three<'_>, with_base: bool) -> Merged {
    let (ours, theirs) = (lines(three.ours), lines(three.theirs));
    let (head, tail) = in_common(&ours, &theirs);
    let mut text = ours[..head].concat();
    let (own, other) = (&ours[head..ours.len() - tail], &theirs[head..theirs.len() - tail]);
    let base = with_base.then(|| lines(three.base));
    conflict(&mut text, own, base.as_deref(), other, eol(three.ours));
    text.push_str(&ours[ours.len() - tail..].concat());
    Merged { text, conflicts: 1 }
}

/// How many lines two texts have in common at the beginning, and then at the end.
fn in_common(one: &[&str], other: &[&str]) -> (usize, usize) {
    let same = |(one, other): &(&&str, &&str)| one == other;
    let head = one.iter().zip(other).take_while(same).count();
    let tail = one[head..].iter().rev().zip(other[head..].iter().rev()).take_while(same).count();
    (head, tail)
}

/// Whether it would take too long to find out what three texts have in common: that takes as many steps as there are
/// lines, for each line that differs.
fn too_far_apart(three: Three<'_>) -> bool {
    const STEPS: usize = 20_000_000;
    let [base, ours, theirs] = [three.base, three.ours, three.theirs].map(lines);
    let pairs = [(&base, &ours), (&base, &theirs), (&ours, &theirs)];
    pairs.into_iter().map(|(one, other)| steps(one, other)).fold(0, usize::saturating_add) > STEPS
}

fn steps(one: &[&str], other: &[&str]) -> usize {
    let (head, tail) = in_common(one, other);
    let (one, other) = (&one[head..one.len() - tail], &other[head..other.len() - tail]);
    // How often each line is here and there, and where it is here.
    let mut all: HashMap<&str, (usize, usize, usize)> = HashMap::new();
    for (at, line) in one.iter().enumerate() {
        let (here, _, place) = all.entry(line).or_default();
        (*here, *place) = (*here + 1, at);
    }
    for line in other {
        all.entry(line).or_default().1 += 1;
    }
    let unmatched: usize = all.values().map(|(here, there, _)| here.abs_diff(*there)).sum();
    // Of the lines that are here once and there once, those out of order: all but the longest run in order.
    let places = other.iter().filter_map(|line| match all[line] {
        (1, 1, place) => Some(place),
        _ => None,
    });
    let (mut ends, mut moved): (Vec<usize>, usize) = (Vec::new(), 0);
    for place in places {
        match ends.partition_point(|end| *end < place) {
            at if at == ends.len() => ends.push(place),
            at => {
                ends[at] = place;
                moved += 1;
            }
        }
    }
    (one.len() + other.len()).saturating_mul(unmatched + 2 * moved)
}

/// The comments that a merged text has to have, each as often as here.
struct CommentCounts(BTreeMap<String, usize>);

impl CommentCounts {
    fn of(three: Three<'_>) -> Self {
        let [was, own, other] = [three.base, three.ours, three.theirs].map(Self::counted);
        let mut all: BTreeMap<String, usize> = own.clone();
        all.extend(other.clone());
        for (remark, count) in &mut all {
            let [was, own, other] = [&was, &own, &other].map(|side| side.get(remark).copied().unwrap_or_default());
            // What either side took away may be gone.
            *count = if own < was || other < was { own.min(other) } else { own.max(other) };
        }
        Self(all)
    }

    fn counted(text: &str) -> BTreeMap<String, usize> {
        let mut counted = BTreeMap::new();
        for remark in edit::comments(text) {
            *counted.entry(remark).or_default() += 1;
        }
        counted
    }

    fn kept_by(&self, text: &str) -> bool {
        let is = Self::counted(text);
        self.0.iter().all(|(remark, count)| is.get(remark).copied().unwrap_or_default() >= *count)
    }
}

/// What a sound file says.
fn said(plan: &Plan, unit: UnitIx, text: &str) -> Option<UnitFacts> {
    let reading = read::unit::read(plan, unit, text, Inspect::No);
    if !reading.diagnostics.is_empty() {
        return None;
    }
    Some(unit_facts(&reading.records, text))
}

/// The same, evidence sorted by its name.
fn in_no_order(mut said: UnitFacts) -> UnitFacts {
    for facts in said.values_mut().filter(|facts| facts.evidence().len() > 1) {
        let mut evidence = facts.evidence().to_vec();
        evidence.sort_by(|one, other| one.name().cmp(other.name()));
        facts.set(Field::Evidence, Some(Fact::Evidence(evidence)));
    }
    said
}

/// What the records are to say, and where the sides contradict each other: there they say what ours says.
struct Meant {
    said: UnitFacts,
    conflicts: Vec<(OccurrenceIx, Field)>,
}

impl Meant {
    fn of(was: &UnitFacts, own: &UnitFacts, other: &UnitFacts) -> Self {
        let mut all: Vec<OccurrenceIx> = own.keys().chain(other.keys()).copied().collect();
        all.sort_unstable();
        all.dedup();
        let nothing = Facts::default();
        let (mut said, mut conflicts) = (UnitFacts::new(), Vec::new());
        for occurrence in all {
            let [was, own, other] = [was, own, other].map(|side| side.get(&occurrence).unwrap_or(&nothing));
            let mut facts = own.clone();
            // A record that one side deleted and the other changed: whoever chooses must get all of it back, or none.
            if !was.is_empty() && own.is_empty() != other.is_empty() && was != if own.is_empty() { other } else { own }
            {
                conflicts.extend(own.differing(other).into_iter().map(|field| (occurrence, field)));
                if !facts.is_empty() {
                    said.insert(occurrence, facts);
                }
                continue;
            }
            for field in was.differing(other) {
                if field == Field::Evidence {
                    facts.set(field, Some(Fact::Evidence(evidence(was, own, other))));
                } else if field == Field::Progress {
                    match progress(was.progress(), own.progress(), other.progress()) {
                        Some(merged) => facts.set(field, Some(Fact::Progress(merged))),
                        None => conflicts.push((occurrence, field)),
                    }
                } else if !was.differing(own).contains(&field) {
                    facts.set(field, other.get(field).cloned());
                } else if own.differing(other).contains(&field) {
                    conflicts.push((occurrence, field));
                }
            }
            if !facts.is_empty() {
                said.insert(occurrence, facts);
            }
        }
        Self { said, conflicts }
    }
}

/// The evidence of both sides: what either added is there, what either took away is not.
fn evidence(was: &Facts<'_>, own: &Facts<'static>, other: &Facts<'static>) -> Vec<Evidence<'static>> {
    let gone = |one: &&Evidence<'static>| was.has_evidence(one) && !other.has_evidence(one);
    let mut merged: Vec<Evidence<'static>> = own.evidence().iter().filter(|one| !gone(one)).cloned().collect();
    for one in other.evidence() {
        if !was.has_evidence(one) && !merged.iter().any(|own| is_same(own, one)) {
            merged.push(one.clone());
        }
    }
    merged
}

/// What both sides recorded as reached, in the order of its days; nothing where they say otherwise of one day.
fn progress(was: &[Progress], own: &[Progress], other: &[Progress]) -> Option<Vec<Progress>> {
    let mut merged: Vec<Progress> =
        own.iter().filter(|one| !was.contains(one) || other.contains(one)).copied().collect();
    for one in other.iter().filter(|one| !was.contains(one) && !own.contains(one)) {
        if own.iter().any(|own| own.on == one.on && !was.contains(own)) {
            return None;
        }
        Progress::put(&mut merged, *one);
    }
    Some(merged)
}

/// The edits that make what a file says into what it is to say.
fn edits(is: &UnitFacts, meant: &UnitFacts) -> Vec<Edit> {
    let nothing = Facts::default();
    let mut all: Vec<OccurrenceIx> = is.keys().chain(meant.keys()).copied().collect();
    all.sort_unstable();
    all.dedup();
    let edit = |occurrence: OccurrenceIx| {
        let [is, meant] = [is, meant].map(|side| side.get(&occurrence).unwrap_or(&nothing));
        let changes = is.differing(meant).into_iter().map(|field| FieldChange { field, value: value(meant, field) });
        Edit { occurrence, changes: changes.collect() }
    };
    all.into_iter().map(edit).filter(|edit| !edit.changes.is_empty()).collect()
}

/// The text with what contradicts itself between markers: the lines as they are, and as theirs would have them.
fn marked(plan: &Plan, text: &str, meant: &Meant, other: &UnitFacts, was: Option<&UnitFacts>) -> Option<Merged> {
    if meant.conflicts.is_empty() {
        return Some(Merged { text: text.to_owned(), conflicts: 0 });
    }
    let nothing = Facts::default();
    // The same text as another side has what is in conflict.
    let of = |side: &UnitFacts| {
        let change = |(occurrence, field): &(OccurrenceIx, Field)| {
            let value = value(side.get(occurrence).unwrap_or(&nothing), *field);
            Edit { occurrence: *occurrence, changes: vec![FieldChange { field: *field, value }] }
        };
        edit::apply(plan, text, &meant.conflicts.iter().map(change).collect::<Vec<_>>()).ok()
    };
    let theirs = of(other)?;
    if let Some(was) = was {
        let three = Three { base: &of(was)?, ours: text, theirs: &theirs };
        return Some(by_lines(three, true)).filter(|merged| merged.conflicts > 0);
    }
    let (old, new) = (lines(text), lines(&theirs));
    let diff = TextDiff::from_slices(&old, &new);
    let eol = eol(text);
    let (mut out, mut conflicts) = (String::new(), 0);
    for op in diff.ops() {
        let (ours, theirs) = (&old[op.old_range()], &new[op.new_range()]);
        match op {
            DiffOp::Equal { .. } => out.extend(ours.iter().copied()),
            // Fields that stand one under another are told apart.
            DiffOp::Replace { .. } if ours.iter().map(|line| key(line)).eq(theirs.iter().map(|line| key(line))) => {
                for (ours, theirs) in ours.iter().zip(theirs) {
                    conflict(&mut out, &[ours], None, &[theirs], eol);
                    conflicts += 1;
                }
            }
            _ => {
                conflict(&mut out, ours, None, theirs, eol);
                conflicts += 1;
            }
        }
    }
    Some(Merged { text: out, conflicts })
}

/// What conflicts are marked with.
pub(crate) struct MarkerLabels {
    /// How often a marker repeats its sign.
    pub(crate) size: usize,
    pub(crate) base: String,
    pub(crate) ours: String,
    pub(crate) theirs: String,
}

/// The text with its conflicts marked so.
pub(crate) fn labelled(text: &str, labels: &MarkerLabels) -> String {
    let marker = |sign: &str, label: &str| format!("{} {label}", sign.repeat(labels.size)).trim_end().to_owned();
    let (mut out, mut inside) = (String::with_capacity(text.len()), false);
    for line in lines(text) {
        let written = line.trim_end_matches(['\r', '\n']);
        let new = match written {
            "<<<<<<< ours" if !inside => marker("<", &labels.ours),
            "||||||| original" if inside => marker("|", &labels.base),
            "=======" if inside => marker("=", ""),
            ">>>>>>> theirs" if inside => marker(">", &labels.theirs),
            other => {
                out.push_str(other);
                out.push_str(&line[written.len()..]);
                continue;
            }
        };
        inside = written != ">>>>>>> theirs";
        out.push_str(&new);
        out.push_str(&line[written.len()..]);
    }
    out
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn eol(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Writes the lines of both sides between markers, and what they come from where that is given.
fn conflict(out: &mut String, ours: &[&str], base: Option<&[&str]>, theirs: &[&str], eol: &str) {
    let base = base.map(|base| ("||||||| original", base));
    for (marker, lines) in [("<<<<<<< ours", ours)].into_iter().chain(base).chain([("=======", theirs)]) {
        out.push_str(marker);
        out.push_str(eol);
        for line in lines {
            out.push_str(line);
            if !line.ends_with('\n') {
                out.push_str(eol);
            }
        }
    }
    out.push_str(">>>>>>> theirs");
    out.push_str(eol);
}

/// What stands before the sign of a line.
fn key(line: &str) -> Option<&str> {
    line.split_once('=').map(|(key, _)| key.trim())
}

/// What a field holds, as an edit writes it; nothing where it says nothing.
fn value(facts: &Facts<'_>, field: Field) -> Option<Value> {
    facts.get(field).filter(|fact| fact.says_something()).map(Value::from)
}
