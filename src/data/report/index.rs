//! The index of reports: what is in their folder, by kind of period, between two marks in its `README.md`. What people
//! write around it stays.

use super::ReportFormat;
use super::name::ReportName;
use crate::model::period::PeriodKind;
use crate::model::reporting::ReportPeriod;
use crate::text::sentence_case;
use crate::words::{Label, Phrase, Words, date};

pub(crate) const FILE: &str = "README.md";
const BEGIN: &str = "<!-- tiendo: the index of reports begins; it is made anew by tiendo report --all -->";
const END: &str = "<!-- tiendo: the index of reports ends -->";

/// The text of the file with the index of these files, in a plan with this report day; `old` is what it says now.
pub(crate) fn file(old: Option<&str>, names: &[String], report_day: Option<u32>, words: &dyn Words) -> String {
    let section = format!("{BEGIN}\n\n{}{END}\n", tables(names, report_day, words));
    let Some(old) = old.filter(|old| !old.trim().is_empty()) else {
        return format!("# {}\n\n{section}", words.label(Label::Reports));
    };
    let crlf = old.contains("\r\n");
    let section = if crlf { section.replace('\n', "\r\n") } else { section };
    let end = if crlf { "\r\n" } else { "\n" };
    let between = old.find(BEGIN).and_then(|begin| {
        let after = begin + old[begin..].find(END)? + END.len();
        let rest = old[after..].strip_prefix(end).unwrap_or(&old[after..]);
        Some((&old[..begin], rest))
    });
    match between {
        Some((before, after)) => format!("{before}{section}{after}"),
        None => format!("{}{end}{end}{section}", old.trim_end()),
    }
}

/// A table for each kind of period that has reports, the last period first.
fn tables(names: &[String], report_day: Option<u32>, words: &dyn Words) -> String {
    let mut text = String::new();
    let reports: Vec<ReportName> = names.iter().filter_map(|name| ReportName::parse(name)).collect();
    for (_, kind) in PeriodKind::WORDS {
        let mut periods: Vec<(ReportPeriod, Vec<ReportName>)> = Vec::new();
        for name in reports.iter().filter(|name| name.named.kind() == kind) {
            let Some(period) = name.period(report_day) else { continue };
            match periods.iter_mut().find(|(known, names)| *known == period && names[0].closes == name.closes) {
                Some((_, names)) => names.push(*name),
                None => periods.push((period, vec![*name])),
            }
        }
        if periods.is_empty() {
            continue;
        }
        periods.sort_by_key(|(period, _)| std::cmp::Reverse((period.first(), period.last())));
        text.push_str(&format!("## {}\n\n", words.phrase(&Phrase::ReportsOf { kind })));
        let heads = [words.label(Label::Period), words.label(Label::FromTo), words.label(Label::Files)];
        text.push_str(&format!("| {} |\n|---|---|---|\n", heads.join(" | ")));
        for (period, names) in periods {
            let of = |format: &ReportFormat| names.iter().find(|name| name.format == *format);
            let link = |name: &ReportName| format!("[{}]({name})", name.format.as_str());
            let links: Vec<String> = ReportFormat::ALL.iter().filter_map(of).map(link).collect();
            let days = format!("{} – {}", date(period.first()), date(period.last()));
            let name = sentence_case(&words.period(period.named()));
            text.push_str(&format!("| {name} | {days} | {} |\n", links.join(" · ")));
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::plan::Lang;
    use crate::words::words;

    fn index(old: Option<&str>, names: &[&str]) -> String {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        file(old, &names, Some(14), words(Lang::En))
    }

    #[test]
    fn reports_stand_by_kind_the_last_first_and_nothing_else_does() {
        let made = index(
            None,
            &["2024-Q1.html", "2024-Q1.md", "2024-W09.md", "2024-W10.md", "README.md", "2024-05-01.md", "x.md"],
        );
        let links: Vec<&str> = made.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        assert_eq!(links, ["2024-W10.md", "2024-W09.md", "2024-Q1.md", "2024-Q1.html"]);
    }

    #[test]
    fn each_report_has_the_days_of_its_period() {
        let made = index(None, &["2024-Q1.md", "2024-Q1-day20.md", "2024-Q1-calendar.md", "2024-Q1.json"]);
        let rows: Vec<&str> = made.lines().filter(|line| line.contains("](")).collect();
        assert_eq!(
            rows,
            [
                "| Q1/2024 | 01/01/2024 – 31/3/2024 | [md](2024-Q1-calendar.md) |",
                "| Q1/2024 | 21/12/2023 – 20/3/2024 | [md](2024-Q1-day20.md) |",
                "| Q1/2024 | 15/12/2023 – 14/3/2024 | [md](2024-Q1.md) · [json](2024-Q1.json) |",
            ]
        );
    }

    #[test]
    fn what_people_wrote_around_it_stays() {
        for end in ["\n", "\r\n"] {
            let old = ["# Ours", "", "Read this first.", ""].join(end);
            let once = index(Some(&old), &["2024-W09.md"]);
            assert!(once.starts_with(old.trim_end()), "{once:?}");
            let with_more = format!("{once}{end}And this last.{end}");
            let twice = index(Some(&with_more), &["2024-W09.md", "2024-W10.md"]);
            assert!(twice.starts_with(old.trim_end()) && twice.ends_with(&format!("{end}And this last.{end}")));
            assert!(twice.contains("2024-W10.md") && twice.matches("2024-W09.md").count() == 1, "{twice}");
            assert_eq!(index(Some(&twice), &["2024-W09.md", "2024-W10.md"]), twice);
            assert_eq!(twice.matches("\r\n").count(), if end == "\n" { 0 } else { twice.matches('\n').count() });
        }
    }
}
