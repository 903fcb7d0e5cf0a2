//! Documents to sign.

use super::numbers::{date, many, number};
use crate::words::office::OfficePhrase;

sentences! { pub(crate) fn phrase(&OfficePhrase) {
    PlaceAndDay { place } => "{place},                    ";
    LetterAbout => "Re: reminder on plan {{{{number}}}}";
    LetterTo => "To: {{{{unit}}}}";
    ReportAbout => "Progress on plan {{{{number}}}}, {{{{period}}}}";
    Overdue { count: 0 } => "Nothing is overdue.";
    Overdue { count } => "{} overdue (annex II).", many(*count, "item is", "items are");
    Reason { unit, task, days: 0, reason } => "- {unit}: {task}. Reason: {reason}";
    Reason { unit, task, days, reason } => "- {unit}: {task}, {} late. Reason: {reason}", many(*days, "day", "days");
    Unexplained { count } => "For {} the unit gives no reason.", many(*count, "overdue item", "overdue items");
    Upcoming { to, count: 0 } => "Nothing falls due by {}.", date(*to);
    Upcoming { to, count } => "By {} {} due (annex III).", date(*to), many(*count, "item falls", "items fall");
    Finish { count, promised } =>
        "To finish what is overdue: {}, of which {} have a promised day.",
        many(*count, "item", "items"), number(*promised);
    BadSetting { text } =>
        "--set {text}: write KEY=VALUE, where KEY is superior, name, place, signature or recipients (separated by “;”)";
} }
