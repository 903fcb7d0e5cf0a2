//! Which tasks or units of a plan stand elsewhere, in words.

use super::fields::cut_inside;
use super::plan::PlanWords;
use crate::review::order::{tasks_moved, units_moved};
use crate::review::plan::counterparts;
use crate::review::settings::Setting;
use crate::text::one_line;
use crate::words::{Phrase, ReviewPhrase};

impl PlanWords<'_> {
    /// What stands elsewhere now, each with what stands above it.
    pub(super) fn order(&self, setting: Setting) -> Vec<String> {
        const NAMED: usize = 5;
        let (old, new) = (self.old, self.new);
        let (named, moved): (Vec<String>, Vec<usize>) = if setting == Setting::UnitOrder {
            let units = new.units.iter().map(|unit| format!("{} ({})", one_line(unit.short_name()), unit.id));
            let moved = units_moved(new, &counterparts(old, new));
            (units.collect(), moved.iter().map(|unit| unit.index()).collect())
        } else {
            let tasks = new.tasks.iter().map(|task| format!("{} [{}]", cut_inside(&task.title), task.id));
            (tasks.collect(), tasks_moved(old, new).iter().map(|task| task.index()).collect())
        };
        let told = |at: &usize| {
            let above = at.checked_sub(1).map(|above| named[above].as_str());
            self.say(&Phrase::Review(ReviewPhrase::NowBelow { item: &named[*at], above }))
        };
        let more = moved.len().checked_sub(NAMED).filter(|count| *count > 0);
        moved.iter().take(NAMED).map(told).chain(more.map(|count| self.say(&Phrase::AndMore { count }))).collect()
    }
}
