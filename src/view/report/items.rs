//! The obligations of a report one by one, as many as can be shown: where they are too many, those that matter now.

use crate::view::item::Item;

/// Obligations in the plan's order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Items {
    pub(crate) kept: Vec<Item<'static>>,
    /// Whether each of these matters now.
    matters: Vec<bool>,
    /// Whether those that do not matter now were left out, since there are too many.
    only_what_matters: bool,
    pub(crate) count: u64,
}

impl Items {
    /// Counts one more; `entry` is only made where it is kept.
    pub(crate) fn add(&mut self, most: usize, matters: bool, entry: impl FnOnce() -> Item<'static>) {
        self.count += 1;
        if self.only_what_matters && !matters {
            return;
        }
        if self.kept.len() < most {
            self.kept.push(entry());
            self.matters.push(matters);
        } else if most > 0 && !self.only_what_matters {
            self.drop_the_rest();
            if matters && self.kept.len() < most {
                self.kept.push(entry());
                self.matters.push(matters);
            }
        }
    }

    /// Adds the obligations of units that come after these.
    pub(crate) fn append(&mut self, most: usize, later: Self) {
        let counted = self.count + later.count;
        if later.only_what_matters && !self.only_what_matters {
            self.drop_the_rest();
        }
        for (entry, matters) in later.kept.into_iter().zip(later.matters) {
            self.add(most, matters, || entry);
        }
        self.count = counted;
    }

    /// These, as a format shows them that has room for `most`, although more may have been kept for another.
    pub(crate) fn at_most(&self, most: usize) -> impl Iterator<Item = &Item<'static>> {
        let all = self.count <= most as u64;
        let shown = self.kept.iter().zip(&self.matters).filter(move |(_, matters)| all || **matters);
        shown.map(|(entry, _)| entry).take(most)
    }

    fn drop_the_rest(&mut self) {
        self.only_what_matters = true;
        let mut matters = self.matters.iter();
        self.kept.retain(|_| *matters.next().expect("there is one for each"));
        self.matters.retain(|matters| *matters);
    }
}
