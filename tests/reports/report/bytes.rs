//! The same files and the same period give the same bytes, in every format, whoever asks, wherever and whenever.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::bench::{FORMATS, KINDS, LATER, Span, office_day, report};
use super::plans;
use super::tree;
use crate::data::{UNITS, World, world};
use crate::print::write;
use crate::support::case::{Case, bare, bounded};
use crate::support::{entries, root};

/// A report in every format, made once its period is over.
fn every_format(at: &Path, span: &Span) -> Vec<Vec<u8>> {
    FORMATS.iter().map(|format| report(at, span, format, &["--as-of", LATER])).collect()
}

/// Fails where two workspaces do not give the same reports.
#[track_caller]
fn same(what: &str, one: &Path, other: &Path, span: &Span) {
    for (format, (one, other)) in FORMATS.iter().zip(every_format(one, span).into_iter().zip(every_format(other, span)))
    {
        assert!(one == other, "{what}: the {format} of {} differs", span.name);
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    for span in [Span::at("week", "2024-05-13"), Span::at("quarter", "2024-01-01")] {
        same("again", root(), root(), &span);
    }
}

#[test]
fn office_files_hold_no_time_of_the_clock() {
    let span = Span::at("month", "2024-05-01");
    for format in ["docx", "xlsx"] {
        let bytes = report(root(), &span, format, &["--as-of", LATER]);
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("it is an archive");
        for at in 0..archive.len() {
            let part = archive.by_index(at).expect("it can be opened");
            let made = part.last_modified().expect("it has a time");
            assert_eq!((made.year(), made.month(), made.day(), made.hour()), (1980, 1, 1, 0), "{:?}", part.name());
        }
        let core = tree::xml(&tree::part(&bytes, "docProps/core.xml"));
        for name in ["dcterms:created", "dcterms:modified"] {
            assert_eq!(core.only(name).text(), "2024-05-31T00:00:00Z", "{format}: the day of the figures");
        }
    }
}

/// The tables of a unit's file in the opposite order.
fn backwards(file: &str) -> String {
    let (mut head, mut tables) = (String::new(), Vec::<String>::new());
    for line in file.split_inclusive('\n') {
        if line.starts_with('[') {
            tables.push(String::new());
        }
        tables.last_mut().unwrap_or(&mut head).push_str(line);
    }
    tables.reverse();
    head.extend(tables.iter().map(|table| format!("{}\n", table.trim_end_matches('\n'))));
    head
}

/// The shipped workspace with its files changed so; they are made one after the other, the last first.
fn shipped(changed: impl Fn(&str, bool) -> String) -> Case {
    let read = |path: &Path| fs::read_to_string(path).expect("it can be read");
    let mut case = Case::empty();
    for path in entries(&root().join("units")).into_iter().rev() {
        let name = path.file_name().expect("it is a file").to_string_lossy().into_owned();
        case = case.with(format!("units/{name}"), changed(&read(&path), false));
    }
    case.with("plan.toml", changed(&read(&root().join("plan.toml")), true))
}

#[test]
fn neither_the_order_of_files_and_tables_nor_their_style_matters() {
    let span = Span::at("month", "2024-05-01");
    let tables = shipped(|text, is_plan| if is_plan { text.to_owned() } else { backwards(text) });
    let moved = fs::read_to_string(tables.path().join("units/huyen-uy-ba-to.toml")).expect("it is there");
    assert_ne!(moved, fs::read_to_string(root().join("units/huyen-uy-ba-to.toml")).expect("it is there"));
    same("tables backwards", root(), tables.path(), &span);
    let foreign = shipped(|text, _| format!("\u{feff}{}", text.replace('\n', "\r\n")));
    same("CRLF and a byte order mark", root(), foreign.path(), &span);
}

#[test]
fn decomposed_letters_are_the_same_letters() {
    let span = Span::at("month", "2024-05-01");
    let decomposed = shipped(|text, _| text.nfd().collect());
    let nfc = |bytes: &[u8]| String::from_utf8_lossy(bytes).nfc().collect::<String>();
    // Texts are kept as they are written; apart from that nothing may differ.
    for (format, (one, other)) in
        FORMATS.iter().zip(every_format(root(), &span).into_iter().zip(every_format(decomposed.path(), &span)))
    {
        assert!(one != other, "{format} has texts of the files");
        if ["xlsx", "docx"].contains(format) {
            let composed = |bytes: &[u8]| -> Vec<(String, String)> {
                tree::parts(bytes).into_iter().map(|(name, part)| (name, nfc(&part))).collect()
            };
            assert!(composed(&one) == composed(&other), "{format}");
        } else {
            assert_eq!(nfc(&one), nfc(&other), "{format}");
        }
    }
}

proptest! {
    #![proptest_config(super::config(8))]

    #[test]
    fn the_style_of_units_files_changes_no_byte(
        world in world(), style in 1..u64::MAX, kind in 0..KINDS.len(), around in -60..460_i64,
    ) {
        let recorded = world.recorded();
        let files = |style: u64| {
            // The plan stays as it is: the order of its groups is the order of the report.
            let plan = Case::new(write(&world.plan.node(), 0));
            (0..UNITS.len()).fold(plan, |case, at| {
                let own = if style == 0 { 0 } else { style.wrapping_add(at as u64) };
                case.unit(UNITS[at], write(&World::file(at, &recorded), own))
            })
        };
        same("style", files(0).path(), files(style).path(), &Span::around(KINDS[kind], crate::data::day(around)));
    }
}

#[test]
fn a_period_that_is_over_is_told_the_same_on_every_later_day() {
    for case in [plans::moved_days(), plans::accepted_later()] {
        for span in [Span::at("month", "2024-04-01"), Span::at("week", "2024-05-06"), Span::at("half", "2024-01-01")] {
            let on = |day: String, format: &str| report(case.path(), &span, format, &["--as-of", &day]);
            for format in FORMATS {
                let last_day = on(span.last.to_string(), format);
                let days = [span.next().first.to_string(), office_day(span.next().last)];
                for day in days {
                    assert!(on(day.clone(), format) == last_day, "{format} of {} on {day}", span.name);
                }
                // And the day on which the figures are closed may be said without changing anything.
                let closing = ["--as-of", LATER, "--closing", &span.last.to_string()];
                assert!(report(case.path(), &span, format, &closing) == last_day, "{format} of {}", span.name);
            }
        }
    }
}

#[test]
fn nothing_of_the_surroundings_matters() {
    let case = plans::moved_days();
    let span = Span::at("month", "2024-05-01");
    for (format, expected) in FORMATS.iter().zip(every_format(case.path(), &span)) {
        let args = ["report", "month", "2024-05", "--format", format, "--out", "-", "--as-of", LATER];
        let surroundings: [&[(&str, &str)]; 3] = [
            &[("LANG", "en_US.UTF-8"), ("TZ", "America/New_York"), ("LC_ALL", "de_DE.UTF-8"), ("COLUMNS", "20")],
            &[("LANG", "C"), ("TZ", "Pacific/Kiritimati"), ("CLICOLOR_FORCE", "1"), ("TERM", "xterm-256color")],
            &[("LANG", "vi_VN.UTF-8"), ("LANGUAGE", "fr"), ("TZ", ":/nowhere"), ("COLUMNS", "10000"), ("HOME", "/")],
        ];
        for own in surroundings {
            let mut command = case.command();
            let run = bounded(command.args(args).envs(own.iter().copied()));
            run.ends_with(&[0]);
            assert!(run.stdout == expected, "{format} with {own:?}");
        }
        // From inside of the workspace, and from a folder beside it by a path that is not absolute.
        let inside = bounded(bare().args(args).current_dir(case.path().join("units")));
        assert!(inside.stdout == expected, "{format} from inside: {inside:?}");
        let (above, name) =
            (case.path().parent().expect("it lies somewhere"), case.path().file_name().expect("it has a name"));
        let beside = bounded(bare().arg("-C").arg(name).args(args).current_dir(above));
        assert!(beside.stdout == expected, "{format} from beside: {beside:?}");
    }
}
