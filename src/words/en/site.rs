//! Pages of a site.

use super::numbers::{date, number};
use crate::words::site::SitePhrase;

sentences! { pub(crate) fn phrase(&SitePhrase) {
    Start => "Overview";
    Overdue => "Overdue";
    Units => "Units";
    Tasks => "Tasks";
    Periods => "Quarters";
    Calendar => "Calendar";
    Evidence => "Evidence";
    Reports => "Reports";
    Find => "Find a unit or task";
    OverdueFirst => "Who is late, since when, and when it is promised";
    MostOverdue { shown, all } =>
        "The {} items that are overdue longest, of {}; the pages of units have all of them.", number(*shown), number(*all);
    DaysLate => "Days late";
    NoPromise => "no promise";
    PromiseIn { day, days: 0 } => "promised {} (today)", date(*day);
    PromiseIn { day, days: 1 } => "promised {} (1 day left)", date(*day);
    PromiseIn { day, days } => "promised {} ({} days left)", date(*day), number(*days);
    PromiseGone { day, days: 0 } => "promised {} (the day is over)", date(*day);
    PromiseGone { day, days: 1 } => "promised {} (1 day ago)", date(*day);
    PromiseGone { day, days } => "promised {} ({} days ago)", date(*day), number(*days);
    PromiseKept { day } => "promised {}, kept", date(*day);
    PromiseBroken { day } => "promised {}, completed later", date(*day);
    BurnUp => "What must be done and what is done, to the end of the plan";
    Must => "must be done";
    Finished => "done";
    Late => "overdue";
    BurnUpSaid { day, must, done, overdue } =>
        "{}: {} must be done, {} done, {} overdue", date(*day), number(*must), number(*done),
        number(*overdue);
    Timeline => "Timeline by task";
    TimelineNote =>
        "Each dot is a last day: the larger, the more units owe it; the filled part is done; orange: a unit is overdue; \
         the vertical line is the day of these pages.";
    LastDays => "Last days";
    NoLastDay => "no last day";
    UnitsCompared => "Units compared: completed of what fell due, the lowest first";
    Scale => "0% – 100%";
    DoneOfDue => "Done/due";
    DoneOfAll => "Done/all";
    Oldest => "Oldest (days)";
    OverdueWeeks => "Overdue by week";
    ShownOfAll => "Showing {{shown}} of {{all}} rows.";
    WholeList { count } => "See all {}", number(*count);
    PageOf { page, pages } => "Page {page} of {pages}:";
    PartedList { rows } =>
        "A long list has several pages of {} rows; filters apply to the page. The search at the top finds every unit and \
         task.", number(*rows);
    StateOfUnits => "How each unit stands";
    UnitsByPart => "Many units owe this task: choose a period in the table above to see them.";
    EvidenceRegister => "Register of evidence";
    NoEvidence => "no evidence";
    PlanUnopened { folder } => "The plan in {folder} could not be read.";
    NoReports => "There is no report yet.";
    History => "Extensions, waivers, promises";
    ExtendedBy { from, to, by } => "extended from {from} to {to} by {by}";
    Month => "Month";
    MonthCalendar { month } => "Calendar of {month}";
    Weekday { day } => "{}", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][usize::from(*day % 7)];
    MoreTasks { count: 1 } => "… and 1 more task";
    MoreTasks { count } => "… and {} more tasks", number(*count);
    CountLate { count } => "{} overdue", number(*count);
    SiteMade { folder, pages, changed } =>
        "Made the site {folder}: {} files, {} of them new or changed; open {folder}/index.html", number(*pages),
        number(*changed);
} }
