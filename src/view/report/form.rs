//! The official table: what each unit owes with a time limit and how far it is, and the rates of what fell due in the
//! period: a row for each unit, under the plan's groups, with subtotals and a total.

use super::tally::Tally;
use crate::model::id::{GroupIx, UnitIx};
use crate::model::plan::{Body, Plan};

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

/// The rows of one group, or of the units that no group names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) group: Option<GroupIx>,
    /// Its rows, in the plan's order.
    pub(crate) rows: Vec<Row>,
    /// The sum of its rows.
    pub(crate) tally: Tally,
    /// The same of what fell due in the period.
    pub(crate) due: Tally,
}

/// Parts rows by group: each unit stands under the first group that names it as a member, the rest at the end.
pub(crate) fn sections(plan: &Plan, rows: &[Row]) -> Vec<Section> {
    let mut group_of: Vec<Option<usize>> = vec![None; plan.units.len()];
    for (at, group) in plan.groups.iter().enumerate() {
        for member in &group.members {
            if let Body::Unit(unit) = member {
                group_of[unit.index()].get_or_insert(at);
            }
        }
    }
    let section = |group: Option<usize>| {
        let group = group.map(GroupIx::new);
        Section { group, rows: Vec::new(), tally: Tally::default(), due: Tally::default() }
    };
    let mut sections: Vec<Section> =
        (0..plan.groups.len()).map(|at| section(Some(at))).chain([section(None)]).collect();
    let rest = plan.groups.len();
    for row in rows {
        let section = &mut sections[group_of[row.unit.index()].unwrap_or(rest)];
        section.rows.push(*row);
        section.tally.add_all(&row.tally);
        section.due.add_all(&row.due);
    }
    sections.retain(|section| !section.rows.is_empty());
    sections
}
