//! What a task says of its measure and its place among others: `target`, `tags`, `answers`.

use toml::Spanned;
use toml::de::{DeString, DeValue};

use crate::diagnostic::{Expected, IdKind, Problem, Table};
use crate::model::id::is_id;
use crate::model::plan::Text;
use crate::model::target::TargetRange;
use crate::read::walk::Walk;

const KEYS: &[&str] = &["min", "max", "unit"];

#[derive(Default)]
pub(crate) struct Details {
    pub(crate) tags: Vec<Text>,
    pub(crate) target: Option<TargetRange>,
    pub(crate) answers: Option<Text>,
}

impl Details {
    pub(crate) const KEYS: &'static [&'static str] = &["tags", "target", "answers"];

    /// Takes the value of one of the keys.
    pub(crate) fn take(&mut self, key: &Spanned<DeString<'_>>, value: Spanned<DeValue<'_>>, walk: &mut Walk) {
        match key.get_ref().as_ref() {
            "tags" => self.tags = walk.texts(value).into_iter().map(|(_, tag)| tag.into()).collect(),
            "target" => self.target = target(key, value, walk),
            _ => self.answers = answers(value, walk),
        }
    }
}

/// Reads `{ min, max, unit }`, of which one limit at least is needed.
pub(crate) fn target(key: &Spanned<DeString<'_>>, value: Spanned<DeValue<'_>>, walk: &mut Walk) -> Option<TargetRange> {
    let table = walk.table(value, Expected::Table)?;
    let (mut min, mut max, mut unit, mut max_span) = (None, None, None, None);
    let mut sound = true;
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "min" => {
                min = walk.amount(&value);
                sound &= min.is_some();
            }
            "max" => {
                max_span = Some(value.span());
                max = walk.amount(&value);
                sound &= max.is_some();
            }
            "unit" => unit = walk.text(value),
            _ => walk.unknown_key(&key, Table::Target, KEYS),
        }
    }
    if sound && min.is_none() && max.is_none() {
        walk.missing_key("min", Table::Target, key.span());
        return None;
    }
    if let (Some(min), Some(max), Some(span)) = (min, max, max_span)
        && max < min
    {
        walk.note(Problem::Backwards, span);
    }
    Some(TargetRange { min, max, unit })
}

/// Reads `task` or `task.milestone`; whether the plan above has it is only known where both are read.
fn answers(value: Spanned<DeValue<'_>>, walk: &mut Walk) -> Option<Text> {
    let span = value.span();
    let text = walk.text(value)?;
    let (task, milestone) = text.split_once('.').map_or((&*text, None), |(task, milestone)| (task, Some(milestone)));
    let wrong = [Some(task), milestone].into_iter().flatten().find(|id| !is_id(id));
    if let Some(id) = wrong {
        walk.note(Problem::InvalidId { id: id.to_owned(), kind: IdKind::Task }, span);
        return None;
    }
    Some(text)
}
