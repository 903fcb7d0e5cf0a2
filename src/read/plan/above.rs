//! `above` of `[plan]`: which plan of a higher level this one carries out, and for which unit of it.

use toml::Spanned;
use toml::de::DeValue;

use super::spans::AboveSpans;
use crate::diagnostic::{Expected, IdKind, LevelFault, Problem, Table};
use crate::model::plan::PlanAbove;
use crate::model::record::Span;
use crate::read::beside::is_shared_path;
use crate::read::walk::Walk;

const KEYS: &[&str] = &["plan", "unit"];

/// Reads `{ plan, unit }`; whether there is such a plan, with such a unit, is only known where both are read.
pub(crate) fn read(value: Spanned<DeValue<'_>>, walk: &mut Walk) -> Option<(PlanAbove, AboveSpans)> {
    let place = value.span();
    let table = walk.table(value, Expected::Table)?;
    let (mut folder, mut unit, mut spans, mut seen) = (None, None, AboveSpans::default(), [false; 2]);
    for (key, value) in table {
        let span = value.span();
        match key.get_ref().as_ref() {
            "plan" => {
                (seen[0], spans.plan) = (true, Span::new(span.clone()));
                folder = walk.text(value).and_then(|text| {
                    let path = text.strip_suffix('/').unwrap_or(&text);
                    match is_shared_path(path) {
                        Ok(()) => Some(path.into()),
                        Err(fault) => {
                            walk.note(Problem::Level { what: LevelFault::Path { folder: text.into(), fault } }, span);
                            None
                        }
                    }
                });
            }
            "unit" => {
                (seen[1], spans.unit) = (true, Span::new(span.clone()));
                unit = walk.text(value).and_then(|text| walk.id(&text, span, IdKind::Unit));
            }
            _ => walk.unknown_key(&key, Table::Above, KEYS),
        }
    }
    walk.missing(KEYS, &seen, Table::Above, &place);
    Some((PlanAbove { folder: folder?, unit: unit? }, spans))
}
