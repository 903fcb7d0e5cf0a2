//! The official table: what each unit owes with a time limit and how far it is, and the rates of what fell due in the
//! period: a row for each unit, under the plan's groups, with subtotals and a total.

use super::scope::Scope;
use super::tally::Tally;
use crate::model::id::{GroupIx, UnitIx};
use crate::model::plan::{Body, Plan};
use crate::text::fold;

/// What a unit has to show for the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) unit: UnitIx,
    /// Everything that it owes with a time limit, as of the day.
    pub(crate) tally: Tally,
    /// What of it fell due in the period.
    pub(crate) due: Tally,
    /// For how many days the longest of what is overdue has been so.
    pub(crate) longest: i64,
    /// How much was overdue before the period began and still is.
    pub(crate) carried: u32,
    /// How much is claimed and not accepted yet.
    pub(crate) awaiting: u32,
    pub(crate) waived: u32,
    /// How much it left undone and handed to its successors, since it has gone.
    pub(crate) handed: u32,
    /// Whether there is a file of the unit.
    pub(crate) reported: bool,
    /// Whether that file could not be read: the row then has no figures.
    pub(crate) unreadable: bool,
}

/// What machine formats say of a unit whose file could not be read.
pub(crate) const UNREADABLE: &str = "unreadable";

impl Row {
    /// What became of the unit's file, as machine formats say it.
    pub(crate) fn file(&self) -> &'static str {
        match (self.unreadable, self.reported) {
            (true, _) => UNREADABLE,
            (false, true) => "read",
            (false, false) => "missing",
        }
    }

    /// A row with nothing counted.
    pub(crate) fn new(unit: UnitIx) -> Self {
        Self {
            unit,
            tally: Tally::default(),
            due: Tally::default(),
            longest: 0,
            carried: 0,
            awaiting: 0,
            waived: 0,
            handed: 0,
            reported: true,
            unreadable: false,
        }
    }
}

/// Whose rows a section has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SectionOf {
    /// The body that issued the plan, and the one that follows it up.
    Heads,
    Group(GroupIx),
    /// Whom no section of a group has.
    Others,
    /// Everybody: no group has a section.
    All,
}

/// Some rows of the table, with their sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) of: SectionOf,
    /// Its rows, in the plan's order.
    pub(crate) rows: Vec<Row>,
    /// The sum of its rows.
    pub(crate) tally: Tally,
    /// The same of what fell due in the period.
    pub(crate) due: Tally,
}

impl Section {
    fn new(of: SectionOf, rows: Vec<Row>) -> Self {
        let mut section = Self { of, rows, tally: Tally::default(), due: Tally::default() };
        for row in &section.rows {
            section.tally.add_all(&row.tally);
            section.due.add_all(&row.due);
        }
        section
    }

    pub(crate) fn group(&self) -> Option<GroupIx> {
        if let SectionOf::Group(group) = self.of { Some(group) } else { None }
    }
}

/// Parts the rows of a report, as its edition does.
pub(crate) fn sections(plan: &Plan, scope: Scope, rows: &[Row]) -> Vec<Section> {
    if scope.parts_by_plan() { by_plan(plan, rows) } else { by_groups(plan, rows) }
}

/// The groups that name each unit as a member themselves, in the plan's order.
fn naming_groups(plan: &Plan) -> Vec<Vec<GroupIx>> {
    let mut naming = vec![Vec::new(); plan.units.len()];
    for (at, group) in plan.groups.iter().enumerate() {
        for member in &group.members {
            if let Body::Unit(unit) = member {
                naming[unit.index()].push(GroupIx::new(at));
            }
        }
    }
    naming
}

/// As the plan lists the units: each under the first group that names it and has more than one row, groups where their
/// first unit stands; the issuer and the coordinator first, whom no group has last.
fn by_plan(plan: &Plan, rows: &[Row]) -> Vec<Section> {
    let (naming, heads) = (naming_groups(plan), heads(plan));
    let mut counts = vec![0; plan.groups.len()];
    let first = |row: &Row| naming[row.unit.index()].first().filter(|_| !heads.contains(&row.unit));
    rows.iter().filter_map(first).for_each(|group| counts[group.index()] += 1);
    let mut sections = gathered(plan, rows, |row| {
        let group = naming[row.unit.index()].iter().find(|group| counts[group.index()] > 1);
        if heads.contains(&row.unit) {
            SectionOf::Heads
        } else {
            group.copied().map_or(SectionOf::Others, SectionOf::Group)
        }
    });
    if sections.iter().all(|section| section.group().is_none()) {
        return gathered(plan, rows, |_| SectionOf::All);
    }
    sections.sort_by_key(|section| match section.of {
        SectionOf::Heads => 0,
        SectionOf::Others => 2,
        SectionOf::Group(_) | SectionOf::All => 1,
    });
    sections
}

/// Rows by section, in the order of the sections' first rows.
fn gathered(plan: &Plan, rows: &[Row], of: impl Fn(&Row) -> SectionOf) -> Vec<Section> {
    let mut places = vec![None; plan.groups.len() + 3];
    let mut sections: Vec<(SectionOf, Vec<Row>)> = Vec::new();
    for row in rows {
        let of = of(row);
        let slot = match of {
            SectionOf::Heads => 0,
            SectionOf::Others => 1,
            SectionOf::All => 2,
            SectionOf::Group(group) => group.index() + 3,
        };
        let at = *places[slot].get_or_insert(sections.len());
        if at == sections.len() {
            sections.push((of, Vec::new()));
        }
        sections[at].1.push(*row);
    }
    sections.into_iter().map(|(of, rows)| Section::new(of, rows)).collect()
}

/// The unit that follows the plan up, and the one that issued it: the longest name with which the issuer's begins.
fn heads(plan: &Plan) -> Vec<UnitIx> {
    let issuer = plan.header.issuer.as_deref().map(fold).unwrap_or_default();
    let begins = |name: &str| {
        let rest = issuer.strip_prefix(&fold(name));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let issuing = plan.unit_indices().filter(|unit| begins(&plan.unit(*unit).name));
    let issuing = issuing.max_by_key(|unit| plan.unit(*unit).name.len());
    plan.header.coordinator.into_iter().chain(issuing).collect()
}

/// As the first two editions did: each unit under the first group that names it, groups in their order, the rest at the
/// end.
fn by_groups(plan: &Plan, rows: &[Row]) -> Vec<Section> {
    let naming = naming_groups(plan);
    let first = |row: &Row| naming[row.unit.index()].first().copied();
    let mut sections = gathered(plan, rows, |row| first(row).map_or(SectionOf::Others, SectionOf::Group));
    sections.sort_by_key(|section| section.group().map_or(usize::MAX, GroupIx::index));
    sections
}
