//! A plan put under the bodies of a collection, and shared bodies that are edited.

use super::numbers::many;
use crate::planning::collect::{BodyDifference, CollectConflict};
use crate::words::collect::CollectPhrase;

sentences! { pub(crate) fn phrase(&CollectPhrase) {
    NoCollection =>
        "there is no collection here: begin one with tiendo init --collection, or name its folder with -C";
    Outside { folder } => "{folder} is not below the collection's folder: move the plan's folder there first";
    TooDeep { folder, levels } => "{folder} is more than {levels} folders below the collection";
    Conflict(conflict) => "{}", self::conflict(conflict);
    Conflicts { count } => "nothing was written: {} between plan.toml and plans.toml", many(*count, "conflict", "conflicts");
    WouldMove { folder } => "nothing was written: who owes what in {folder}, or by when, would change as shown above";
    WouldBreakPlan { folder } => "nothing was written: {folder}/plan.toml would no longer be read, as shown above";
    Collected { folder, units, groups } =>
        "{folder} takes {} and {} from plans.toml. Its board is the same as before: nobody owes anything else, and no last \
         day moved.",
        many(*units, "unit", "units"), many(*groups, "group", "groups");
    Stay { units } => "These units stay in plan.toml, since nothing in the plan names them: {units}";
    OwnCalendar =>
        "The plan has no calendar of its own and keeps one without days off: with that of plans.toml last days would move.";
    OwnCalendarNote => "Of this plan alone: with the calendar of plans.toml last days would move";
    Ask => "Write these changes?";
    AskHelp => "Nothing is written before you agree · Esc: cancel";
    YesNeeded => "nothing was written: add --yes to write without a question";
    SharedUnit { file, plans } => "{file} is shared: {} {} it.", many(*plans, "plan", "plans"), if *plans == 1 { "takes" } else { "take" };
} }

sentences! { fn conflict(&CollectConflict) {
    OtherFile { file } => "the plan takes its bodies from another file, {file}";
    Differs { id, what, own, shared } =>
        "{id}: {} in plan.toml {}, in plans.toml {}; make them equal", difference(*what), shown(own), shown(shared);
    SameName { name, own, shared } =>
        "“{name}” is {own} in plan.toml and {shared} in plans.toml: use one id for one body, or another name";
    Unnamed { id } =>
        "{id}: nothing in the plan names this unit, and a shared unit that is not named is not listed; take it out of \
         plan.toml first";
    Order { own, shared } =>
        "order of units: {own} would give way to {shared} in every output; to take the order of plans.toml add --reorder";
} }

table! { fn difference(BodyDifference) {
    Kind => "unit or group,",
    Name => "the name",
    ShortName => "the short name",
    Confirmed => "confirmed",
    From => "the first day",
    Until => "the last day",
    Successors => "the successors",
    Members => "the members",
} }

fn shown(text: &str) -> String {
    if text.is_empty() { "none".to_owned() } else { format!("“{text}”") }
}
