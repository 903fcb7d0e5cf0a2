//! Questions about what a tracker says.

use super::numbers::date;
use crate::draft::duty::ToldDoubt;

sentences! { pub(super) fn told(&ToldDoubt) {
    Person => "The tracker names a person, and plans are of bodies: which unit is it?";
    State(text) => "The tracker says “{text}”: is it done, and when?";
    DoneUndated(text) => "The tracker says “{text}” and no day: when was it done?";
    NoDay(text) => "The tracker says “{text}”, which is no day with its year: which day?";
    Future(day) => "The tracker says it was done on {}, a day to come: is that the time limit?", date(*day);
    StartUndated(text) => "The tracker says “{text}” and no day: when did it begin?";
    PutAway(text) => "The tracker says “{text}”: is this still to be done?";
    NoDecision(text) => "The tracker says “{text}”: by which document of which day? Record it with tiendo waive.";
    NoProgress(text) => "The tracker says “{text}”: how many per cent, by which day?";
    Contradicts { state, done } => "The tracker says “{state}” and that it was done on {}: is it done?", date(*done);
    WhichPart(text) => "The tracker says “{text}”: of which period or milestone?";
    NoUnit(text) => "The tracker says “{text}”: of which unit?";
    OfAll(text) => "The tracker says “{text}” once of several units; it is recorded with each: is that right?";
    NoResult { cell, formula } => "Cell {cell} holds a formula without a result, {formula}: what does it say?";
    OtherRow { row, said } => "The tracker says “{said}”, and in row {row} something else of the same unit, which is recorded: which is right?";
} }
