//! Units that come and go, and duties that several share.

use super::numbers::{date, many, number};
use crate::words::handing::HandingPhrase;

sentences! { pub(crate) fn phrase(&HandingPhrase) {
    Together { units } => "together with {units}";
    HandedTo { units } => "handed over to {units}";
    TakenFrom { unit, with: None } => "taken over from {unit}";
    TakenFrom { unit, with: Some(with) } => "taken over from {unit}, with {with}";
    OverdueTakenOver { count, from, show: Some(show) } =>
        "Besides: {} overdue, taken over from {from} and still counted there: {show}", number(*count);
    OverdueTakenOver { count, from, show: None } =>
        "Besides: {} overdue, taken over from {from} and still counted there.", number(*count);
    Handed { count, units } => "handed over {} to {units}", number(*count);
    LettersTo { unit, until, units } =>
        "{unit} ended on {}; what it left undone was handed over, so the letter goes to {units}", date(*until);
    DoneBelow { completed, of } => "{}/{} done below", number(*completed), number(*of);
    DoneAhead { completed, of } => "ahead of the work below ({}/{} done)", number(*completed), number(*of);
    DoneBehind { completed, of } => "behind the work below ({}/{} done)", number(*completed), number(*of);
    AheadOfBelow { completed, of } =>
        "Recorded as done, but only {} of {} below {} done.", number(*completed), number(*of), if *completed == 1 { "is" } else { "are" };
    BehindBelow { of: 1 } => "The one obligation below is done, but nothing is recorded as done here.";
    BehindBelow { of } => "All {} below are done, but nothing is recorded as done here.", number(*of);
    LetterTakenOver { all: true, from, .. } => "All of it was taken over from {from}.";
    LetterTakenOver { count, from, .. } => "Of these, {} taken over from {from}.", many(*count, "was", "were");
    TakenOver { count, from } => "took over {} from {from}", number(*count);
} }
