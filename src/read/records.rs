//! Units' files read fast where they are plain, else with care.

use super::fast::FastReader;
use super::unit;
use super::walk::Inspect;
use crate::diagnostic::Diagnostic;
use crate::model::id::UnitIx;
use crate::model::plan::Plan;
use crate::model::record::Records;

/// Reads the texts of the units' files of one plan, with the same memory for each.
#[derive(Debug)]
pub(crate) struct RecordReader {
    records: Records,
    fast: FastReader,
}

impl RecordReader {
    pub(crate) fn new(plan: &Plan) -> Self {
        Self { records: Records::new(plan.occurrences.len()), fast: FastReader::new(plan) }
    }

    /// The records of a unit's file with this text; or what is wrong with it. `plan` is the one that it was made for.
    pub(crate) fn read(&mut self, plan: &Plan, unit: UnitIx, text: &str) -> Result<&Records, Vec<Diagnostic>> {
        self.records.clear();
        if !self.fast.read(plan, unit, text, &mut self.records) {
            let reading = unit::read(plan, unit, text, Inspect::No);
            if !reading.diagnostics.is_empty() {
                return Err(reading.diagnostics);
            }
            self.records = reading.records;
        }
        Ok(&self.records)
    }
}
