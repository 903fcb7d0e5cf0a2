//! JSON and JSON Lines: the format `tiendo.status/1`.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::ser::{CompactFormatter, Formatter};

use crate::facts::{Fact, Facts};
use crate::judge::{DoneBelow, Flags, Judge, State};
use crate::model::evidence::Evidence;
use crate::model::id::UnitIx;
use crate::model::period::{Period, Quarter};
use crate::model::plan::Plan;
use crate::model::record::Field;
use crate::model::target::{Progress, TargetRange};
use crate::text::hidden;
use crate::view::board::{Board, quarter_of};
use crate::view::item::Item;
use crate::view::known::KnownCommit;
use crate::view::named::Named;
use crate::view::totals::Totals;

pub(crate) const FORMAT: &str = "tiendo.status/1";
pub(crate) const FORMAT_OF_MANY: &str = "tiendo.collection/1";

/// Writes JSON in which no character controls a terminal: they are written as escapes, which mean the same.
struct Harmless(CompactFormatter);

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if fragment.is_ascii() && !fragment.contains('\u{7f}') {
            return writer.write_all(fragment.as_bytes());
        }
        let mut plain = 0;
        for (at, character) in fragment.char_indices().filter(|(_, c)| hidden(*c).is_some()) {
            writer.write_all(&fragment.as_bytes()[plain..at])?;
            // Beyond the basic plane two escapes say it.
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            plain = at + character.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[plain..])
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }
}

/// Writes a value as one line of JSON, without the line's end.
pub(crate) fn value(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Harmless(CompactFormatter));
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// An object with these fields in this order; those in the second braces are left out where there is nothing.
macro_rules! object {
    ({ $($key:ident: $value:expr),* $(,)? } $({ $($maybe:ident: $option:expr),* $(,)? })?) => {{
        #[derive(serde::Serialize)]
        struct Object<$($key,)* $($($maybe,)*)?> {
            $($key: $key,)*
            $($(#[serde(skip_serializing_if = "Option::is_none")] $maybe: Option<$maybe>,)*)?
        }
        Object { $($key: $value,)* $($($maybe: $option,)*)? }
    }};
}
pub(crate) use object;

/// An object that is written field by field.
pub(crate) struct ObjectWriter<'o, W: Write> {
    out: &'o mut W,
    begun: bool,
}

impl<'o, W: Write> ObjectWriter<'o, W> {
    pub(crate) fn begin(out: &'o mut W) -> io::Result<Self> {
        out.write_all(b"{")?;
        Ok(Self { out, begun: false })
    }

    fn name(&mut self, name: &str) -> io::Result<()> {
        let comma = if std::mem::replace(&mut self.begun, true) { "," } else { "" };
        write!(self.out, "{comma}\"{name}\":")
    }

    pub(crate) fn field(&mut self, name: &str, field: impl Serialize) -> io::Result<()> {
        self.name(name)?;
        value(self.out, &field)
    }

    /// A field whose value is written by `write`.
    pub(crate) fn raw(&mut self, name: &str, write: impl FnOnce(&mut W) -> io::Result<()>) -> io::Result<()> {
        self.name(name)?;
        write(self.out)
    }

    /// A list that is never whole in memory; `fill` writes its items.
    pub(crate) fn list_of(
        &mut self,
        name: &str,
        fill: impl FnOnce(&mut ListWriter<'_, W>) -> io::Result<()>,
    ) -> io::Result<()> {
        self.name(name)?;
        self.out.write_all(b"[")?;
        fill(&mut ListWriter { out: self.out, begun: false })?;
        self.out.write_all(b"]")
    }

    /// The same, with an item for each of these.
    pub(crate) fn list<T>(
        &mut self,
        name: &str,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut W, T) -> io::Result<()>,
    ) -> io::Result<()> {
        self.list_of(name, |list| items.into_iter().try_for_each(|item| list.item(|out| write(out, item))))
    }

    pub(crate) fn end(self) -> io::Result<()> {
        self.out.write_all(b"}")
    }
}

/// A list that is written item by item.
pub(crate) struct ListWriter<'o, W: Write> {
    out: &'o mut W,
    begun: bool,
}

impl<W: Write> ListWriter<'_, W> {
    pub(crate) fn item(&mut self, write: impl FnOnce(&mut W) -> io::Result<()>) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            self.out.write_all(b",")?;
        }
        write(self.out)
    }
}

pub(crate) fn plan_object(plan: &Plan) -> impl Serialize {
    let header = &plan.header;
    object!({ number: &*header.number, title: &*header.title } { notice: header.notice.as_deref() })
}

/// An obligation: what the plan says of it, how it stands, and what these fields of its record say. Where it stands
/// alone it says of which plan and day it is, and carries the plan's notice.
pub(crate) struct ItemObject<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) item: &'a Item<'a>,
    pub(crate) fields: &'static [Field],
    pub(crate) alone: Option<NaiveDate>,
}

impl Serialize for ItemObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { plan, item, fields, alone } = *self;
        let occurrence = plan.occurrence(item.occurrence);
        let task = plan.task(occurrence.task);
        let standing = &item.standing;
        let mut map = serializer.serialize_map(None)?;
        if let Some(as_of) = alone {
            map.serialize_entry("plan", &*plan.header.number)?;
            map.serialize_entry("as_of", &as_of)?;
        }
        map.serialize_entry("unit", plan.unit(item.unit).id.as_str())?;
        map.serialize_entry("task", task.id.as_str())?;
        map.serialize_entry("period", &occurrence.period)?;
        map.serialize_entry("quarter", &standing.quarter(plan))?;
        map.serialize_entry("title", plan.title(occurrence))?;
        map.serialize_entry("clause", &task.clause.as_deref())?;
        map.serialize_entry("wording", &plan.wording(occurrence))?;
        map.serialize_entry("nominal", &standing.nominal.day())?;
        map.serialize_entry("due", &standing.due)?;
        map.serialize_entry("state", &standing.state)?;
        map.serialize_entry("flags", &standing.flags)?;
        map.serialize_entry("days_late", &standing.days_late)?;
        map.serialize_entry("days_left", &standing.days_left)?;
        // What was reached is said once, below.
        for field in fields.iter().filter(|field| **field != Field::Progress) {
            match item.facts.get(*field) {
                // The last day that was put off stands in the plan.
                Some(Fact::Extended(it)) => {
                    let extended = object!({ from: standing.planned, to: it.to, by: &*it.by, on: it.on });
                    map.serialize_entry(field.as_str(), &extended)?;
                }
                fact => map.serialize_entry(field.as_str(), &fact)?,
            }
        }
        let ids = |units: &[UnitIx]| units.iter().map(|unit| plan.unit(*unit).id.as_str()).collect::<Vec<_>>();
        map.serialize_entry("milestone", &plan.milestone(occurrence).map(|milestone| milestone.id.as_str()))?;
        map.serialize_entry("with", &ids(&item.with))?;
        map.serialize_entry("handed_to", &ids(&item.handed_to))?;
        map.serialize_entry("target", &plan.target(item.occurrence))?;
        map.serialize_entry("progress", &item.progress)?;
        map.serialize_entry("tags", &task.tags)?;
        if alone.is_some() {
            map.serialize_entry("notice", &plan.header.notice.as_deref())?;
        }
        map.end()
    }
}

/// Writes one item of a list; of a day where it stands alone.
pub(crate) fn item(out: &mut impl Write, plan: &Plan, item: &Item<'_>, alone: Option<NaiveDate>) -> io::Result<()> {
    value(out, &ItemObject { plan, item, fields: &Field::LISTED, alone })
}

impl Serialize for TargetRange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!({ min: self.min, max: self.max, unit: self.unit.as_deref() }).serialize(serializer)
    }
}

impl Serialize for Facts<'_> {
    /// Every field; no list is an empty one.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let no_list = Fact::Evidence(Vec::new());
        let fact = |field: Field| self.get(field).or(field.is_list().then_some(&no_list));
        serializer.collect_map(Field::WHOLE.map(|field| (field.as_str(), fact(field))))
    }
}

impl Serialize for Evidence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Document(text) => serializer.serialize_str(text),
            Self::File(it) => object!({ file: &*it.file, sha256: &*it.sha256 }).serialize(serializer),
        }
    }
}

impl Serialize for Progress {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!({ on: self.on, value: self.value }).serialize(serializer)
    }
}

impl Serialize for Fact<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Day(day) => day.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Evidence(list) => list.serialize(serializer),
            Self::Progress(list) => list.serialize(serializer),
            Self::Extended(it) => object!({ to: it.to, by: &*it.by, on: it.on }).serialize(serializer),
            Self::Waived(it) => object!({ by: &*it.by, on: it.on }).serialize(serializer),
        }
    }
}

impl Serialize for KnownCommit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!({ commit: &self.commit, day: self.day }).serialize(serializer)
    }
}

/// Writes the whole object, of the plan in a folder where it is one of several. `items` writes what stands between the
/// brackets of `items`; `below` is how much of them is done below; `unreadable` names the units that could not be read.
pub(crate) fn status(
    out: &mut impl Write,
    plan: &Plan,
    judge: &Judge,
    (board, folder): (&Board, Option<&str>),
    items: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    (below, unreadable, known): (&[(Named, DoneBelow)], &[&str], Option<&KnownCommit>),
) -> io::Result<()> {
    write!(out, "{{\"format\":\"{FORMAT}\",\"plan\":")?;
    value(out, &plan_object(plan))?;
    if let Some(folder) = folder {
        out.write_all(b",\"folder\":")?;
        value(out, &folder)?;
    }
    write!(out, ",\"as_of\":\"{}\"", judge.as_of())?;
    if judge.is_end_of_day() {
        out.write_all(b",\"end_of_day\":true")?;
    }
    out.write_all(b",\"totals\":")?;
    value(out, &board.totals())?;
    out.write_all(b",\"units\":[")?;
    for (at, unit) in board.units.iter().enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        let quarters = board.row(at).iter();
        let quarters: Vec<_> =
            quarters.map(|(slot, totals)| object!({ quarter: quarter_of(plan, *slot), totals: *totals })).collect();
        let of = plan.unit(*unit);
        let totals = board.row_totals(at);
        value(out, &object!({ unit: of.id.as_str(), name: &*of.name, totals: totals, quarters: quarters }))?;
    }
    out.write_all(b"],\"items\":[")?;
    items(out)?;
    out.write_all(b"],\"tasks\":[")?;
    for (at, (task, state, count)) in board.tasks.iter().enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        let (id, totals) = (plan.task(task).id.as_str(), count.totals);
        value(out, &object!({ task: id, state: state, late: count.is_late(), totals: totals }))?;
    }
    out.write_all(b"],\"task_totals\":")?;
    value(out, &board.tasks.totals())?;
    if !below.is_empty() {
        out.write_all(b",\"below\":")?;
        let row = |(named, done): &(Named, DoneBelow)| {
            let occurrence = plan.occurrence(named.occurrence);
            let part = plan.part(occurrence);
            object!({
                unit: plan.unit(named.unit).id.to_string(),
                task: plan.task(occurrence.task).id.to_string(),
                period: part.period(),
                milestone: part.milestone().map(str::to_owned),
                completed: done.completed,
                of: done.of,
            })
        };
        value(out, &below.iter().map(row).collect::<Vec<_>>())?;
    }
    if !unreadable.is_empty() {
        out.write_all(b",\"unreadable\":")?;
        value(out, &unreadable)?;
    }
    if let Some(known) = known {
        out.write_all(b",\"known\":")?;
        value(out, known)?;
    }
    out.write_all(b"}")
}

impl Serialize for Totals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(State::ALL.map(|state| (state.as_str(), self.of(state))))
    }
}

impl Serialize for State {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Serialize for Flags {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(crate::judge::Flag::as_str))
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for Quarter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
