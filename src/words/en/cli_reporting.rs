//! Help on the commands that make reports, in English.

use crate::words::phrase::CliReporting as Cli;

pub fn text(text: Cli) -> &'static str {
    match text {
        Cli::Remind => "A letter to each unit that has something overdue or due soon",
        Cli::RemindExamples => {
            r#"  tiendo remind                           print the letters to all units
  tiendo remind --unit "binh minh"        to one unit
  tiendo remind --format docx --out letters
                                          a file for each: letters/2024-05-15-binh-minh.docx
  tiendo remind --exit-code > letters.txt for cron: exit code 1 if anybody is to be reminded"#
        }
        Cli::LetterFormat => "The format: text, md, docx [default: text]",
        Cli::LetterOut => "The folder to write a file for each unit into [default: standard output]",
        Cli::LetterForce => "Replace letters that are there and differ",
        Cli::ExitCode => "Exit code 1 if a unit is to be reminded of something, 0 if none is",
        Cli::Calendar => "Last days as an .ics calendar with alarms, for calendar programs",
        Cli::CalendarExamples => {
            r#"  tiendo calendar -o plan.ics             all units
  tiendo calendar --unit "binh minh" -o binh-minh.ics"#
        }
        Cli::CalendarOutput => "The .ics file to make; -: standard output",
        Cli::Trend => "Progress by week: what was due, completed and overdue, as a small chart",
        Cli::TrendExamples => {
            r#"  tiendo trend                            the whole plan, week by week until today
  tiendo trend --unit "binh minh"         one unit
  tiendo trend --format csv               for a chart of your own"#
        }
        Cli::Report => "Write the report of a week, month, quarter, half-year or year into reports/",
        Cli::ReportExamples => {
            r"  tiendo report week                      this week, as of today: reports/2024-W20.md
  tiendo report week last                 the week before
  tiendo report quarter 2024-Q1 --format docx,xlsx
                                          the first quarter, to hand upward
  tiendo report week --all                every week that is over and has no report, and an index"
        }
        Cli::Kind => "The kind of period: week, month, quarter, half, year",
        Cli::Period => {
            "The period: 2024-W20, 2024-05, 2024-Q2, 2024-H1, 2024; last: the one before; or a day in it\n[default: the current one]"
        }
        Cli::ReportFormat => "The formats, one or more: md, html, xlsx, docx, csv, json [default: md]",
        Cli::ReportOut => "The folder to write into; -: standard output [default: reports/ of the workspace]",
        Cli::Closing => {
            "The day as of which the figures are, in the period or the one after\n[default: the period's last day, or the as-of day while it goes on]"
        }
        Cli::All => {
            "Every period since the plan began that is over and has no file yet,\nand the index reports/README.md made anew"
        }
        Cli::Template => "The office's own .docx, with places such as {{body}}, {{period}} (docs/reports.md)",
        Cli::KeepGoing => "Where a unit's file is broken, say whose figures are missing and report the others",
        Cli::ReportForce => "Replace also files that tiendo did not make, and .docx and .xlsx files",
    }
}
