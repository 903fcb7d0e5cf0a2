//! Broken bytes and broken syntax, as files have them: each is named with file, line and column, the other units are
//! still reported, and nothing is guessed.

use crate::support::case::{Case, LONGEST_RUN, Run, Status, plan, task, text};

const TASK: &str = "[[tasks]]\nid = \"t\"\ntitle = \"Việc\"\nlead = [\"a\", \"b\"]\ndue = \"2024-Q1\"\n";

/// A name for the case, the bytes, and the codes of which `check` reports one or more.
type Row<'a> = (&'a str, Vec<u8>, &'a [&'a str]);

fn utf16(text: &str, little: bool) -> Vec<u8> {
    let mark = [0xfeff_u16];
    let units = mark.into_iter().chain(text.encode_utf16());
    units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

/// A sound file in which `good` gives way to `bad`.
fn swapped(file: &str, good: &str, bad: &[u8]) -> Vec<u8> {
    let at = file.find(good).expect("it is there");
    [&file.as_bytes()[..at], bad, &file.as_bytes()[at + good.len()..]].concat()
}

const UNIT: &str = "[t]\nstarted = 2024-03-01\ndone = 2024-03-28\nnote = \"Đã làm\"\n";

fn rows(file: &str) -> Vec<Row<'static>> {
    let at_end = |bytes: &[u8]| [file.as_bytes(), bytes].concat();
    let at_start = |bytes: &[u8]| [bytes, file.as_bytes()].concat();
    vec![
        ("UTF-16, little-endian", utf16(file, true), &["E105"]),
        ("UTF-16, big-endian", utf16(file, false), &["E105"]),
        ("UTF-16 without a mark", utf16(file, true)[2..].to_vec(), &["E105", "E106"]),
        ("windows-1258", at_end(b"# \xd0\xe3 l\xe0m\n"), &["E105"]),
        ("a lone continuation byte", at_end(b"# \x80\n"), &["E105"]),
        ("an overlong slash", at_end(b"# \xc0\xaf\n"), &["E105"]),
        ("a surrogate", at_end(b"# \xed\xa0\x80\n"), &["E105"]),
        ("past the last character", at_end(b"# \xf4\x90\x80\x80\n"), &["E105"]),
        ("a letter cut off at the end", at_end(b"# \xe1\xbb"), &["E105"]),
        ("NUL in a comment", at_end(b"# \0\n"), &["E106"]),
        ("NUL between lines", at_end(b"\0\n"), &["E106"]),
        ("nothing but NULs", vec![0; 4_096], &["E106"]),
        ("NULs at the end, as after a crash", at_end(&[0; 600]), &["E106"]),
        ("a lone CR", at_end(b"x = 1\ry = 2\n"), &["E106"]),
        ("a lone CR in a comment", at_end(b"# a\rb\n"), &["E106"]),
        ("U+2028 for a line's end", at_end("x = 1\u{2028}y = 2\n".as_bytes()), &["E106"]),
        ("a no-break space", at_end("x\u{a0}= 1\n".as_bytes()), &["E106"]),
        ("a mark in the middle", at_end("\u{feff}x = 1\n".as_bytes()), &["E106"]),
        ("an escape sequence", at_end(b"\x1b[31mx = 1\n"), &["E106"]),
        ("a control character in a text", at_end(b"x = \"a\x07b\"\n"), &["E106"]),
        ("smart quotes", at_end("x = “a”\n".as_bytes()), &["E106"]),
        ("a key with diacritics", at_end("tên = 1\n".as_bytes()), &["E106"]),
        ("a merge conflict", at_end(b"<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> nhanh\n"), &["E106"]),
        ("an open text", at_end(b"x = \"a\n"), &["E106"]),
        ("an open text of several lines", at_end(b"x = \"\"\"a\n"), &["E106"]),
        ("an open list", at_end(b"x = [1,\n"), &["E106"]),
        ("an open table", at_end(b"x = { a = 1\n"), &["E106"]),
        ("an open header", at_end(b"[x\n"), &["E106"]),
        ("an empty header", at_end(b"[]\n"), &["E106"]),
        ("no value", at_end(b"x =\n"), &["E106"]),
        ("no key", at_end(b"= 1\n"), &["E106"]),
        ("two keys on a line", at_end(b"x = 1 y = 2\n"), &["E106"]),
        ("a word", at_end(b"x = yes\n"), &["E106"]),
        ("a wrong escape", at_end(b"x = \"\\q\"\n"), &["E106"]),
        ("an escaped surrogate", at_end(b"x = \"\\ud800\"\n"), &["E106"]),
        ("a day that does not exist", at_end(b"x = 2024-02-30\n"), &["E106", "E210"]),
        ("a month that does not exist", at_end(b"x = 2024-13-01\n"), &["E106", "E210"]),
        ("a key twice", at_end(b"x = 1\nx = 2\n"), &["E107"]),
        ("a table twice", at_end(b"[x]\n[x]\n"), &["E107"]),
        ("a table and a key", at_end(b"x.y = 1\nx = 2\n"), &["E106", "E107"]),
        ("a list and a table", at_end(b"[[x]]\n[x]\n"), &["E106", "E107"]),
        ("JSON", b"{\"plan\": {\"number\": \"1\"}}\n".to_vec(), &["E106"]),
        ("YAML", b"---\nplan:\n  number: 1\n".to_vec(), &["E106"]),
        ("HTML", at_start(b"<!DOCTYPE html>\n"), &["E106"]),
        ("a zip archive", b"PK\x03\x04\x14\x00\x08\x08\x08\x00\xf8\xff".to_vec(), &["E105", "E106"]),
        ("one closing bracket", b"]".to_vec(), &["E106"]),
    ]
}

/// Fails unless a problem of this file is reported with line and column.
#[track_caller]
fn names(name: &str, told: &str, file: &str) {
    let place = told.match_indices(&format!("{file}:")).any(|(at, found)| {
        let mut numbers = told[at + found.len()..].split(|c: char| !c.is_ascii_digit());
        let mut number = || numbers.next().and_then(|digits| digits.parse::<u32>().ok()).is_some_and(|n| n > 0);
        number() && number()
    });
    assert!(place, "{name}: no line and column of {file} in:\n{told}");
}

fn reports(case: &Case) -> Run {
    case.run(&["status", "--format", "json", "--as-of", "2024-05-15"])
}

#[test]
fn a_broken_units_file_is_named_and_the_others_are_reported() {
    for (name, bytes, codes) in rows(UNIT) {
        let case = Case::new(plan("", TASK)).unit("a", &bytes).unit("b", UNIT);
        let run = reports(&case);
        assert_eq!(run.code(), Some(3), "{name}: {run:?}");
        names(name, run.err(), "units/a.toml");
        let status = Status::of(run);
        assert_eq!(status.column("unit"), ["b"], "{name}");
        let (code, found) = case.check("2024-05-15");
        assert_eq!(code, Some(1), "{name}");
        assert!(found.iter().any(|one| codes.contains(&text(&one["code"]))), "{name}: {found:?}");
    }
}

#[test]
fn by_a_broken_plan_nothing_is_judged() {
    let sound = plan("", TASK);
    for (name, bytes, codes) in rows(&sound) {
        let case = Case::new(&bytes).unit("a", UNIT).unit("b", UNIT);
        let run = reports(&case);
        assert_eq!(run.code(), Some(3), "{name}: {run:?}");
        assert!(run.stdout.is_empty(), "{name}: {run:?}");
        names(name, run.err(), "plan.toml");
        let (code, found) = case.check("2024-05-15");
        assert_eq!(code, Some(1), "{name}");
        assert!(found.iter().any(|one| codes.contains(&text(&one["code"]))), "{name}: {found:?}");
        for args in [&["list"][..], &["show", "t"], &["status", "--format", "csv"]] {
            let run = case.run(args);
            assert_eq!((run.code(), run.stdout.len()), (Some(3), 0), "{name}: {args:?}: {run:?}");
        }
    }
}

#[test]
fn a_broken_value_is_named_where_it_stands() {
    for (good, bad, place) in [
        ("2024-03-28", "2024-02-30", "units/a.toml:3:8"),
        ("2024-03-28", "2023-02-29", "units/a.toml:3:8"),
        ("2024-03-28", "2024-3-28", "units/a.toml:3:8"),
        ("2024-03-28", "28/3/2024", "units/a.toml:3:8"),
        ("2024-03-28", "2024-03-28 10:00:00", "units/a.toml:3:8"),
        ("2024-03-28", "2024-03-28T10:00:00Z", "units/a.toml:3:8"),
        ("2024-03-28", "10:00:00", "units/a.toml:3:8"),
        ("2024-03-28", "20240328", "units/a.toml:3:8"),
        ("2024-03-28", "0000-01-01", "units/a.toml:3:8"),
        ("2024-03-28", "\"2024-03-28\"", "units/a.toml:3:8"),
        ("2024-03-28", "true", "units/a.toml:3:8"),
        ("2024-03-28", "[2024-03-28]", "units/a.toml:3:8"),
        ("\"Đã làm\"", "Đã làm", "units/a.toml:4:8"),
        ("\"Đã làm\"", "1e3", "units/a.toml:4:8"),
        ("\"Đã làm\"", "nan", "units/a.toml:4:8"),
    ] {
        let case = Case::new(plan("", TASK)).unit("a", swapped(UNIT, good, bad.as_bytes())).unit("b", "");
        let run = reports(&case);
        assert_eq!(run.code(), Some(3), "{bad}: {run:?}");
        assert!(run.err().contains(place), "{bad}: {run:?}");
    }
}

#[test]
fn forms_of_toml_1_1_are_read_or_refused_but_never_guessed() {
    for (file, note) in [
        ("t = { done = 2024-03-28, note = \"x\", }\n", "x"),
        ("t = {\n  done = 2024-03-28,\n  note = \"x\"\n}\n", "x"),
        ("[t]\ndone = 2024-03-28\nnote = \"\\x41\\e\"\n", "A\u{1b}"),
    ] {
        let case = Case::new(plan("", TASK)).unit("a", file).unit("b", "");
        let run = reports(&case);
        match run.code() {
            Some(0) => {
                let status = Status::of(run);
                assert_eq!((text(&status.items()[0]["state"]), text(&status.items()[0]["note"])), ("completed", note));
            }
            Some(3) => names(file, run.err(), "units/a.toml"),
            _ => panic!("{file}: {run:?}"),
        }
    }
}

#[test]
fn an_empty_file_says_nothing_and_that_is_no_fault() {
    for file in ["", "\n", "\u{feff}", "\r\n", "# không có gì", "\u{feff}# không có gì\r\n", " \t "] {
        let case = Case::new(plan("", TASK)).unit("a", file).unit("b", "");
        let run = reports(&case);
        assert_eq!((run.code(), run.err()), (Some(0), ""), "{file:?}");
        assert_eq!(Status::of(run).column("state"), ["overdue", "overdue"]);
    }
}

#[test]
fn many_broken_files_are_each_named() {
    let units: Vec<String> = (0..200).map(|at| format!("u{at} = \"Đơn vị {at}\"\n")).collect();
    let lead: Vec<String> = (0..200).map(|at| format!("\"u{at}\"")).collect();
    let rest = units.concat() + &task("t", "due = \"2024-Q1\"").replace("\"a\"", &lead.join(", "));
    let mut case = Case::new(plan("", &rest)).unit("a", "").unit("b", "");
    for at in 0..200 {
        case = case.unit(&format!("u{at}"), if at % 2 == 0 { "[t\n" } else { "[t]\ndone = 2024-03-01\n" });
    }
    let run = reports(&case);
    assert_eq!(run.code(), Some(3), "within {LONGEST_RUN:?}: {run:?}");
    for at in (0..200).step_by(2) {
        names("many", run.err(), &format!("units/u{at}.toml"));
    }
    assert_eq!(Status::of(run).items().len(), 100);
}
