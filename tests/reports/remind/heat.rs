//! The colours of the board: each cell on the colour that its counts call for, and nothing else changed by colours.

use std::ops::Range;

use serde_json::Value;
use unicode_width::UnicodeWidthStr;
use vt100::{Color, Screen};

use crate::support::case::{Case, Status, bare, bounded, text, totals};
use crate::support::{finish, root, tiendo};
use crate::terminal::Terminal;

/// What the colours mean, as the board says it below itself.
const LEGEND: [&str; 6] = [
    "hoàn thành dưới một nửa",
    "hoàn thành từ một nửa",
    "hoàn thành tất cả",
    "quá hạn đến 10%",
    "quá hạn đến một phần ba",
    "quá hạn trên một phần ba",
];

/// What the colour of a cell with these totals must mean; nothing where there is nothing to say.
fn meaning([overdue, pending, completed, ..]: [u64; 5]) -> Option<&'static str> {
    let all = overdue + pending + completed;
    let at = match (overdue, completed) {
        (0, 0) => return None,
        (0, _) if pending == 0 => 2,
        (0, _) if 2 * completed >= all => 1,
        (0, _) => 0,
        (late, _) if 10 * late <= all => 3,
        (late, _) if 3 * late <= all => 4,
        _ => 5,
    };
    Some(LEGEND[at])
}

/// A workspace whose unit `uN` owes so much in the first quarter: overdue, pending, completed, waived.
fn every_heat() -> Case {
    const COUNTS: [[usize; 4]; 14] = [
        [0, 0, 0, 1],
        [0, 3, 0, 0],
        [0, 2, 1, 0],
        [0, 1, 1, 0],
        [0, 1, 3, 2],
        [0, 0, 2, 1],
        [1, 9, 0, 0],
        [1, 0, 9, 0],
        [1, 4, 4, 0],
        [1, 0, 2, 0],
        [1, 1, 0, 5],
        [1, 0, 0, 0],
        [12, 3, 0, 0],
        [0, 0, 12, 0],
    ];
    let (mut units, mut tasks, mut case) = (String::new(), String::new(), Case::empty());
    for (unit, [overdue, pending, completed, waived]) in COUNTS.into_iter().enumerate() {
        units.push_str(&format!("u{unit} = \"Đơn vị số {unit}\"\n"));
        let (mut record, mut number) = (String::new(), 0);
        let kinds =
            [(overdue, "2024-02-01", ""), (pending, "2024-03-31", ""), (completed, "2024-02-01", "done = 2024-01-31")];
        let waived = (waived, "2024-02-01", "waived = { by = \"1\", on = 2024-01-31 }");
        for (count, due, fact) in kinds.into_iter().chain([waived]) {
            for _ in 0..count {
                tasks.push_str(&format!(
                    "[[tasks]]\nid = \"t{unit}-{number}\"\ntitle = \"T\"\nlead = [\"u{unit}\"]\ndue = {due}\n"
                ));
                record.push_str(&format!("[t{unit}-{number}]\n{fact}\n"));
                number += 1;
            }
        }
        case = case.unit(&format!("u{unit}"), record);
    }
    tasks.push_str("[[tasks]]\nid = \"sau\"\ntitle = \"T\"\nlead = [\"u0\", \"u3\"]\ndue = \"2024-Q4\"\n");
    tasks.push_str("[[tasks]]\nid = \"luon\"\ntitle = \"T\"\nlead = [\"u1\"]\ndue = \"ongoing\"\n");
    let header = "[plan]\nnumber = \"1-KH\"\ntitle = \"Kế hoạch\"\nstarts = 2024-01-01\nends = 2024-12-31\n[units]\n";
    case.with("plan.toml", format!("{header}{units}{tasks}"))
}

/// The day on which these boards are looked at.
const DAY: &str = "2024-02-15";

/// A screen taken down: what stands in each cell, and on which colour.
struct Picture {
    letters: Vec<Vec<String>>,
    papers: Vec<Vec<Color>>,
    inks: Vec<Vec<Color>>,
    /// The colour of each meaning, as the board shows it below itself.
    legend: Vec<(&'static str, Color)>,
}

impl Picture {
    /// The board of a workspace in a terminal of its own, coloured as terminals are.
    fn of_board(workspace: &str, day: &str, columns: u16) -> Self {
        let mut command = tiendo();
        command
            .env_remove("NO_COLOR")
            .env_remove("COLUMNS")
            .args(["-C", workspace, "status", "--full", "--as-of", day]);
        let mut terminal = Terminal::start(&command, columns, 250);
        assert_eq!(terminal.ends(), 0, "{terminal}");
        let mut picture = Self::of(terminal.screen());
        picture.legend = picture.read_legend();
        picture
    }

    fn of(screen: &Screen) -> Self {
        let (rows, columns) = screen.size();
        let cells = |of: &dyn Fn(&vt100::Cell) -> Color| -> Vec<Vec<Color>> {
            let cell = |row, column| screen.cell(row, column).map_or(Color::Default, of);
            (0..rows.get()).map(|row| (0..columns.get()).map(|column| cell(row, column)).collect()).collect()
        };
        let letter = |row, column| match screen.cell(row, column).map(vt100::Cell::contents) {
            Some(letter) if !letter.is_empty() => letter.to_owned(),
            _ => " ".to_owned(),
        };
        let letters = (0..rows.get()).map(|row| (0..columns.get()).map(|column| letter(row, column)).collect());
        Self {
            letters: letters.collect(),
            papers: cells(&vt100::Cell::bgcolor),
            inks: cells(&vt100::Cell::fgcolor),
            legend: Vec::new(),
        }
    }

    fn line(&self, row: usize) -> String {
        self.letters[row].concat()
    }

    /// Every colour another, and on all of the words that say what it means.
    fn read_legend(&self) -> Vec<(&'static str, Color)> {
        let colours: Vec<(&str, Color)> = LEGEND.into_iter().map(|said| (said, self.colour_of(said))).collect();
        for (at, (said, colour)) in colours.iter().enumerate() {
            let same = colours[..at].iter().any(|(_, other)| other == colour);
            assert!(*colour != Color::Default && !same, "{said} has no colour of its own: {colour:?}");
        }
        colours
    }

    /// The one colour under words, the blanks on either side among them.
    fn colour_of(&self, said: &str) -> Color {
        let wanted = format!(" {said} ");
        let lines: Vec<String> = (0..self.letters.len()).map(|row| self.line(row)).collect();
        let row = lines.iter().position(|line| line.contains(&wanted));
        let row = row.unwrap_or_else(|| panic!("{said} is not on the screen:\n{self}"));
        let from = lines[row].split(&wanted).next().expect("it stands there").width();
        let colours = &self.papers[row][from..from + wanted.width()];
        assert!(colours.iter().all(|colour| *colour == colours[0]), "{said}: {colours:?}");
        colours[0]
    }

    /// Fails unless columns of a row are on the colour that these totals call for, with dark letters on it.
    fn on_its_colour(&self, row: usize, columns: Range<usize>, counts: [u64; 5], what: &str) {
        let wanted = meaning(counts);
        let of = |said| self.legend.iter().find(|(other, _)| *other == said).expect("every meaning has a colour").1;
        let colour = wanted.map_or(Color::Default, of);
        for column in columns {
            let found = self.papers[row][column];
            assert_eq!(found, colour, "column {column} of {what}: {counts:?} is “{}”", wanted.unwrap_or("nothing"));
            let blank = self.letters[row][column].trim().is_empty();
            assert!(wanted.is_none() || blank || self.inks[row][column] == Color::Idx(16), "{what} can be read");
        }
    }

    /// The numbers that columns of a row hold, a dot being none.
    fn numbers(&self, row: usize, columns: Range<usize>) -> Vec<u64> {
        let number = |word: &str| if word == "·" { 0 } else { word.parse().expect("a count") };
        self.letters[row][columns].concat().split_whitespace().map(number).collect()
    }

    /// The columns between the lines that part groups, of a row of a wide board.
    fn groups(&self, row: usize) -> Vec<Range<usize>> {
        let letters = &self.letters[row];
        let lines: Vec<usize> = (0..letters.len()).filter(|column| letters[*column] == "│").collect();
        let end = letters.iter().rposition(|letter| !letter.trim().is_empty()).map_or(0, |column| column + 1);
        lines.iter().zip(lines.iter().skip(1).chain([&end])).map(|(from, to)| from + 1..*to).collect()
    }
}

impl std::fmt::Display for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let lines = (0..self.letters.len()).map(|row| self.line(row).trim_end().to_owned());
        f.write_str(&lines.collect::<Vec<_>>().join("\n"))
    }
}

/// The counts of the board as scripts read them.
fn status(workspace: &str, day: &str) -> Status {
    Status::of(bounded(bare().args(["-C", workspace, "status", "--format", "json", "--as-of", day])))
}

/// The totals of a unit, or of the whole plan, by the heads of quarters.
fn by_quarter(status: &Status, unit: Option<&Value>) -> Vec<(String, [u64; 5])> {
    let brief = |quarter: &Value| match text(quarter) {
        "null" => "–".to_owned(),
        quarter => format!("Quý {}", ["I", "II", "III", "IV"][usize::from(quarter.as_bytes()[6] - b'1')]),
    };
    let units = status.json["units"].as_array().expect("there are units").iter();
    let mut counts: Vec<(String, [u64; 5])> = Vec::new();
    for one in units.filter(|one| unit.is_none_or(|unit| unit["unit"] == one["unit"])) {
        for quarter in one["quarters"].as_array().expect("quarters are a list") {
            let (head, totals) = (brief(&quarter["quarter"]), totals(&quarter["totals"]));
            match counts.iter_mut().find(|(known, _)| *known == head) {
                Some((_, sum)) => sum.iter_mut().zip(totals).for_each(|(sum, more)| *sum += more),
                None => counts.push((head, totals)),
            }
        }
    }
    counts
}

#[test]
fn each_cell_of_the_board_is_on_the_colour_that_its_counts_call_for() {
    let case = every_heat();
    let own = case.path().to_str().expect("the path is text");
    let shipped = root().to_str().expect("the path is text");
    for (workspace, day, columns) in [(own, DAY, 120), (shipped, "2024-05-15", 120), (shipped, "2024-10-05", 220)] {
        let (board, status) = (Picture::of_board(workspace, day, columns), status(workspace, day));
        let parted: Vec<usize> = (0..board.letters.len()).filter(|row| !board.groups(*row).is_empty()).collect();
        // The heads of the groups, the heads of columns, a row for each unit, and the sum.
        let units = status.json["units"].as_array().expect("there are units");
        assert_eq!(parted.len(), units.len() + 3, "{board}");
        let head = |columns: Range<usize>| board.letters[parted[0]][columns].concat().trim().to_owned();
        let heads: Vec<String> = board.groups(parted[0]).into_iter().map(head).collect();
        assert!(heads.len() >= 3 && heads.last().is_some_and(|head| head == "Cả kế hoạch"), "{heads:?}");
        let mut coloured = 0;
        for (at, row) in parted[2..].iter().enumerate() {
            let unit = units.get(at);
            let name = unit.map_or("Tổng cộng", |unit| text(&unit["name"]));
            let quarters = by_quarter(&status, unit);
            let all = totals(unit.map_or(&status.json["totals"], |unit| &unit["totals"]));
            let places = board.groups(*row);
            assert_eq!(places.len(), heads.len(), "{name}: {board}");
            for (head, columns) in heads.iter().zip(&places) {
                let of_quarter = quarters.iter().find(|(quarter, _)| quarter == head).map(|(_, totals)| *totals);
                let counts = if head == "Cả kế hoạch" { all } else { of_quarter.unwrap_or_default() };
                assert_eq!(board.numbers(*row, columns.clone())[..3], counts[..3], "{head} of {name}");
                board.on_its_colour(*row, columns.clone(), counts, &format!("{head} of {name}"));
                coloured += usize::from(meaning(counts).is_some());
            }
            // Names and the lines between groups have no colour under them.
            let outside = |column: &usize| !places.iter().any(|place| place.contains(column));
            let plain = (0..usize::from(columns)).filter(outside).all(|at| board.papers[*row][at] == Color::Default);
            assert!(plain, "{name}");
        }
        assert!(coloured > 20, "{coloured} cells have a colour");
    }
}

#[test]
fn every_meaning_is_seen_on_a_board_that_has_every_kind_of_cell() {
    let case = every_heat();
    let status = status(case.path().to_str().expect("the path is text"), DAY);
    let units = status.json["units"].as_array().expect("there are units");
    let seen: Vec<Option<&str>> =
        units.iter().flat_map(|unit| by_quarter(&status, Some(unit))).map(|(_, totals)| meaning(totals)).collect();
    for said in LEGEND {
        assert!(seen.contains(&Some(said)), "{said}: {seen:?}");
    }
    assert!(seen.contains(&None));
}

#[test]
fn so_is_each_row_of_a_board_that_has_a_row_for_each_quarter() {
    let case = every_heat();
    let workspace = case.path().to_str().expect("the path is text");
    let (board, status) = (Picture::of_board(workspace, DAY, 40), status(workspace, DAY));
    let units = status.json["units"].as_array().expect("there are units");
    let (mut unit, mut seen) = (None, 0);
    // Up to what the letters above the columns mean.
    let lines = (0..board.letters.len()).map(|row| (row, board.line(row)));
    for (row, line) in lines.take_while(|(_, line)| !line.starts_with("QH ")) {
        if let Some(found) = units.iter().find(|unit| unit["name"] == line.trim_end()) {
            unit = Some(Some(found));
        } else if line.trim_end() == "Cả kế hoạch" {
            unit = Some(None);
        }
        let (Some(unit), Some(rest)) = (unit, line.strip_prefix("  ")) else { continue };
        let label = rest.split("  ").next().expect("a row has a label").trim_end();
        let quarters = by_quarter(&status, unit);
        let head =
            if label == "không theo quý" { "–".to_owned() } else { format!("Quý {}", label.replace("/2024", "")) };
        let of_quarter = quarters.iter().find(|(quarter, _)| *quarter == head).map(|(_, totals)| *totals);
        let counts = match label {
            "Tổng cộng" => totals(unit.map_or(&status.json["totals"], |unit| &unit["totals"])),
            _ => of_quarter.unwrap_or_else(|| panic!("{label}: {board}")),
        };
        let (from, written) = (2 + label.width(), line.trim_end().width());
        let first = (from..written).find(|column| board.letters[row][*column] != " ").expect("numbers");
        assert_eq!(board.numbers(row, first..written)[..3], counts[..3], "{label}: {board}");
        board.on_its_colour(row, first..written, counts, label);
        assert!(board.papers[row][..from].iter().all(|colour| *colour == Color::Default), "{label}");
        seen += 1;
    }
    assert!(seen > 30, "{seen} rows: {board}");
}

/// What was written, without colours; fails where it has anything else that is not seen.
fn stripped(written: &str) -> String {
    let mut pieces = written.split("\u{1b}[");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|letter: char| !letter.is_ascii_digit() && letter != ';').expect("a colour ends");
        assert!(piece[end..].starts_with('m'), "only colours are put there: {piece:?}");
        plain.push_str(&piece[end + 1..]);
    }
    assert!(!plain.contains('\u{1b}'));
    plain
}

#[test]
fn colours_add_their_legend_and_change_no_letter_and_no_width() {
    let case = every_heat();
    let english = [
        "less than half completed",
        "half or more completed",
        "all completed",
        "up to 10% overdue",
        "up to a third overdue",
        "more than a third overdue",
    ];
    for (workspace, day) in [(case.path(), DAY), (root(), "2024-05-15")] {
        for (lang, legend) in [("vi", LEGEND), ("en", english)] {
            for columns in [40, 60, 80, 120, 200] {
                let run = |colour: &[&str]| {
                    let mut command = bare();
                    command.arg("-C").arg(workspace).args(["status", "--as-of", day, "--lang", lang]);
                    let run = bounded(command.args(colour).env("COLUMNS", columns.to_string()));
                    run.ends_with(&[0]).out().to_owned()
                };
                let (plain, coloured) = (run(&[]), run(&["--color", "always"]));
                assert!(!plain.contains('\u{1b}') && coloured.contains("\u{1b}[48;5;"), "{columns} columns");
                assert_eq!(run(&["--color", "never"]), plain);
                let stripped = stripped(&coloured);
                let (with, without): (Vec<&str>, Vec<&str>) = (stripped.lines().collect(), plain.lines().collect());
                let begins = with.iter().zip(&without).take_while(|(with, without)| with == without).count();
                let ends = begins + with.len() - without.len();
                assert_eq!([&with[..begins], &with[ends..]].concat(), without, "{columns} columns");
                assert!(with[..ends].iter().all(|line| line.width() <= columns), "{columns} columns: {stripped}");
                // What was added is the legend of the colours, and each of them has its meaning once.
                let mut added = with[begins..ends].join(" ");
                for said in legend {
                    assert_eq!(added.matches(&format!(" {said} ")).count(), 1, "{said} in {added:?}");
                    added = added.replacen(said, "", 1);
                }
                assert_eq!(added.trim(), "", "{columns} columns");
            }
        }
    }
}

#[test]
fn there_are_no_colours_where_nobody_wants_them() {
    let workspace = root().to_str().expect("the path is text");
    let args = ["-C", workspace, "status", "--as-of", "2024-05-15"];
    let plain = finish(tiendo().args(args)).stdout;
    assert!(!plain.contains('\u{1b}'));
    for (name, value, colours) in [("NO_COLOR", "1", false), ("CLICOLOR", "0", false), ("X", "", true)] {
        let mut command = tiendo();
        command.env_remove("NO_COLOR").env_remove("COLUMNS").env(name, value).args(args);
        let mut terminal = Terminal::start(&command, 100, 200);
        assert_eq!(terminal.ends(), 0, "{terminal}");
        assert_eq!(terminal.written().contains("\u{1b}["), colours, "{name}={value}");
    }
    // In a pipe there is no screen to colour.
    let mut piped = tiendo();
    let ran = finish(piped.env_remove("NO_COLOR").env("TERM", "xterm-256color").args(args));
    assert_eq!(ran.stdout, plain);
}
