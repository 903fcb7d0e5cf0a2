//! Documents to sign.

use super::numbers::{date, many, number};
use crate::model::plan::OfficeStyle;
use crate::words::office::OfficePhrase;

sentences! { pub(crate) fn phrase(&OfficePhrase) {
    PlaceAndDay { place } => "{place},                    ";
    LetterAbout => "Re: reminder on plan\u{a0}{{{{number}}}}";
    LetterBasis { office: None } =>
        "Following up plan\u{a0}{{{{number}}}} ({{{{title}}}}), our office writes to you as follows.";
    LetterBasis { office: Some(office) } =>
        "Following up plan\u{a0}{{{{number}}}} ({{{{title}}}}), {office} writes to you as follows.";
    AnnexOf { style: OfficeStyle::Party, office } => "(Annex to report No.         -BC/                of                    , {office})";
    AnnexOf { style: OfficeStyle::State, office } => "(Annex to report No.         /BC-                of                    , {office})";
    NextOfUnit { task, due, unit } => "- {task}: due {due}, {unit}";
    NextOfUnits { task, due, units } => "- {task}: due {due}, {}", many(*units, "unit", "units");
    NextMore { count } => "- {} (annex III).", many(*count, "more task", "more tasks");
    ReportAbout => "Progress on plan\u{a0}{{{{number}}}}, {{{{period}}}}";
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
    MailNeedsMailboxes => "--format eml needs --to FILE, which has the units' mailboxes";
    NoMailbox { units, strangers: "" } => "no mailbox, so the mail has no recipient: {units}";
    NoMailbox { units, strangers } =>
        "no mailbox, so the mail has no recipient: {units}; ids of no unit: {strangers}";
    NoLibreOffice => "PDF is made by LibreOffice, which was not found; install it, or choose --format docx; nothing was written";
    NoPdf => "LibreOffice made no PDF; open the document of --format docx and export it there; nothing was written";
    BadSetting { text } =>
        "--set {text}: write KEY=VALUE, where KEY is superior, name, place, signature or recipients (separated by “;”)";
} }
