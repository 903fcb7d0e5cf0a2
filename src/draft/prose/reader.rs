//! From the outline to duties: what headings and fields say goes to the clauses that they stand for.

use super::fields::{StatedFields, take};
use super::outline::{OutlineLine, PlacedParagraph, outline};
use super::section::{opens_list, sections};
use super::sentence::{self, SentenceDuty};
use super::subject::{asked, subject};
use super::time::phrases;
use crate::draft::document::DraftSpot;
use crate::draft::duty::{CoveredPlace, DraftDuty, DutyDoubt, PlaceOutcome, WhyNoDuty};
use crate::draft::label::{ClauseLabel, label};
use crate::draft::parties::Party;
use crate::draft::rows::names;
use crate::draft::title::title;
use crate::draft::tokens::key;
use crate::draft::wording::{Context, ReadingVerdict, read};

/// The longest text of a clause that is read, in bytes: no office writes longer ones.
const LONGEST_CLAUSE: usize = 50_000;

/// Duties in sentences, and what became of each paragraph; both with the block of the document in which they stand.
#[derive(Debug, Default)]
pub(in crate::draft) struct ProseDuties {
    pub(in crate::draft) duties: Vec<(usize, DraftDuty)>,
    pub(in crate::draft) places: Vec<(usize, CoveredPlace)>,
}

/// A duty in the making.
#[derive(Debug)]
struct Sketch {
    line: usize,
    said: SentenceDuty,
    fields: StatedFields,
    /// What a numbered clause of its section says of all.
    section: StatedFields,
    /// Who the headings above it name.
    inherited: Vec<Party>,
}

/// The duties of a document's paragraphs.
pub(in crate::draft) fn duties(paragraphs: &[PlacedParagraph<'_>], context: Context, has_tables: bool) -> ProseDuties {
    let lines = outline(paragraphs);
    let why = sections(&lines, has_tables);
    let mut reader = ProseReader {
        context,
        came: vec![PlaceOutcome::Heading; lines.len()],
        holders: vec![Vec::new(); lines.len()],
        times: vec![None; lines.len()],
        pending: Vec::new(),
        targets: Vec::new(),
        root: Vec::new(),
        sketches: Vec::new(),
        why,
        lines,
    };
    for at in 0..reader.lines.len() {
        reader.line(at);
    }
    reader.done()
}

struct ProseReader {
    context: Context,
    lines: Vec<OutlineLine>,
    why: Vec<Option<WhyNoDuty>>,
    came: Vec<PlaceOutcome>,
    /// Who each line says that those below it are for.
    holders: Vec<Vec<Party>>,
    /// By when each line says that those below it are due.
    times: Vec<Option<String>>,
    /// The sketches since the last run of fields.
    pending: Vec<usize>,
    /// The sketches to which the run of fields goes that is being read.
    targets: Vec<usize>,
    /// Whom the document asks before its first clause.
    root: Vec<Party>,
    sketches: Vec<Sketch>,
}

/// Whether what a sentence says is an opinion and nothing to do: “đánh giá cao kết quả đạt được”.
fn is_opinion(action: &str) -> bool {
    const OPINIONS: [&str; 7] = [
        "danh gia cao",
        "ghi nhan",
        "tan thanh",
        "bieu duong",
        "hoan nghenh",
        "thong nhat voi noi dung",
        "co ban thong nhat",
    ];
    let folded = key(action);
    OPINIONS.iter().any(|opinion| folded.starts_with(opinion))
}

impl ProseReader {
    fn line(&mut self, at: usize) {
        let text = self.lines[at].text.clone();
        let barred = self.why[at].or((text.len() > LONGEST_CLAUSE).then_some(WhyNoDuty::Remark));
        if matches!(barred, Some(WhyNoDuty::Frame | WhyNoDuty::Preamble | WhyNoDuty::Remark | WhyNoDuty::Listed)) {
            if self.root.is_empty() {
                self.root = asked(&text);
            }
            self.came[at] = PlaceOutcome::NoDuty(barred.unwrap_or(WhyNoDuty::Frame));
            return;
        }
        let (main, fields) = flattened(&text, self.context);
        if main.is_empty() && fields.any {
            self.field_line(at, &fields);
            return;
        }
        if !self.targets.is_empty() {
            self.targets.clear();
            self.pending.clear();
        }
        let below = self.lines[at].has_below && !opens_list(&main);
        let who = subject(&main);
        if let Some(found) = who.as_ref().filter(|found| found.alone || below && main.trim_end().ends_with(':')) {
            self.holders[at].clone_from(&found.lead);
            if found.alone || below {
                return;
            }
        }
        if below && self.only_time(&main) {
            self.times[at] = Some(main.trim_end_matches([':', '.', ' ']).to_owned());
            self.came[at] = PlaceOutcome::Used;
            return;
        }
        let said = sentence::duties(&main, self.context);
        let (mut made, mut remarked) = (Vec::new(), false);
        for (number, said) in said.into_iter().enumerate() {
            if said.time.is_none() && fields.time.is_none() && is_opinion(&said.action) {
                remarked = true;
                continue;
            }
            let lead = !said.lead.is_empty() || !fields.lead.is_empty();
            // A heading gives a duty only where it says who or when itself.
            if below && !lead && said.time.is_none() && fields.time.is_none() || self.is_aim(at, &said, &fields) {
                continue;
            }
            made.push(self.sketches.len());
            self.pending.push(self.sketches.len());
            let fields = if number == 0 { fields.clone() } else { StatedFields { time: None, ..fields.clone() } };
            let inherited = self.holder(at);
            self.sketches.push(Sketch { line: at, said, fields, section: StatedFields::default(), inherited });
        }
        self.came[at] = match barred {
            _ if !made.is_empty() => PlaceOutcome::Duties(made),
            Some(why) => PlaceOutcome::NoDuty(why),
            None if remarked => PlaceOutcome::NoDuty(WhyNoDuty::Remark),
            None if below => PlaceOutcome::Heading,
            None => PlaceOutcome::NoDuty(WhyNoDuty::NobodyNamed),
        };
    }

    /// Whether a sentence states an aim: in a section of aims, without somebody who is to act by a day.
    fn is_aim(&self, at: usize, said: &SentenceDuty, fields: &StatedFields) -> bool {
        let dated = said.time.is_some() || fields.time.is_some();
        self.why[at] == Some(WhyNoDuty::Aim) && !(dated && !(said.lead.is_empty() && fields.lead.is_empty()))
    }

    /// A line of fields alone: for the clauses since the last such lines, for a whole section where it is numbered.
    fn field_line(&mut self, at: usize, fields: &StatedFields) {
        let parent = self.lines[at].parent;
        if self.lines[at].is_numbered() {
            self.section_field(parent, fields);
            self.came[at] = PlaceOutcome::Used;
            return;
        }
        if self.targets.is_empty() {
            self.targets = self.targeted(at);
        }
        for target in self.targets.clone() {
            self.sketches[target].fields.put_over(fields);
        }
        self.came[at] =
            if self.targets.is_empty() { PlaceOutcome::NoDuty(WhyNoDuty::NobodyNamed) } else { PlaceOutcome::Used };
    }

    /// A field of a whole section. Where its clauses name their own bodies, a list of bodies only sums them up.
    fn section_field(&mut self, section: Option<usize>, fields: &StatedFields) {
        let Some(section) = section else { return };
        let own: Vec<usize> =
            (0..self.sketches.len()).filter(|at| is_below(&self.lines, self.sketches[*at].line, section)).collect();
        let named = own.iter().any(|at| {
            let sketch = &self.sketches[*at];
            !(sketch.said.lead.is_empty() && sketch.inherited.is_empty() && sketch.fields.lead.is_empty())
        });
        let given = if named {
            StatedFields { lead: Vec::new(), support: Vec::new(), ..fields.clone() }
        } else {
            fields.clone()
        };
        for at in own {
            self.sketches[at].section.lack(&given);
        }
        // What comes in the section may stand behind it.
        self.holders[section].extend(given.lead.iter().cloned());
        self.times[section] = self.times[section].take().or(given.time);
    }

    /// The sketches that a run of fields is for.
    fn targeted(&mut self, at: usize) -> Vec<usize> {
        let above = self.lines[at].parent;
        // A line without a label behind bullets speaks of all of them.
        let bullet = above.filter(|above| self.lines[at].kind.is_none() && !self.lines[*above].is_numbered());
        let parent = bullet.map_or(above, |bullet| self.lines[bullet].parent);
        let own: Vec<usize> = self
            .pending
            .iter()
            .copied()
            .filter(|pending| {
                let line = self.sketches[*pending].line;
                Some(line) == parent || parent.is_none_or(|parent| is_below(&self.lines, line, parent))
            })
            .collect();
        let deeper: Vec<usize> = own.iter().copied().filter(|own| Some(self.sketches[*own].line) != parent).collect();
        if !deeper.is_empty() {
            return deeper;
        }
        let Some(parent) = parent.filter(|_| own.is_empty()) else { return own };
        // The clause above is the duty.
        let said = sentence::duties(&take(&self.lines[parent].text).0, self.context);
        let first = self.sketches.len();
        for said in said {
            let inherited = self.holder(parent);
            let (fields, section) = (StatedFields::default(), StatedFields::default());
            self.sketches.push(Sketch { line: parent, said, fields, section, inherited });
        }
        let made: Vec<usize> = (first..self.sketches.len()).collect();
        self.came[parent] = PlaceOutcome::Duties(made.clone());
        made
    }

    /// Who the headings above a line name.
    fn holder(&self, at: usize) -> Vec<Party> {
        let mut above = Some(at);
        while let Some(line) = above {
            if !self.holders[line].is_empty() && (line != at || self.lines[at].has_below) {
                return self.holders[line].clone();
            }
            above = self.lines[line].parent;
        }
        self.root.clone()
    }

    /// Whether a heading says nothing but when.
    fn only_time(&self, text: &str) -> bool {
        let bare = text.trim_end_matches([':', '.', ' ']);
        matches!(phrases(bare, self.context).as_slice(), [one] if one.at.start == 0 && one.at.end == bare.len())
    }

    /// By when the headings above a line say.
    fn time_above(&self, at: usize) -> Option<String> {
        let mut above = self.lines[at].parent;
        while let Some(line) = above {
            if let Some(time) = &self.times[line] {
                return Some(time.clone());
            }
            above = self.lines[line].parent;
        }
        None
    }

    fn done(self) -> ProseDuties {
        let mut all = ProseDuties::default();
        let mut numbers: Vec<Option<usize>> = Vec::with_capacity(self.sketches.len());
        let mut order: Vec<usize> = (0..self.sketches.len()).collect();
        order.sort_by_key(|at| self.sketches[*at].line);
        numbers.resize(self.sketches.len(), None);
        for at in order {
            let sketch = &self.sketches[at];
            if let Some(duty) = self.duty(sketch) {
                numbers[at] = Some(all.duties.len());
                all.duties.push((self.lines[sketch.line].made_of[0].0, duty));
            }
        }
        for (line, came) in self.lines.iter().zip(self.came) {
            let came = match came {
                PlaceOutcome::Duties(sketches) => {
                    let own: Vec<usize> = sketches.iter().filter_map(|at| numbers[*at]).collect();
                    if own.is_empty() {
                        PlaceOutcome::NoDuty(WhyNoDuty::NobodyNamed)
                    } else {
                        PlaceOutcome::Duties(own)
                    }
                }
                came => came,
            };
            let (block, number) = line.made_of[0];
            let spot = DraftSpot::Paragraph(number);
            all.places.push((block, CoveredPlace { spot, clause: line.clause.clone(), text: line.text.clone(), came }));
        }
        all
    }

    fn duty(&self, sketch: &Sketch) -> Option<DraftDuty> {
        let Sketch { line, said, fields, section, inherited } = sketch;
        let lead =
            [&fields.lead, &said.lead, inherited, &section.lead].into_iter().find(|lead| !lead.is_empty()).cloned();
        let own = fields.time.clone().or_else(|| said.time.clone()).or_else(|| section.time.clone());
        let stated =
            fields.time.is_some() || said.time.as_deref().is_some_and(|time| time.chars().any(|c| c.is_ascii_digit()));
        if lead.is_none() && (!stated || is_goal(&said.text)) {
            return None;
        }
        let wording = own.or_else(|| self.time_above(*line));
        let mut support = said.support.clone();
        support.extend(fields.support.iter().chain(&section.support).cloned());
        let mut doubts = said.doubts.clone();
        if lead.is_none() {
            doubts.push(DutyDoubt::NoLead);
        }
        if let (Some(field), Some(own)) = (&fields.time, &said.time)
            && !field.contains(own.as_str())
            && read(own, self.context).verdict != ReadingVerdict::NoLimit
        {
            doubts.push(DutyDoubt::OtherTime(own.clone()));
        }
        let lead = lead.unwrap_or_default();
        support.retain(|party| !lead.iter().any(|leader| leader.key() == party.key()));
        for party in lead.iter().chain(&support) {
            names(party, &mut doubts);
        }
        let line = &self.lines[*line];
        Some(DraftDuty {
            spot: DraftSpot::Paragraph(line.made_of[0].1),
            clause: line.clause.clone(),
            text: said.text.clone(),
            title: title(if said.action.trim().is_empty() { &said.text } else { &said.action }),
            lead,
            support,
            product: fields.product.clone(),
            wording,
            note: None,
            doubts,
        })
    }
}

/// Whether a line stands below another.
fn is_below(lines: &[OutlineLine], line: usize, above: usize) -> bool {
    let mut parent = lines[line].parent;
    while let Some(at) = parent {
        if at == above {
            return true;
        }
        parent = lines[at].parent;
    }
    false
}

/// Whether a sentence says what is to be reached, not who does what.
fn is_goal(text: &str) -> bool {
    let low = text.trim_start().to_lowercase();
    ["phấn đấu", "đến năm", "đến hết năm", "tỷ lệ", "tỉ lệ", "100%", "trên ", "ít nhất"]
        .iter()
        .any(|head| low.starts_with(head))
        || low.starts_with(|c: char| c.is_ascii_digit())
}

/// A clause and its fields; of a row of a table that was made a line the cells.
fn flattened(text: &str, context: Context) -> (String, StatedFields) {
    let mut cells = text.split(" | ");
    let (main, mut fields) = take(cells.next().unwrap_or_default());
    let bullet = label(&main).filter(ClauseLabel::is_bullet).map(|found| found.rest.to_owned());
    let main = bullet.unwrap_or(main);
    for cell in cells {
        let (rest, own) = take(cell);
        fields.any = true;
        fields.lack(&own);
        let dated = fields.time.is_none() && read(&rest, context).verdict != ReadingVerdict::NoLimit;
        if dated && rest.chars().any(|c| c.is_ascii_digit()) {
            fields.time = Some(rest);
        }
    }
    (main, fields)
}
