//! How wordings of time limits were read.

use crate::draft::wording::{ReadingRemark, ReadingVerdict};

table! { pub(crate) fn verdict(ReadingVerdict) {
    Sure => "one reading",
    Doubt => "one reading, with a reservation",
    Ambiguous => "several readings: ask",
    NoNotation => "understood, but there is no notation for it",
    NoLimit => "not a time limit",
} }

sentences! { pub(crate) fn remark(&ReadingRemark) {
    DayElsewhere => "Another document sets the day of the event: declare it in [events].";
    Lost(text) => "“{text}” cannot be written: deadlines are days.";
    Condition(text) => "The condition “{text}” cannot be written.";
    Aspired => "A goal to strive for may not be a binding deadline.";
    Expected => "An expected date may be provisional, not a deadline yet.";
    About => "“About” names no exact time.";
    LatestBefore => "“At the latest” includes the day, “before” does not: read as “before”; the day itself may be meant.";
    BeforePeriodEnd => "It is the last day of a period: the whole period may be meant, with that day.";
    YearAssumed => "No year is given, and in the year of the document that day was past: the next year is taken.";
    FromIssued => "Reckoned from the day on which the plan was issued: another day may be meant.";
    YearUnsaid => "No year is given: ask which one is meant.";
    LongSpan => "It may be standing work throughout these years.";
    Slip => "Read as meant: it is misspelt, without diacritics, or has letters for digits.";
    Target => "It is a number to reach, not only something to finish.";
    AspiredToo => "Another day, to strive for or to look ahead to, cannot be written.";
    MiddleOf => "Civil Code of Vietnam 2015, article 146: the middle of a month is day 15, that of a year 30 June.";
    TenDays => "The ten-day parts of a month are days 1 to 10, 11 to 20, and 21 on.";
    EventDay => "The deadline depends on an event: declare the event and its day in [events].";
    DayStated => "The wording gives both the day and its distance from an event: written by the event, it moves along.";
    HalfKinds => "“6 months” beside “year” is read as the first half; both halves may be meant.";
    NextYear => "A report in January is usually that of the year before; otherwise leave out “of next year”.";
    AtLeast => "It is the least number of times, not the exact one.";
    SeveralTimes => "The times need not be evenly spaced.";
    TermUnsaid => "Which reporting period is not said: remove the kinds that do not apply.";
    AdHocToo => "The part that is done on request cannot be written.";
    BeginsWithStep => "What comes again has no beginning of its own: it is read as beginning with the first step. Is that right?";
    StartLost => "The start within each year cannot be written.";
    Holidays => "Working days are counted with Saturdays and Sundays off; holidays make the day later.";
    Listed => "Periods that follow each other are read as one stretch; each may need a result of its own.";
    Loose(text) => "“{text}” is not understood.";
    ReportDay(day) => "It is the period of the figures: write report_day = {day} in [plan]; the day to submit is elsewhere.";
    AlsoRefers => "It also refers to another document: compare with that.";
    MonthUnsaid => "Which month of the period is not said: the last one is taken.";
    NotProposed => "The unit has proposed no time yet; the level above may have set one.";
    RestOfKinds => "Only one kind of period has a day; the others take their last day.";
    TwoReports => "Two days a year are read as the report of the first half and that of the year.";
    TwoDuties => "Two duties in one wording: one that is done once, one that recurs.";
    DayOrMonth => "In English the day or the month may come first: read as day/month.";
    OtherWeekday => "The day of the week is not that of the date: one of the two is wrong.";
    FiscalYear => "Read as the calendar year: the financial year of a body may end on another day.";
    LastWorkingDay => "The last working day is meant: add on_day_off = \"previous-working-day\".";
    FromDocument => "Counted from the day of the document, or are the whole periods meant that follow?";
    Far => "The year is more than 25 years after the document: a figure may be wrong.";
    Odd => "The day that was read is unusual: check the spelling.";
    EarliestOrLatest => "“After … days” may be the earliest day, not the latest.";
    DayOfWhich => "Only a day of the week: the next one from the day of the document is taken.";
    FromWhichDay => "Counted from the first day of the period that is named, or from its last?";
    OfEachKind => "Each kind of body has a day of its own: which is that of the units that lead this task?";
    CutOff => "One of the days is that on which figures are closed, not one by which to report.";
    NoAnchor => "From when the days count is not said: declare the event in [events].";
    SpokenOf => "The time belongs to the name of a report or law: it may be no deadline.";
    Past => "This day was past when the document was made.";
    Conflict => "There are several time limits: which is that of this task?";
    Either => "“Or”: which time limit?";
    Nested => "One time limit lies within the other: several tasks, or one?";
    Onwards => "The first time has a deadline, the rhythm after that is open: once, always, or every year?";
    OnlyStart => "Only the start is given: when is it to be finished?";
    StandingOrEvery => "Standing work, or a result in each period?";
    StandingOrOnce => "Standing work, or a deadline to finish by?";
    Throughout => "Standing work all this time, or to be finished by its end?";
    Early => "Civil Code of Vietnam 2015, article 146: the beginning of a month or year is its first day; does the issuer mean the whole first part?";
    Refers => "The deadline is in another document or clause: which day is it there?";
    Arises => "Only as the case arises or on request: follow it up as standing work, or without a deadline?";
    Soon => "“Immediately”, “promptly”, “soon” give no number of days: by which day?";
    AfterEvent => "It waits for something else and does not say for how long after: how many days?";
    OpenSession => "Which session is open: which one, on which day?";
    LunarDay => "A day of the lunar calendar: which day of the civil calendar?";
    RecursOrOnce => "Once, or in each period?";
    SchoolYear => "On which day does the school year end?";
    WeekOf => "Are weeks of a month counted from day 1, or from Monday?";
    Hours => "The limit is in hours; deadlines are days.";
    Rhythm => "`every` has no such rhythm: longer than a year, or not by week, month, quarter, year.";
    NotBefore => "It is the earliest day, not a deadline.";
    EachCase => "The time runs for each case by itself.";
    ReportYear => "The period of the figures does not follow the calendar year.";
    ProgramRule => "It is a rule for all deadlines of a programme: write each deadline out.";
    NoYear => "No year is given: add --context with the year or day of the document.";
    NoSuchDay => "The calendar has no such day.";
    NotReadable => "A number, day or period cannot be read: check the spelling.";
    TooFar => "The notation does not reach so far: a number of days, weeks, months or years is beyond its limits.";
    Form => "There is a rhythm and a day, but no notation for both together.";
    Backwards => "It ends before it begins.";
} }
